"""Un classeur tel qu'il a été lu : des feuilles, des lignes numérotées comme à l'écran, des cellules de texte."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


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
class Feuille:
    """Une feuille ; ``lignes`` se relit autant de fois qu'il le faut, sans tout garder en mémoire."""

    nom: str
    lignes: Iterable[Ligne] = field(repr=False)


@dataclass(frozen=True)
class Classeur:
    """Les feuilles visibles d'un fichier, et le nom de celles qui sont masquées et ne sont pas lues."""

    nom: str
    feuilles: tuple[Feuille, ...]
    masquees: tuple[str, ...] = ()
