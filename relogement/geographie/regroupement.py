"""Regrouper des points trop proches pour se distinguer : un amas, sa place et ce qu'il contient."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_VOISINES = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
_TROP_PRES = 0.85


@dataclass
class Amas:
    """Des points tenus pour un seul : leur milieu, et leurs rangs dans la liste donnée."""

    x: float
    y: float
    rangs: list[int] = field(repr=False)

    @property
    def effectif(self) -> int:
        return len(self.rangs)

    def absorber(self, autre: "Amas") -> None:
        """Prend les points d'un autre ; le milieu se déplace d'autant."""
        n, m = self.effectif, autre.effectif
        self.x, self.y = (self.x * n + autre.x * m) / (n + m), (self.y * n + autre.y * m) / (n + m)
        self.rangs += autre.rangs


def regrouper(places: Any, cote: float) -> list[Amas]:
    """Les amas de points (une ligne par point) qui tiennent dans un carré de ce côté, les plus gros d'abord."""
    import numpy as np

    points = np.asarray(places, dtype=float)
    if not len(points):
        return []
    cases, inverse, effectifs = np.unique(
        np.floor(points / cote).astype(np.int64), axis=0, return_inverse=True, return_counts=True
    )
    inverse = inverse.reshape(-1)
    milieux = [np.bincount(inverse, points[:, axe]) / effectifs for axe in (0, 1)]
    rangs = np.split(np.argsort(inverse, kind="stable"), np.cumsum(effectifs)[:-1])
    amas = [
        Amas(x, y, siens.tolist())
        for x, y, siens in zip(milieux[0].tolist(), milieux[1].tolist(), rangs, strict=True)
    ]
    return _fusionner(amas, [(i, j) for i, j in cases.tolist()], cote)


def _fusionner(amas: Sequence[Amas], cases: Sequence[tuple[int, int]], cote: float) -> list[Amas]:
    """Deux cases voisines dont les milieux se touchent n'en font qu'une : la plus nombreuse l'emporte."""
    gardes: dict[tuple[int, int], Amas] = {}
    for rang in sorted(range(len(amas)), key=lambda r: (-amas[r].effectif, cases[r])):
        un, (i, j) = amas[rang], cases[rang]
        proche = next(
            (g for di, dj in _VOISINES if (g := gardes.get((i + di, j + dj))) and _pres(g, un, cote)), None
        )
        if proche is not None:
            proche.absorber(un)
        else:
            gardes[i, j] = un
    return sorted(gardes.values(), key=lambda a: -a.effectif)


def _pres(un: Amas, autre: Amas, cote: float) -> bool:
    return bool((un.x - autre.x) ** 2 + (un.y - autre.y) ** 2 < (cote * _TROP_PRES) ** 2)
