"""Situer des points : dans quel quartier, et à combien de mètres de la limite la plus proche."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from relogement.geographie.departements import couvertures, departement_du_code
from relogement.geographie.metrique import ALTERATION_MAX, alterations, en_metres, etendue_de, projection_locale
from relogement.geographie.territoires import Bornes

_NOMBREUX = 500


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
    """Les quartiers d'une génération, prêts à répondre pour un point comme pour cent mille.

    Dedans ou dehors se lit en degrés ; les distances, dans le plan local de chaque territoire.
    """

    def __init__(self, contours: Sequence[Contour]) -> None:
        from shapely import STRtree, from_wkb

        self._codes = [contour.code for contour in contours]
        self._surfaces = from_wkb([contour.geometrie for contour in contours])
        self._arbre = STRtree(self._surfaces)
        self._couvertures = couvertures(self._codes)
        self._etendues: dict[str, Bornes | None] = {}
        self._plans = [Plan(epsg, self._surfaces, rangs) for epsg, rangs in sorted(_par_plan(self._codes).items())]

    def couvre(self, departement: str) -> bool:
        """Vrai si tous les quartiers d'un département sont là : alors seulement « aucun » veut dire hors QPV."""
        couverture = self._couvertures.get(departement)
        return couverture is not None and couverture.entiere

    def etendue(self, departement: str) -> Bornes | None:
        """Le rectangle où sont les quartiers d'un département."""
        if departement not in self._etendues:
            self._etendues[departement] = self._calculer_etendue(departement)
        return self._etendues[departement]

    def situer(self, points: Sequence[Point], *, marge: float | Sequence[float]) -> list[Position]:
        """La position de chaque point ; ``marge`` en mètres, la même pour tous ou une par point."""
        import numpy as np
        from shapely import points as en_geometries

        if not points:
            return []
        lonlat = np.asarray(points, dtype=float)
        marges = np.broadcast_to(np.asarray(marge, dtype=float), len(points))
        codes: list[str | None] = [None] * len(points)
        autres: dict[int, tuple[str, ...]] = {}
        for rang, quartier in _dedans(en_geometries(lonlat), self._surfaces, self._arbre):
            code = codes[rang]
            if code is None:
                codes[rang] = self._codes[quartier]
            else:
                autres[rang] = (*autres.get(rang, (code,)), self._codes[quartier])
        for rang, plusieurs in autres.items():
            codes[rang], *reste = self._au_plus_profond(points[rang], plusieurs)
            autres[rang] = tuple(reste)
        distances = self._distances(lonlat, marges)
        positions = [_franche(code) for code in codes]
        for rang in {*distances, *autres}:
            positions[rang] = Position(codes[rang], distances.get(rang), autres.get(rang, ()))
        return positions

    def limite_la_plus_proche(self, point: Point) -> tuple[str, float] | None:
        """Le quartier dont la limite est la plus proche, et à combien de mètres ; vide loin de tout quartier."""
        trouves = [proche for plan in self._plans if (proche := plan.la_plus_proche(point))]
        if not trouves:
            return None
        metres, quartier = min(trouves)
        return self._codes[quartier], metres

    def _calculer_etendue(self, departement: str) -> Bornes | None:
        from shapely import total_bounds

        siens = [rang for rang, code in enumerate(self._codes) if departement_du_code(code) == departement]
        return Bornes(*map(float, total_bounds(self._surfaces[siens]))) if siens else None

    def _au_plus_profond(self, point: Point, codes: Sequence[str]) -> list[str]:
        """Dans plusieurs quartiers à la fois, d'abord celui où le point est le plus loin de la limite."""
        return sorted(codes, key=lambda code: (-self._metres(point, self._codes.index(code)), code))

    def _metres(self, point: Point, quartier: int) -> float:
        """La distance à la limite d'un quartier, dans le plan où il est."""
        plan, rang = next((p, r) for p in self._plans if (r := p.rang_de(quartier)) is not None)
        return plan.metres(point, rang)

    def _distances(self, lonlat: Any, marges: Any) -> dict[int, float]:
        """Pour les seuls points à moins de leur marge d'une limite, la distance à la plus proche, en mètres."""
        proches: dict[int, float] = {}
        for plan in self._plans:
            for rang, metres in plan.proches(lonlat, marges):
                proches[rang] = min(metres, proches.get(rang, metres))
        return proches


class Plan:
    """Les limites des quartiers d'un territoire, en mètres."""

    def __init__(self, epsg: int, surfaces: Any, rangs: Sequence[int]) -> None:
        from shapely import STRtree, boundary, transform

        self._epsg, self._rangs, self._etendue = epsg, list(rangs), etendue_de(epsg)
        self._place = {numero: rang for rang, numero in enumerate(rangs)}
        self._limites = boundary(transform(surfaces[self._rangs], lambda xy: en_metres(epsg, xy)))
        self._arbre = STRtree(self._limites)

    def rang_de(self, quartier: int) -> int | None:
        """La place dans ce plan d'un quartier, s'il y est."""
        return self._place.get(quartier)

    def proches(self, lonlat: Any, marges: Any) -> Iterator[tuple[int, float]]:
        """Le rang et la distance de chaque point assez près d'une limite, une fois par limite."""
        import numpy as np
        from shapely import distance
        from shapely import points as en_geometries

        e = self._etendue
        x, y = lonlat[:, 0], lonlat[:, 1]
        ici = np.flatnonzero((x >= e.ouest) & (x <= e.est) & (y >= e.sud) & (y <= e.nord))
        places = en_geometries(en_metres(self._epsg, lonlat[ici]))
        paires = _a_portee(places, self._limites, self._arbre, marges[ici] * ALTERATION_MAX)
        if not paires.size:
            return
        metres = distance(places[paires[0]], self._limites[paires[1]])
        metres = metres / alterations(self._epsg, lonlat[ici[paires[0]]])
        gardes = metres <= marges[ici[paires[0]]]
        yield from zip(ici[paires[0]][gardes].tolist(), metres[gardes].tolist(), strict=True)

    def metres(self, point: Point, rang: int) -> float:
        """La distance d'un point à la limite d'un quartier de ce plan."""
        from shapely import distance

        place, alteration = self._situer(point)
        return float(distance(place, self._limites[rang])) / alteration

    def la_plus_proche(self, point: Point) -> tuple[float, int] | None:
        """La distance et le quartier de la limite la plus proche ; vide si le point est d'un autre territoire."""
        if not self._etendue.contient(Bornes(point.lon, point.lat, point.lon, point.lat)):
            return None
        rang = int(self._arbre.nearest(self._situer(point)[0]))
        return self.metres(point, rang), self._rangs[rang]

    def _situer(self, point: Point) -> tuple[Any, float]:
        import numpy as np
        from shapely import points as en_geometries

        lonlat = np.asarray([point], dtype=float)
        place = en_geometries(en_metres(self._epsg, lonlat))[0]
        return place, float(alterations(self._epsg, lonlat)[0])


@lru_cache(maxsize=4096)
def _franche(code: str | None) -> Position:
    """Loin de toute limite : la même pour tous les points d'un quartier, ou d'aucun."""
    return Position(code, None)


def _dedans(places: Any, surfaces: Any, arbre: Any) -> Iterator[tuple[int, int]]:
    """Chaque point et chaque quartier qui le contient ; de nombreux points se rangent, les quartiers y passent.

    shapely prépare la géométrie que l'on cherche : un quartier préparé juge ses points dix fois plus vite.
    """
    from shapely import STRtree

    if len(places) < _NOMBREUX:
        rangs, quartiers = arbre.query(places, predicate="intersects")
    else:
        quartiers, rangs = STRtree(places).query(surfaces, predicate="intersects")
    yield from sorted(zip(rangs.tolist(), quartiers.tolist(), strict=True))


def _a_portee(places: Any, limites: Any, arbre: Any, portees: Any) -> Any:
    """Les paires (point, limite) à portée ; ceux de la portée la plus courante ensemble, les autres à part."""
    import numpy as np
    from shapely import STRtree

    if len(places) < _NOMBREUX:
        return arbre.query(places, predicate="dwithin", distance=portees)
    commune = float(np.median(portees))
    ensemble, seuls = np.flatnonzero(portees <= commune), np.flatnonzero(portees > commune)
    limite, rang = STRtree(places[ensemble]).query(limites, predicate="dwithin", distance=commune)
    a_part = arbre.query(places[seuls], predicate="dwithin", distance=portees[seuls])
    return np.column_stack((np.vstack((ensemble[rang], limite)), np.vstack((seuls[a_part[0]], a_part[1]))))


def _par_plan(codes: Sequence[str]) -> dict[int, list[int]]:
    """Les rangs des quartiers de chaque système de projection."""
    plans: dict[int, list[int]] = defaultdict(list)
    for rang, code in enumerate(codes):
        plans[projection_locale(departement_du_code(code) or "")].append(rang)
    return plans
