"""Situer 110 000 points parmi 1 500 quartiers : à côté de shapely seul, qui ne mesure aucune distance."""

from collections.abc import Iterator
from functools import partial
from math import cos, sin, tau
from random import Random
from typing import Any

from bench.contexte import Contexte
from bench.mesures import Mesure, meilleur
from relogement.geographie import Contour, IndexQuartiers, Point, reperer_tous

QUARTIERS, SOMMETS, MARGE = 1_500, 70, 15.0
GESTE = "Situer un point par dossier parmi 1 500 quartiers, distances et doutes compris"


def situer(contexte: Contexte) -> Iterator[Mesure]:
    """Des quartiers de la taille des vrais (300 m à 1 km, 70 sommets), des points autour d'eux."""
    from shapely import STRtree, from_wkb, points

    alea = Random(2026)
    centres = [(alea.uniform(-1, 7), alea.uniform(43, 50)) for _ in range(QUARTIERS)]
    contours = [Contour(f"QP0{1 + n % 95:02d}{1 + n // 95:03d}", _rond(*c, alea)) for n, c in enumerate(centres)]
    lieux = [_autour(alea.choice(centres), alea) for _ in range(contexte.taille)]
    index, surfaces = IndexQuartiers(contours), from_wkb([c.geometrie for c in contours])
    demandes = [(lieu, None) for lieu in lieux]

    def seul() -> Any:
        return STRtree(surfaces).query(points(lieux), predicate="intersects")

    def par_nous() -> Any:
        return reperer_tous(demandes, index, du_projet="66", marge=MARGE)

    yield Mesure(GESTE, meilleur(par_nous), "shapely seul : dedans ou dehors", meilleur(seul), cible=3.0)
    yield Mesure("Préparer l’index de 1 500 quartiers", meilleur(partial(IndexQuartiers, contours)))


def _rond(lon: float, lat: float, alea: Random) -> bytes:
    from shapely import Polygon, to_wkb

    rayon = alea.uniform(0.003, 0.008)
    tours = [(i * tau / SOMMETS, rayon * alea.uniform(0.8, 1.2)) for i in range(SOMMETS)]
    return bytes(to_wkb(Polygon([(lon + r * cos(a) / cos(lat / 57.3), lat + r * sin(a)) for a, r in tours])))


def _autour(centre: tuple[float, float], alea: Random) -> Point:
    return Point(round(alea.gauss(centre[0], 0.01), 6), round(alea.gauss(centre[1], 0.01), 6))
