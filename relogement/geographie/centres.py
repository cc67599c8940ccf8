"""Où sont les communes : le centre des plus peuplées, et l'étendue de chaque département qui s'en déduit."""

from functools import cache
from importlib.resources import files


@cache
def centres() -> dict[str, tuple[float, float]]:
    """La longitude et la latitude du centre des communes de l'Hexagone et de Corse que l'on connaît."""
    texte = files("resources").joinpath("communes/centres.csv").read_text("utf-8")
    lignes = (ligne.split(";") for ligne in texte.splitlines()[1:])
    return {insee: (float(lon), float(lat)) for insee, lon, lat in lignes}


@cache
def par_departement() -> dict[str, tuple[tuple[float, float], ...]]:
    """Les centres connus de chaque département."""
    ranges: dict[str, list[tuple[float, float]]] = {}
    for insee, centre in centres().items():
        ranges.setdefault(insee[:2], []).append(centre)
    return {departement: tuple(lieux) for departement, lieux in ranges.items()}
