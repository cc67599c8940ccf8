"""Ce qui s'écrit dans un fichier : des tableaux, leurs colonnes, et leurs lignes livrées page par page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

Valeur = str | int | float | Decimal | date | None
Ligne = tuple[Valeur, ...]
Page = Sequence[Ligne]


class Forme(Enum):
    """Comment une colonne s'écrit."""

    TEXTE = auto()
    CODE = auto()  # un texte d'une liste fermée : rien à protéger
    ENTIER = auto()
    DECIMAL = auto()
    REEL = auto()
    JOUR = auto()


@dataclass(frozen=True)
class Entete:
    """Une colonne du fichier écrit."""

    nom: str
    forme: Forme


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
    """Un fichier à écrire : son titre, et le tableau principal d'abord."""

    titre: str
    tableaux: tuple[Tableau, ...]


def champs_lus(colonnes: Iterable[Colonne]) -> tuple[str, ...]:
    """Les champs que ces colonnes demandent, chacun une fois."""
    return tuple(dict.fromkeys(champ for colonne in colonnes for champ in colonne.champs))


def cellules(colonnes: Sequence[Colonne], lues: Sequence[Sequence[object]]) -> list[Ligne]:
    """Les cellules d'une page, d'après ses champs lus rangés comme les rend ``champs_lus``.

    Une colonne à la fois : à 110 000 lignes, c'est deux fois plus rapide que cellule par cellule.
    """
    if not lues:
        return []
    par_champ = dict(zip(champs_lus(colonnes), zip(*lues, strict=True), strict=True))
    return list(zip(*(_colonne(c, [par_champ[champ] for champ in c.champs]) for c in colonnes), strict=True))


def _colonne(colonne: Colonne, champs: list[tuple[object, ...]]) -> Iterable[Valeur]:
    return champs[0] if colonne.valeur is None else map(colonne.valeur, *champs)  # type: ignore[return-value]
