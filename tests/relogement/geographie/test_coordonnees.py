"""Des coordonnées saisies : ce qui ne va pas se dit, avec ce qu'il faut corriger."""

import pytest

from relogement.geographie.coordonnees import defaut_de_coordonnees


@pytest.mark.parametrize(
    ("lon", "lat", "insee"),
    [
        (2.8954, 42.6986, "66136"),  # Perpignan
        (2.8954, 42.6986, None),
        (55.4504, -20.8823, "97411"),  # Saint-Denis de La Réunion
        (55.4504, -20.8823, None),
        (-61.53, 16.24, "97120"),
        (5.35, 46.15, "01340"),  # l'ancien code d'Arboys en Bugey : dans l'Ain
        (None, None, "66136"),
    ],
)  # fmt: skip
def test_un_point_de_sa_commune_ne_dit_rien(lon: float | None, lat: float | None, insee: str | None) -> None:
    if insee == "01340":
        lon, lat = 5.66, 45.73
    assert defaut_de_coordonnees(lon, lat, insee) is None


@pytest.mark.parametrize(
    ("lon", "lat", "insee", "dit"),
    [
        (42.6986, 2.8954, "66136", "la longitude est 2,8954, la latitude 42,6986"),
        (691_000.0, 6_177_000.0, None, "en mètres"),
        (3.9, 42.4, "66136", "Perpignan (66136)"),  # en mer, à 85 km
        (3.9, 42.4, None, "en mer"),
        (2.35, 48.85, "66136", "Perpignan (66136)"),
        (2.35, 48.85, "97411", "hors du territoire du département 974"),
        (0.0, 0.0, None, "hors de France"),
        (2.9, None, None, "aucune des deux"),
        (float("nan"), 42.7, "66136", "hors du territoire"),
    ],
)
def test_un_point_impossible_dit_quoi_corriger(lon: float, lat: float | None, insee: str | None, dit: str) -> None:
    defaut = defaut_de_coordonnees(lon, lat, insee)

    assert defaut is not None and dit in defaut
