"""Une rectification : ce qu'une période close disait d'un dossier, et ce qu'on en dirait maintenant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from relogement.indicateurs.indicateur import Mesure

HORS = ""


class Genre(Enum):
    """Ce qui est arrivé à la valeur."""

    CORRIGE = "corrigé"
    COMPLETE = "complété"
    RETIRE = "retiré"
    AJOUTE = "dossier ajouté"
    DISPARU = "dossier parti"


@dataclass(frozen=True)
class Cause:
    """L'écriture du journal qui a changé la valeur : quand, par qui, quel acte."""

    le: datetime
    auteur: str
    acte: str


@dataclass(frozen=True)
class Rectification:
    """``menage_id`` vide : la valeur a changé pour tous les dossiers à la fois, un nom de projet par exemple."""

    menage_id: int | None
    pseudonyme: str
    champ: str
    alors: str = field(repr=False)
    maintenant: str = field(repr=False)
    genre: Genre
    cause: Cause | None = None
    dossiers: int = 1


@dataclass(frozen=True)
class Passage:
    """Un dossier qui ne compte plus de la même façon ; une valeur vide : il ne comptait pas."""

    menage_id: int
    pseudonyme: str
    alors: str
    maintenant: str


@dataclass(frozen=True)
class Effet:
    """Un indicateur de la période, tel qu'il a été scellé et tel qu'il se mesure maintenant."""

    code: str
    libelle: str
    alors: Mesure
    maintenant: Mesure
    passages: tuple[Passage, ...] = ()

    @property
    def a_change(self) -> bool:
        """Même compte, mais plus les mêmes dossiers : il a changé aussi."""
        return self.alors != self.maintenant or bool(self.passages)


@dataclass(frozen=True)
class Rectifications:
    """Tout ce qui a changé d'une période close, et ce que cela fait à ses chiffres."""

    lignes: tuple[Rectification, ...]
    effets: tuple[Effet, ...]

    @property
    def dossiers(self) -> int:
        """Combien de dossiers sont rectifiés."""
        return len({li.menage_id for li in self.lignes if li.menage_id is not None})

    @property
    def changes(self) -> tuple[Effet, ...]:
        return tuple(effet for effet in self.effets if effet.a_change)


def genre_de(alors: str, maintenant: str, inconnus: frozenset[str]) -> Genre:
    """De l'inconnu au connu c'est un complément ; l'inverse, un retrait."""
    if alors in inconnus:
        return Genre.COMPLETE
    return Genre.RETIRE if maintenant in inconnus else Genre.CORRIGE


def differences(
    colonnes: Sequence[str], alors: Sequence[str], maintenant: Sequence[str], tues: frozenset[str]
) -> Iterator[tuple[int, str, str]]:
    """Le rang et les deux valeurs de chaque cellule qui a changé ; un masquage n'est pas une correction."""
    for rang, (une, autre) in enumerate(zip(alors, maintenant, strict=True)):
        if une != autre and not {une, autre} & tues and rang < len(colonnes):
            yield rang, une, autre


def passages(alors: Mapping[str, str], maintenant: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Chaque indicateur où un dossier ne compte plus de la même façon."""
    for code in sorted({*alors, *maintenant}):
        if alors.get(code, HORS) != maintenant.get(code, HORS):
            yield code, alors.get(code, HORS), maintenant.get(code, HORS)
