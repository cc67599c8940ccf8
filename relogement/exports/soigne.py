"""Un classeur fait pour être lu : des feuilles, leurs tableaux, leurs graphiques."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

Case = str | int | Decimal | None


class Genre(Enum):
    """Comment une colonne se lit. Un taux se donne en pour cent, un écart en points."""

    TEXTE = auto()
    LONG = auto()  # un texte sur plusieurs lignes
    ENTIER = auto()
    TAUX = auto()
    POINTS = auto()
    EUROS = auto()
    JOURS = auto()
    MOYENNE = auto()


@dataclass(frozen=True)
class Colonne:
    titre: str
    genre: Genre = Genre.TEXTE


@dataclass(frozen=True)
class Graphique:
    """Un graphique posé à droite de son tableau, ou dessous ; ses séries sont des colonnes du tableau."""

    genre: str  # « bar », « column » ou « line », comme les nomme le format
    titre: str
    series: Sequence[int]
    lignes: int | None = None  # les premières lignes seulement : sans le total
    dessous: bool = False
    reperes: Sequence[int] = ()  # les séries qui ne sont que des repères : un objectif


@dataclass(frozen=True)
class Bloc:
    titre: str
    colonnes: Sequence[Colonne]
    lignes: Sequence[Sequence[Case]]
    note: str = ""
    graphique: Graphique | None = None
    total: bool = False  # la dernière ligne est un total
    filtre: bool = False


@dataclass(frozen=True)
class Feuille:
    nom: str
    titre: str
    blocs: Sequence[Bloc]
    largeurs: Sequence[float]
    chapeau: str = ""


@dataclass(frozen=True)
class Classeur:
    """``textes`` : ceux que le programme écrit dans les cases ; un bailleur ou une opération n'en sont pas.

    ``texte`` : celui que l'organisme a mis autour des feuilles, quand elles se mettent en pages.
    """

    titre: str
    pied: str
    feuilles: Sequence[Feuille]
    textes: frozenset[str] = frozenset()
    texte: str | None = None
