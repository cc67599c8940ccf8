"""Un classeur fait pour être rempli ou corrigé, puis relu : ce que ses cases admettent, sa notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from relogement.exports.tableau import Valeur

EXEMPLE = "EXEMPLE"


class Saisie(Enum):
    """Ce qu'une case admet, et comment elle s'écrit."""

    LONG = auto()  # un texte sur plusieurs lignes
    TEXTE = auto()  # au format texte : un code garde ses zéros
    LIBRE = auto()  # une date ou une année, un mot ou un nombre
    ENTIER = auto()
    EUROS = auto()
    SURFACE = auto()
    COORDONNEE = auto()
    DECIMAL = auto()
    JOUR = auto()
    CHOIX = auto()  # l'un des mots de la liste
    PROPOSE = auto()  # un mot de la liste, ou un autre
    BRUT = auto()  # telle que le fichier d'origine la donne


@dataclass(frozen=True)
class Colonne:
    """Une colonne de la grille ; ``fermee`` : calculée, elle se lit et ne se change pas."""

    titre: str
    saisie: Saisie = Saisie.TEXTE
    choix: tuple[str, ...] = ()
    aide: str = ""
    obligatoire: bool = False
    fermee: bool = False
    cachee: bool = False
    largeur: float | None = None

    @property
    def titre_ecrit(self) -> str:
        """Les étoiles disent l'indispensable ; la relecture ne les voit pas."""
        return f"{self.titre} *" if self.obligatoire else self.titre


@dataclass(frozen=True)
class Notice:
    """La feuille qui explique ; ``nom`` est celui de son onglet."""

    nom: str
    titre: str
    conseils: Sequence[str]


@dataclass(frozen=True)
class Grille:
    """Une feuille à remplir. ``libres`` : les lignes vides préparées sous les autres.

    ``marques`` : le commentaire posé sur une case, par ligne et colonne ; ``memoire`` : une feuille que le tableur
    ne montre pas ; ``etiquette`` : les propriétés du fichier qui disent à la relecture ce qu'il est.
    """

    titre: str
    feuille: str
    colonnes: Sequence[Colonne]
    lignes: Sequence[Sequence[Valeur]] = field(default=(), repr=False)
    intitule: str = ""
    chapeau: str = ""
    groupes: Sequence[Sequence[str]] = field(default=(), repr=False)
    exemple: Sequence[Valeur] = ()
    libres: int = 0
    figees: int = 1
    filtree: bool = False
    notice: Notice | None = None
    marques: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    memoire: Sequence[Sequence[str]] = field(default=(), repr=False)
    etiquette: Mapping[str, str] = field(default_factory=dict)
    pied: str = ""

    @property
    def tete(self) -> int:
        """Le rang de la ligne de titres, compté depuis zéro."""
        return 2 * bool(self.intitule) + len(self.groupes)

    @property
    def premiere(self) -> int:
        """Le rang de la première ligne à lire : sous les titres, et sous l'exemple s'il y en a un."""
        return self.tete + 1 + bool(self.exemple)
