"""L'extrait ouvert : ses tables de mesures, leurs définitions, et la notice qui l'accompagne.

Les mesures n'y sont pas masquées : les lignes pseudonymisées, à côté, les redonneraient toutes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.exports.tableau import Entete, Forme, Ligne, Tableau, page_de
from relogement.indicateurs.criteres import INDICATEURS as DECLARES
from relogement.indicateurs.indicateur import Indicateur, Mesure
from relogement.nomenclatures import Critere
from relogement.textes import arrondi, jour

MENAGES, INDICATEURS, DEFINITIONS, NOTICE = "menages", "indicateurs", "definitions", "README"
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
    lignes = [_ligne(groupe, indicateur, au) for groupe in groupes for indicateur in DECLARES]
    return Tableau(nom, ENTETES, [page_de(lignes)], len(lignes))


def definitions(*, nom: str = "Définitions") -> Tableau:
    """Ce que compte chaque indicateur, et le texte qui le fixe."""
    lignes: list[Ligne] = [(i.code, i.libelle, i.definition, i.source) for i in DECLARES]
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


def notice(au: date) -> Tableau:
    """Ce que contient l'extrait, et ce que l'on peut en faire."""
    lignes: list[Ligne] = [
        ("contenu", "Extrait de type RIME d’un projet de renouvellement urbain, situation au " + jour(au) + "."),
        (
            MENAGES,
            "Une ligne par dossier, dans un ordre sans signification ; les colonnes de l’export de type RIME.",
        ),
        (INDICATEURS, "Numérateur, dénominateur, inconnus (NR), sans objet (SO), taux et couverture en %."),
        (DEFINITIONS, "La définition et la source de chaque indicateur."),
        ("vide", "Une valeur absente est inconnue, ou attend la signature du bail. Elle ne vaut jamais zéro."),
        (
            "confidentialité",
            "Lignes pseudonymisées : ni nom, ni adresse, ni date de naissance, ni commentaire ; montants à 5 €, "
            "surfaces à 5 m², dates au mois, communes rares masquées. Ce sont encore des données personnelles : "
            "ne les publiez pas et ne cherchez pas à reconnaître un ménage.",
        ),
    ]
    fixes = frozenset(str(valeur) for ligne in lignes for valeur in ligne)
    entetes = (Entete("sujet", Forme.CODE, valeurs=fixes), Entete("texte", Forme.CODE, valeurs=fixes))
    return Tableau(NOTICE, entetes, [page_de(lignes)], len(lignes))
