"""Ce qu'un lecteur rend d'un fichier : des textes, et des tables dont les valeurs se lisent une fois chacune."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol


class Nature(Enum):
    """Ce qu'est un texte : de là dépend ce qu'un mot courant y veut dire."""

    PROSE = auto()
    TECHNIQUE = auto()  # un attribut, un nom de style : ses mots sont ceux du format
    AUTEUR = auto()
    COLLE = auto()  # des mots sans rien entre eux : un reste de base, un binaire
    ILLISIBLE = auto()


@dataclass(frozen=True)
class Texte:
    """Un texte d'une partie du fichier, et où il s'y trouve."""

    partie: str
    texte: str = field(repr=False)
    ou: str = ""
    nature: Nature = Nature.PROSE


@dataclass(frozen=True)
class Cellule:
    """Une valeur située : le tableau et le titre de sa colonne, l'endroit, et le reste de sa ligne."""

    valeur: str = field(repr=False)
    partie: str
    ou: str = ""
    tableau: str = ""
    titre: str | None = None
    est_un_titre: bool = False
    est_une_date: bool = False
    ligne: Callable[[], Iterable[str]] = field(default=tuple, repr=False)


class Table(Protocol):
    """Une table : ses valeurs distinctes d'abord ; situer celles qui inquiètent la relit."""

    partie: str

    def valeurs(self) -> Iterable[str]: ...

    def situer(self, voulues: set[str]) -> Iterator[Cellule]: ...

    def debut(self) -> list[list[str]]: ...


Morceau = Texte | Table
DEBUT = 200  # les lignes lues pour savoir ce que contient une colonne


def lettres_de_colonne(rang: int) -> str:
    """0 → « A », 27 → « AB »."""
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(65 + reste) + lettres
    return lettres
