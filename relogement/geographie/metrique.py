"""Mesurer en mètres : la projection locale de chaque territoire, corrigée de son altération des longueurs."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from relogement.geographie.fil import dans_le_fil
from relogement.geographie.geojson import WGS84
from relogement.geographie.territoires import LAMBERT_93, PROJECTIONS, Bornes, territoire

if TYPE_CHECKING:
    import numpy as np

    Tableau = np.ndarray[Any, Any]

# Loin de ses parallèles, le Lambert-93 allonge de trois pour mille au plus ; l'UTM, de un.
ALTERATION_MAX = 1.004


def projection_locale(departement: str) -> int:
    """Le code EPSG du système légal de ce département : Lambert-93, ou l'UTM de l'outre-mer."""
    return PROJECTIONS.get(departement, LAMBERT_93)


def etendue_de(epsg: int) -> Bornes:
    """Où ce système s'emploie, en degrés."""
    codes = [code for code, un in PROJECTIONS.items() if un == epsg]
    if not codes:
        return territoire("")
    bornes = [territoire(code) for code in codes]
    ouest, sud = min(b.ouest for b in bornes), min(b.sud for b in bornes)
    return Bornes(ouest, sud, max(b.est for b in bornes), max(b.nord for b in bornes))


@dans_le_fil
def en_metres(epsg: int, lonlat: "Tableau") -> "Tableau":
    """Des longitudes et latitudes (une ligne par point) dans le plan de ce système."""
    import numpy as np

    return np.column_stack(_passage(epsg).transform(lonlat[:, 0], lonlat[:, 1]))


@dans_le_fil
def alterations(epsg: int, lonlat: "Tableau") -> "Tableau":
    """De combien le plan allonge les longueurs en chaque point : elles s'en divisent."""
    import numpy as np

    facteurs = _projection(epsg).get_factors(lonlat[:, 0], lonlat[:, 1])
    return np.asarray(facteurs.meridional_scale, dtype=float)


@lru_cache(maxsize=16)
def _passage(epsg: int) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(WGS84, f"EPSG:{epsg}", always_xy=True)


@lru_cache(maxsize=16)
def _projection(epsg: int) -> Any:
    from pyproj import Proj

    return Proj(f"EPSG:{epsg}")
