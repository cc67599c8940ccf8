"""Les dossiers que l'exemple raconte, un par ligne de ``dossiers.csv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from relogement.exemple.fonds import decimal, lignes
from relogement.nomenclatures import Etat, Typologie

VACANT = "VACANT"


@dataclass(frozen=True)
class Trame:
    """Un dossier tel que l'exemple le veut : qui, d'où, jusqu'où ; sans état, un logement vacant."""

    reference: str
    parent: str | None
    nom: str
    prenom: str
    personnes: int
    typologie: Typologie | None
    logement: str
    etat: Etat | None
    rac_avant: Decimal | None
    rac_apres: Decimal | None
    jours: int | None
    refus: tuple[str, ...]
    residence: str | None
    particularites: Mapping[str, str]
    suite: str | None

    @property
    def operation(self) -> str:
        """Le code de l'opération, en tête de la référence."""
        return self.reference.partition("-")[0]


@cache
def trames() -> tuple[Trame, ...]:
    """Les dossiers de l'exemple et ses logements vacants, dans l'ordre de leurs références."""
    return tuple(_trame(ligne) for ligne in lignes("dossiers.csv"))


def _trame(ligne: Mapping[str, str]) -> Trame:
    particularites = dict(mot.partition("=")[::2] for mot in ligne["particularites"].split())
    return Trame(
        reference=ligne["reference"],
        parent=ligne["parent"] or None,
        nom=ligne["nom"],
        prenom=ligne["prenom"],
        personnes=int(ligne["personnes"] or 0),
        typologie=Typologie(ligne["typologie"]) if ligne["typologie"] else None,
        logement=ligne["logement"],
        etat=None if ligne["etat"] == VACANT else Etat(ligne["etat"]),
        rac_avant=decimal(ligne["rac_avant"]),
        rac_apres=decimal(ligne["rac_apres"]),
        jours=int(ligne["jours"]) if ligne["jours"] else None,
        refus=tuple(ligne["refus"].split()),
        residence=ligne["residence"] or None,
        particularites=particularites,
        suite=ligne["suite"] or None,
    )
