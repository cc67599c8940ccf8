"""D'où se mesure une distance : un immeuble, ou le contour d'un quartier dont on ne sait pas quel point partir."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from relogement.geographie.index import Point
from relogement.regles.validite_offre_lieu import Eloignement

_PAS = 0.001
_KM, _METRE = Decimal(1000), Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Site:
    """Un point, ou un contour en WKB ; les deux en longitudes et latitudes WGS84. Le point l'emporte."""

    point: Point | None = None
    contour: bytes | None = field(default=None, repr=False)

    def eloignement(self, vers: Point) -> Eloignement | None:
        """Du plus proche au plus lointain, en kilomètres ; vide si rien ne dit d'où partir."""
        if self.point is not None:
            metres = _metres(self.point, vers)
            return Eloignement(metres, metres)
        return _du_contour(self.contour, vers) if self.contour else None


@lru_cache(maxsize=16384)
def _du_contour(contour: bytes, vers: Point) -> Eloignement:
    """La distance nulle si le logement est dans le site ; le plus lointain est un sommet de son enveloppe."""
    from shapely import Point as EnGeometrie
    from shapely import get_coordinates, shortest_line, transform

    surface, enveloppe = _surface(contour)
    est, nord = _echelle(vers)
    sur_place = EnGeometrie(0, 0)
    locale = transform(surface, lambda xy: (xy - vers) * (est, nord))
    proche = get_coordinates(shortest_line(sur_place, locale))[-1] / (est, nord) + vers
    lointain = max((_metres(vers, Point(*sommet)) for sommet in enveloppe), default=Decimal(0))
    return Eloignement(_metres(vers, Point(*proche)), lointain)


@lru_cache(maxsize=64)
def _surface(contour: bytes) -> tuple[Any, tuple[tuple[float, float], ...]]:
    from shapely import convex_hull, from_wkb, get_coordinates

    surface = from_wkb(contour)
    return surface, tuple((float(x), float(y)) for x, y in get_coordinates(convex_hull(surface)))


def _echelle(ici: Point) -> tuple[float, float]:
    """Combien de mètres fait un degré, vers l'est et vers le nord, à cet endroit."""
    geod = _geod()
    est = geod.inv(ici.lon, ici.lat, ici.lon + _PAS, ici.lat)[2] / _PAS
    nord = geod.inv(ici.lon, ici.lat, ici.lon, ici.lat + _PAS)[2] / _PAS
    return est, nord


def _metres(une: Point, autre: Point) -> Decimal:
    """La distance géodésique (ellipsoïde WGS84), au mètre, dite en kilomètres."""
    metres = _geod().inv(float(une.lon), float(une.lat), float(autre.lon), float(autre.lat))[2]
    return (Decimal(str(metres)) / _KM).quantize(_METRE, ROUND_HALF_UP)


@lru_cache(maxsize=1)
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
