"""D'un tracé lu à un contour sûr : des polygones, à plat, valides."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from relogement.geographie.projections import Passage


def contour_lu(trace: Any, passage: "Passage") -> "BaseGeometry | None":
    """Les polygones d'un tracé, en longitudes et latitudes ; vide s'il n'en a pas ou ne se lit pas."""
    import shapely
    from shapely.geometry import shape

    if not trace:
        return None
    try:
        lu = shapely.force_2d(shape(trace))
        return _polygones(shapely.transform(lu, passage))
    except (shapely.errors.ShapelyError, TypeError, ValueError, LookupError, AttributeError):
        return None


def defaut(contour: "BaseGeometry") -> str | None:
    """Ce qui rend un contour invalide et près de quel point, vide s'il ne l'est pas."""
    import shapely

    if contour.is_valid:
        return None
    raison, _, lieu = str(shapely.is_valid_reason(contour)).rstrip("]").partition("[")
    quoi = "se recoupe" if "intersection" in raison.lower() else "est mal formé"
    return f"{quoi} près de ({', '.join(lieu.split())})" if lieu else quoi


def repare(contour: "BaseGeometry") -> "BaseGeometry | None":
    """Le même contour, valide : ce que ses anneaux enferment reste dedans."""
    import shapely

    return _polygones(shapely.make_valid(contour, method="structure", keep_collapsed=False))


def _polygones(geometrie: "BaseGeometry") -> "BaseGeometry | None":
    """Les seuls polygones d'une géométrie, sortis des collections où ils sont."""
    import shapely

    parties = shapely.get_parts(geometrie)
    while any(p.geom_type == "GeometryCollection" for p in parties):
        parties = shapely.get_parts(parties)
    surfaces = [s for p in parties for s in shapely.get_parts(p) if s.geom_type == "Polygon" and not s.is_empty]
    if not surfaces:
        return None
    return surfaces[0] if len(surfaces) == 1 else shapely.multipolygons(surfaces)
