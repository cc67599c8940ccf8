"""Deviner la nature d'un tableau d'après ce que l'on y reconnaît, et le dire avec une assurance."""

from collections.abc import Iterable
from dataclasses import dataclass

from relogement.base import Code
from relogement.imports.analyse import Tableau
from relogement.imports.phrases import phrase
from relogement.imports.reconnaissance.natures import lexiques, lexiques_devines
from relogement.imports.reconnaissance.reconnaitre import Reconnaissance, reconnaitre

SURE = 60
MIN_RECONNUES = 2
NATURES_MONTREES = 3


@dataclass(frozen=True)
class NatureDevinee:
    """Une nature possible, et les colonnes qu'elle donnerait."""

    nature: Code
    confiance: int
    raison: str
    colonnes: tuple[Reconnaissance, ...]


def deviner(tableau: Tableau) -> list[NatureDevinee]:
    """Les natures plausibles, la meilleure d'abord ; vide quand les titres ne disent rien."""
    devinees = [devinee for nature in lexiques_devines() if (devinee := _essayer(tableau, nature)) is not None]
    return sorted(devinees, key=lambda d: -d.confiance)[:NATURES_MONTREES]


def _essayer(tableau: Tableau, nature: Code) -> NatureDevinee | None:
    colonnes = reconnaitre(tableau, nature)
    sures = [colonne for colonne in colonnes if colonne.champ and colonne.confiance >= SURE]
    titrees = [colonne for colonne in colonnes if colonne.colonne.titre]
    attendues = lexiques()[nature].colonnes
    manquantes = [c.libelle for c in attendues if c.obligatoire and c.code not in _champs(sures)]
    if len(sures) < min(MIN_RECONNUES, len(attendues)) or not titrees:
        return None
    couverture = sum(c.confiance for c in sures) / len(titrees)
    abondance = min(len(sures) / 6, 1.0)
    confiance = int(couverture * (0.6 + 0.4 * abondance) * (0.4 if manquantes else 1.0))
    raison = f"{len(sures)} colonnes reconnues sur {len(titrees)}"
    if manquantes:
        raison += f" ; il manque {', '.join(f'« {libelle} »' for libelle in manquantes)}"
    return NatureDevinee(nature, confiance, phrase(raison), tuple(colonnes))


def _champs(colonnes: Iterable[Reconnaissance]) -> set[str | None]:
    return {colonne.champ for colonne in colonnes}
