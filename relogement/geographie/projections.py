"""Passer d'une projection (Lambert-93, UTM d'outre-mer…) aux longitudes et latitudes WGS84.

Une couche qui ne dit pas la sienne (pas de .prj, système « indéfini ») se lit dans celle qui met chacun de ses
quartiers dans le département que dit son code ; elle est alors annoncée comme devinée.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from relogement.geographie.couche import Couche, refus
from relogement.geographie.fil import dans_le_fil
from relogement.geographie.geojson import WGS84
from relogement.geographie.territoires import Bornes, environs

if TYPE_CHECKING:
    import numpy as np

Passage = Callable[["np.ndarray[Any, Any]"], "np.ndarray[Any, Any]"]
_CONSEIL = "Exportez-la en Lambert-93 (EPSG:2154) ou en WGS84 (EPSG:4326)."

# Les systèmes que l'on rencontre, du plus au moins courant.
CONNUES = {
    "EPSG:4326": "WGS84",
    "EPSG:2154": "Lambert-93",
    **{f"EPSG:{3900 + zone}": f"CC{zone}" for zone in range(42, 51)},
    "EPSG:27572": "Lambert II étendu",
    "EPSG:5490": "RGAF09 / UTM 20N",
    "EPSG:2972": "RGFG95 / UTM 22N",
    "EPSG:2975": "RGR92 / UTM 40S",
    "EPSG:4471": "RGM04 / UTM 38S",
    "EPSG:4467": "RGSPM06 / UTM 21N",
    "EPSG:3857": "Web Mercator",
    "EPSG:32630": "WGS84 / UTM 30N",
    "EPSG:32631": "WGS84 / UTM 31N",
    "EPSG:32632": "WGS84 / UTM 32N",
    "EPSG:27561": "Lambert I",
    "EPSG:27562": "Lambert II",
    "EPSG:27563": "Lambert III",
    "EPSG:27564": "Lambert IV",
    "EPSG:3035": "LAEA Europe",
}


@dataclass(frozen=True)
class Projection:
    """Le système d'une couche, et ce qui transforme ses points (x, y) en (longitude, latitude)."""

    nom: str
    passage: Passage = field(repr=False)
    devinee: bool = False


def projection_de(couche: Couche, places: Sequence[tuple[str, Bornes]]) -> Projection | None:
    """Celle que la couche annonce ; sinon celle de la norme si elle convient, sinon celle que l'on devine.

    ``places`` : le département et l'étendue brute de quelques contours ; vide si rien ne convient.
    """
    if couche.projection:
        return declaree(couche.nom, couche.projection)
    trouvee = devinee(places)
    if couche.d_usage:
        d_usage = declaree(couche.nom, couche.d_usage)
        return d_usage if trouvee is None or trouvee.nom == d_usage.nom else trouvee
    return trouvee


@dans_le_fil
def declaree(couche: str, projection: str) -> Projection:
    """Le système que la couche annonce ; ``ErreurMetier`` s'il n'est connu de personne."""
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    try:
        crs = CRS.from_user_input(projection)
        numero = crs.to_epsg()
        code = f"EPSG:{numero}" if numero else ""
        return Projection(
            CONNUES.get(code) or ("WGS84" if "CRS84" in crs.name else crs.name), _passage(code or projection)
        )
    except (ProjError, ValueError, OverflowError) as echec:
        raise refus(couche, "a une projection que le programme ne connaît pas", _CONSEIL) from echec


@dans_le_fil
def devinee(places: Sequence[tuple[str, Bornes]]) -> Projection | None:
    """Le système qui met le plus de contours à leur place (département, étendue), plus de la moitié."""
    attendues = [(environs(departement), bornes) for departement, bornes in places]
    if not attendues:
        return None
    trouves = {
        code: sum(lieu.contient(_etendue(bornes, _passage(code))) for lieu, bornes in attendues)
        for code in CONNUES
    }
    meilleur = max(trouves, key=trouves.__getitem__)
    if 2 * trouves[meilleur] <= len(attendues):
        return None
    return Projection(CONNUES[meilleur], _passage(meilleur), devinee=True)


def _etendue(bornes: Bornes, passage: Passage) -> Bornes:
    import numpy as np

    coins = passage(np.asarray([(bornes.ouest, bornes.sud), (bornes.est, bornes.nord)], dtype=float))
    (x1, y1), (x2, y2) = coins.tolist()
    return Bornes(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


@lru_cache(maxsize=64)
def _passage(projection: str) -> Passage:
    import numpy as np
    from pyproj import CRS, Transformer

    transformation = Transformer.from_crs(CRS.from_user_input(projection), WGS84, always_xy=True)

    @dans_le_fil
    def passage(points: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        return np.column_stack(transformation.transform(points[:, 0], points[:, 1]))

    return passage
