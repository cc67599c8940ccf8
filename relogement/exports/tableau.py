"""Ce qui s'écrit dans un fichier : des tableaux, leurs colonnes, et leurs lignes livrées page par page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from relogement.exports.soigne import Classeur

Valeur = str | int | float | Decimal | date | None
Ligne = tuple[Valeur, ...]
# Une page est rangée par colonnes : une colonne se convertit deux fois plus vite que ses cellules une à une.
Page = Sequence[Sequence[Valeur]]


class Forme(Enum):
    """Comment une colonne s'écrit."""

    TEXTE = auto()
    CODE = auto()  # un texte d'une liste fermée : rien à protéger
    ENTIER = auto()
    DECIMAL = auto()
    REEL = auto()
    JOUR = auto()


@dataclass(frozen=True)
class MoinsPrecis:
    """Une perte de précision : comment elle se dit, son réglage de mise en page, ce qu'elle fait écrire."""

    dit: str
    cle: str
    reglage: str
    rendre: Callable[[Any], Any] = field(repr=False)


@dataclass(frozen=True)
class Entete:
    """Une colonne du fichier écrit.

    ``origines`` : d'où viennent ses textes (``relogement.fuites.declaration.Origine``) ; ``valeurs`` : ceux que le
    programme y écrit en plus. Une colonne de texte qui ne déclare rien ne peut contenir aucun nom de la base.
    ``singulier`` : la colonne aide à reconnaître un ménage ; ``effectif`` : elle compte des ménages ;
    ``moins_precis`` : ce qu'elle peut perdre en précision, du moins au plus.
    """

    nom: str
    forme: Forme
    origines: tuple[str, ...] = ()
    valeurs: frozenset[str] = frozenset()
    singulier: bool = False
    effectif: bool = False
    moins_precis: tuple[MoinsPrecis, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Colonne:
    """Une colonne d'un export : les champs qu'elle lit, et comment ils font une cellule."""

    entete: Entete
    champs: tuple[str, ...]
    valeur: Callable[..., Valeur] | None = None


@dataclass(frozen=True)
class Tableau:
    """Un tableau à écrire ; ses pages ne se parcourent qu'une fois."""

    nom: str
    entetes: tuple[Entete, ...]
    pages: Iterable[Page]
    nb_lignes: int


@dataclass(frozen=True)
class Document:
    """Un fichier à écrire : son titre, le tableau principal d'abord ; au besoin, un classeur fait pour être lu.

    ``jours`` : ceux que le programme y écrit lui-même ; quelqu'un peut être né un 30 septembre.
    """

    titre: str
    tableaux: tuple[Tableau, ...]
    classeur: Classeur | None = None
    jours: frozenset[date] = frozenset()


def champs_lus(colonnes: Iterable[Colonne]) -> tuple[str, ...]:
    """Les champs que ces colonnes demandent, chacun une fois."""
    return tuple(dict.fromkeys(champ for colonne in colonnes for champ in colonne.champs))


def page(colonnes: Sequence[Colonne], lues: Sequence[Sequence[object]]) -> Page:
    """Les colonnes d'une page, d'après ses champs lus, rangés comme les rend ``champs_lus``."""
    par_champ = dict(zip(champs_lus(colonnes), lues, strict=True))
    return [_valeurs(colonne, [par_champ[champ] for champ in colonne.champs]) for colonne in colonnes]


def page_de(lignes: Sequence[Ligne]) -> Page:
    """La page de lignes déjà prêtes."""
    return list(zip(*lignes, strict=True))


def _valeurs(colonne: Colonne, champs: list[Sequence[Any]]) -> Sequence[Valeur]:
    return champs[0] if colonne.valeur is None else list(map(colonne.valeur, *champs))
