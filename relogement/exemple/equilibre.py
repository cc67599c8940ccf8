"""L'occupation des résidences, telle que les bailleurs fictifs la disent ; de deux d'entre elles, rien."""

from collections.abc import Iterator, Mapping
from datetime import date

from relogement.equilibre.indicateurs import DEFINITIONS, Base, Indicateur
from relogement.equilibre.parc import Mesure
from relogement.equilibre.residence import Residence
from relogement.exemple.fonds import decimal, lignes
from relogement.exemple.residences import residences

SOURCE = "OPS {}.xlsx"


def occupation(au: date) -> Iterator[tuple[Residence, list[Mesure]]]:
    """Chaque résidence une fois, avec ses mesures de toutes les années."""
    par_nom: dict[str, list[Mesure]] = {}
    tailles: dict[str, int] = {}
    for ligne in lignes("equilibre.csv"):
        tailles[ligne["residence"]] = int(ligne["logements"])
        par_nom.setdefault(ligne["residence"], []).extend(_mesures(ligne, date(au.year - int(ligne["ans"]), 1, 1)))
    for nom, mesures in par_nom.items():
        decrite = residences()[nom]
        yield (
            Residence(
                nom=nom, bailleur=decrite.bailleur, commune=decrite.commune, qpv=decrite.qpv,
                nb_logements=tailles[nom],
            ),
            mesures,
        )  # fmt: skip


def _mesures(ligne: Mapping[str, str], le: date) -> Iterator[Mesure]:
    """Des effectifs pour ce qui compte des ménages, des taux pour le reste."""
    for indicateur in Indicateur:
        ecrit, source = ligne[indicateur.cle], SOURCE.format(le.year)
        if not ecrit:
            continue
        if DEFINITIONS[indicateur].base is Base.MENAGES:
            yield Mesure(indicateur, le, nombre=int(ecrit), sur=int(ligne["menages"]), source=source)
        else:
            yield Mesure(indicateur, le, decimal(ecrit), source=source)
