"""Le plan de la carte et les amas : des mètres vrais, rien de perdu en regroupant."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from relogement.geographie.plan import FINESSES, Plan
from relogement.geographie.regroupement import regrouper

METRES = st.floats(-5000, 5000, allow_nan=False)


@pytest.mark.parametrize(
    ("departement", "lon", "lat"),
    [("66", 2.9, 42.7), ("59", 3.06, 50.63), ("974", 55.45, -20.88), ("972", -61.07, 14.61), ("2A", 8.74, 41.93)],
)
def test_une_distance_du_plan_est_celle_du_terrain(departement: str, lon: float, lat: float) -> None:
    """À trois pour mille près : l'altération du Lambert-93 en Corse."""
    plan = Plan.autour(departement, lon, lat)
    (x, y), (ox, oy) = plan.places([(lon + 0.02, lat + 0.01), (lon, lat)]).tolist()

    attendue = Geod(ellps="WGS84").inv(lon, lat, lon + 0.02, lat + 0.01)[2]
    assert (ox, oy) == pytest.approx((0, 0), abs=1e-6)
    assert np.hypot(x, y) == pytest.approx(attendue, rel=3e-3)


def test_un_trace_simplifie_ne_s_ecarte_pas_plus_que_sa_finesse() -> None:
    angles = np.linspace(0, 2 * np.pi, 400)
    rond = shapely.Polygon(np.column_stack((2.9 + 0.01 * np.cos(angles), 42.7 + 0.008 * np.sin(angles))))
    (trace,) = Plan.autour("66", 2.9, 42.7).traces([bytes(shapely.to_wkb(rond))])

    vrai = shapely.Polygon(trace.niveaux[0][0])
    for finesse, niveau in zip(FINESSES, trace.niveaux, strict=True):
        assert shapely.hausdorff_distance(vrai, shapely.Polygon(niveau[0])) <= finesse + 1e-6
    assert len(trace.niveaux[2][0]) < len(trace.niveaux[0][0])
    assert trace.surface == pytest.approx(vrai.area)


@given(st.lists(st.tuples(METRES, METRES), max_size=60), st.floats(1, 3000))
def test_regrouper_ne_perd_ni_ne_double_personne(points: list[tuple[float, float]], cote: float) -> None:
    amas = regrouper(points, cote)

    assert sorted(r for a in amas for r in a.rangs) == list(range(len(points)))
    for un in amas:
        siens = [points[r] for r in un.rangs]
        assert (un.x, un.y) == pytest.approx(tuple(np.mean(siens, axis=0)), abs=1e-6)


def test_deux_points_proches_se_regroupent_deux_lointains_non() -> None:
    assert sorted(a.effectif for a in regrouper([(0, 0), (3, 2), (500, 0)], 40)) == [1, 2]
