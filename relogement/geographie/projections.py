"""Passer d'une projection (Lambert-93, UTM d'outre-mer…) aux longitudes et latitudes WGS84."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from relogement.geographie.couche import refus
from relogement.geographie.geojson import WGS84

if TYPE_CHECKING:
    import numpy as np

Passage = Callable[["np.ndarray[Any, Any]"], "np.ndarray[Any, Any]"]


def vers_wgs84(nom: str, projection: str) -> Passage:
    """Ce qui transforme un tableau de points (x, y) de la couche en (longitude, latitude)."""
    import numpy as np
    from pyproj import CRS, Transformer
    from pyproj.exceptions import ProjError

    try:
        passage = Transformer.from_crs(CRS.from_user_input(projection), WGS84, always_xy=True)
    except ProjError as echec:
        conseil = "Exportez-la en Lambert-93 (EPSG:2154) ou en WGS84 (EPSG:4326)."
        raise refus(nom, "a une projection que le programme ne connaît pas", conseil) from echec
    return lambda points: np.column_stack(passage.transform(points[:, 0], points[:, 1]))
