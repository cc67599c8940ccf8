"""Le plan de la carte : tout en mètres, depuis un point proche, dans le système légal du territoire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from relogement.geographie.metrique import en_metres, etendue_de, projection_locale
from relogement.geographie.territoires import Bornes

# De combien de mètres un tracé peut s'écarter du vrai, du plus au moins détaillé.
FINESSES = (0.0, 12.0, 70.0)


@dataclass(frozen=True)
class Trace:
    """Un contour dans le plan : ses anneaux à chaque finesse, où écrire son nom, son étendue, sa surface."""

    niveaux: tuple[tuple[Any, ...], ...] = field(repr=False)
    ancre: tuple[float, float]
    bornes: Bornes
    surface: float


@dataclass(frozen=True)
class Plan:
    """``origine`` : la place, dans le système, du point qui vaut (0, 0) ; elle garde les nombres petits."""

    epsg: int
    origine: tuple[float, float]

    @classmethod
    def autour(cls, departement: str, lon: float, lat: float) -> "Plan":
        """Le plan d'un département, centré sur ce point."""
        import numpy as np

        epsg = projection_locale(departement)
        x, y = en_metres(epsg, np.asarray([(lon, lat)], dtype=float))[0].tolist()
        return cls(epsg, (x, y))

    def couvre(self, lon: float, lat: float) -> bool:
        """Vrai si le point est du territoire de ce plan."""
        return etendue_de(self.epsg).contient(Bornes(lon, lat, lon, lat))

    def places(self, lonlat: Any) -> Any:
        """Les points (une ligne par point) dans le plan ; l'axe y monte vers le nord."""
        import numpy as np

        if not len(lonlat):
            return np.empty((0, 2))
        return en_metres(self.epsg, np.asarray(lonlat, dtype=float)) - np.asarray(self.origine)

    def traces(self, geometries: Sequence[bytes]) -> list[Trace]:
        """Des contours WKB dans le plan."""
        from shapely import area, bounds, from_wkb, get_coordinates, point_on_surface, simplify, transform

        surfaces = transform(from_wkb(list(geometries)), self.places)
        niveaux = [[_anneaux(s) for s in (simplify(surfaces, pas) if pas else surfaces)] for pas in FINESSES]
        ancres = get_coordinates(point_on_surface(surfaces)).tolist()
        mesures = zip(ancres, bounds(surfaces).tolist(), area(surfaces).tolist(), strict=True)
        return [
            Trace(tuple(niveau[rang] for niveau in niveaux), (ancre[0], ancre[1]), Bornes(*bornes), surface)
            for rang, (ancre, bornes, surface) in enumerate(mesures)
        ]


def _anneaux(surface: Any) -> tuple[Any, ...]:
    """Les points de chaque anneau, le dernier égal au premier."""
    from shapely import get_coordinates, get_parts, get_rings

    return tuple(get_coordinates(anneau) for partie in get_parts(surface) for anneau in get_rings(partie))
