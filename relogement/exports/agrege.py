"""L'export « agrege » : chaque indicateur de chaque opération, sans aucun dossier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.exports.tableau import Entete, Forme, Ligne, Tableau, page_de
from relogement.indicateurs.criteres import INDICATEURS
from relogement.indicateurs.indicateur import Indicateur, Mesure
from relogement.nomenclatures import Critere
from relogement.textes import arrondi

ENSEMBLE = "Ensemble du projet"
TOUS, TITULAIRES = "Tous les dossiers", "Titulaires seuls"
ENTETES = (
    Entete("OPERATION", Forme.TEXTE, ("les opérations",), frozenset((ENSEMBLE,))),
    Entete("POPULATION", Forme.CODE, valeurs=frozenset((TOUS, TITULAIRES))),
    Entete("INDICATEUR", Forme.CODE),
    Entete("LIBELLE", Forme.CODE),
    Entete("NUMERATEUR", Forme.ENTIER),
    Entete("DENOMINATEUR", Forme.ENTIER),
    Entete("NR", Forme.ENTIER),
    Entete("SO", Forme.ENTIER),
    Entete("PCT", Forme.DECIMAL),
    Entete("COUVERTURE", Forme.DECIMAL),
    Entete("SIGNIFICATIF", Forme.CODE),
)
ENTETES_DES_DEFINITIONS = tuple(
    Entete(nom, Forme.CODE) for nom in ("INDICATEUR", "LIBELLE", "DEFINITION", "SOURCE")
)


@dataclass(frozen=True)
class Groupe:
    """Les mesures d'une population dans une opération."""

    operation: str
    population: str
    mesures: Mapping[str, Mesure]


def indicateurs(groupes: Iterable[Groupe], au: date, *, nom: str = "Indicateurs") -> Tableau:
    """Une ligne par opération, population et indicateur."""
    lignes = [_ligne(groupe, indicateur, au) for groupe in groupes for indicateur in INDICATEURS]
    return Tableau(nom, ENTETES, [page_de(lignes)], len(lignes))


def definitions(*, nom: str = "Définitions") -> Tableau:
    """Ce que compte chaque indicateur, et le texte qui le fixe."""
    lignes: list[Ligne] = [(i.code, i.libelle, i.definition, i.source) for i in INDICATEURS]
    return Tableau(nom, ENTETES_DES_DEFINITIONS, [page_de(lignes)], len(lignes))


def _ligne(groupe: Groupe, indicateur: Indicateur, au: date) -> Ligne:
    mesure = groupe.mesures[indicateur.code]
    return (
        groupe.operation,
        groupe.population,
        indicateur.code,
        indicateur.libelle,
        mesure.oui,
        mesure.base,
        mesure.nr,
        mesure.so,
        _taux(mesure.pct),
        _taux(mesure.couverture),
        (Critere.OUI if mesure.significatif(au) else Critere.NON).value,
    )


def _taux(valeur: Decimal | None) -> Decimal | None:
    return None if valeur is None else arrondi(valeur)
