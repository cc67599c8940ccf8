"""Situer des points : dans quel quartier, et à combien de mètres de la limite la plus proche."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any, NamedTuple

from relogement.geographie.departements import couvertures, departement_du_code
from relogement.geographie.territoires import Bornes

_METRES_PAR_DEGRE_AU_MOINS = 110_000.0
_PAS = 0.001


class Point(NamedTuple):
    """En degrés WGS84."""

    lon: float
    lat: float


@dataclass(frozen=True)
class Contour:
    """Un quartier gardé : son code, son WKB en WGS84."""

    code: str
    geometrie: bytes = field(repr=False)


@dataclass(frozen=True)
class Position:
    """Le quartier d'un point, vide s'il n'est dans aucun.

    ``distance`` est celle de la limite la plus proche, en mètres, vide au-delà de la marge demandée ;
    ``autres`` nomme les quartiers qui recouvrent le même point.
    """

    code: str | None
    distance: float | None
    autres: tuple[str, ...] = ()

    @property
    def a_verifier(self) -> bool:
        return self.distance is not None or bool(self.autres)


class IndexQuartiers:
    """Les quartiers d'une génération, prêts à répondre pour un point comme pour cent mille."""

    def __init__(self, contours: Sequence[Contour]) -> None:
        from shapely import STRtree, boundary, from_wkb

        self._codes = [contour.code for contour in contours]
        self._surfaces = from_wkb([contour.geometrie for contour in contours])
        self._limites = boundary(self._surfaces)
        self._arbre = STRtree(self._surfaces)
        self._arbre_des_limites = STRtree(self._limites)
        self._couvertures = couvertures(self._codes)
        self._etendues: dict[str, Bornes | None] = {}

    def couvre(self, departement: str) -> bool:
        """Vrai si tous les quartiers d'un département sont là : alors seulement « aucun » veut dire hors QPV."""
        couverture = self._couvertures.get(departement)
        return couverture is not None and couverture.entiere

    def etendue(self, departement: str) -> Bornes | None:
        """Le rectangle où sont les quartiers d'un département."""
        if departement not in self._etendues:
            self._etendues[departement] = self._calculer_etendue(departement)
        return self._etendues[departement]

    def situer(self, points: Sequence[Point], *, marge: float) -> list[Position]:
        """La position de chaque point ; ``marge`` en mètres."""
        from shapely import points as en_geometries

        if not points:
            return []
        places = en_geometries(points)
        distances = self._distances(points, places, marge)
        dedans: dict[int, list[int]] = defaultdict(list)
        for rang, quartier in self._arbre.query(places, predicate="intersects").T.tolist():
            dedans[rang].append(quartier)
        return [self._position(p, dedans[rang], distances.get(rang)) for rang, p in enumerate(points)]

    def _calculer_etendue(self, departement: str) -> Bornes | None:
        from shapely import total_bounds

        siens = [rang for rang, code in enumerate(self._codes) if departement_du_code(code) == departement]
        return Bornes(*map(float, total_bounds(self._surfaces[siens]))) if siens else None

    def _position(self, point: Point, dedans: list[int], distance: float | None) -> Position:
        """Dans deux quartiers à la fois, celui où le point est le plus loin de la limite."""
        if len(dedans) > 1:
            dedans = sorted(dedans, key=lambda quartier: -self._metres(point, quartier))
        codes = [self._codes[quartier] for quartier in dedans]
        return Position(codes[0] if codes else None, distance, tuple(codes[1:]))

    def _distances(self, points: Sequence[Point], places: Any, marge: float) -> dict[int, float]:
        """Pour les seuls points à moins de ``marge`` mètres d'une limite, la distance à la plus proche."""
        plus_au_nord = min(max(abs(point.lat) for point in points), 80.0)
        degres = marge / (_METRES_PAR_DEGRE_AU_MOINS * cos(radians(plus_au_nord)))
        proches: dict[int, float] = {}
        paires = self._arbre_des_limites.query(places, predicate="dwithin", distance=degres)
        for rang, quartier in paires.T.tolist():
            metres = self._metres(points[rang], quartier)
            if metres <= marge:
                proches[rang] = min(metres, proches.get(rang, metres))
        return proches

    def _metres(self, point: Point, quartier: int) -> float:
        """La distance d'un point à la limite d'un quartier, dans le plan local du point."""
        from pyproj import Geod
        from shapely import Point as EnGeometrie
        from shapely import distance, transform

        geod = Geod(ellps="WGS84")
        est = geod.inv(point.lon, point.lat, point.lon + _PAS, point.lat)[2] / _PAS
        nord = geod.inv(point.lon, point.lat, point.lon, point.lat + _PAS)[2] / _PAS
        locale = transform(self._limites[quartier], lambda xy: (xy - point) * (est, nord))
        return float(distance(EnGeometrie(0, 0), locale))
