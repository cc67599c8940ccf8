"""Un classeur tel qu'il a été lu : des feuilles, des lignes numérotées comme à l'écran, des cellules de texte."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from relogement.imports.lecture.annonces import Annonce
from relogement.imports.lecture.etiquette import SANS_ETIQUETTE, Etiquette
from relogement.imports.lecture.reglages import SANS_DIALECTE, Dialecte


class Ligne(NamedTuple):
    """Une ligne et son numéro dans le tableur ; une cellule est sans blancs autour, vide si elle n'en a que."""

    numero: int
    cellules: tuple[str, ...]

    @property
    def est_vide(self) -> bool:
        return not any(self.cellules)

    def __repr__(self) -> str:
        return f"<Ligne {self.numero}>"


@dataclass(frozen=True)
class Titres:
    """Où sont les titres d'une feuille déjà analysée, et quelle colonne porte quel champ."""

    premiere: int
    derniere: int
    noms: tuple[str, ...]
    places: Mapping[str, int]


@dataclass(frozen=True)
class Feuille:
    """Une feuille ; ``lignes`` se relit autant de fois qu'il le faut, sans tout garder en mémoire.

    ``constats`` se complète à chaque parcours : ce que seules les lignes révèlent (formules, lignes masquées).
    ``titres`` est rempli quand l'analyse, ou l'agent, a dit ce que porte chaque colonne.
    """

    nom: str
    lignes: Iterable[Ligne] = field(repr=False)
    constats: list[Annonce] = field(default_factory=list, repr=False, compare=False)
    titres: Titres | None = None


@dataclass(frozen=True)
class Classeur:
    """Les feuilles lues d'un fichier, le nom de celles qui ne le sont pas, et ce qu'il faut en dire.

    ``memoire`` : les lignes d'une feuille cachée que l'on y a mise soi-même.
    """

    nom: str
    feuilles: tuple[Feuille, ...]
    masquees: tuple[str, ...] = ()
    dialecte: Dialecte = SANS_DIALECTE
    annonces: tuple[Annonce, ...] = ()
    format: str = ""
    etiquette: Etiquette = SANS_ETIQUETTE
    memoire: Iterable[Ligne] = field(default=(), repr=False)

    def tout_ce_qui_se_dit(self) -> tuple[Annonce, ...]:
        """Les annonces du fichier, puis celles des feuilles parcourues."""
        return (*self.annonces, *(constat for feuille in self.feuilles for constat in feuille.constats))
