"""Les vraies couches de l'ANCT et des collectivités, avec leurs défauts."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely

from relogement.geographie import Contour, IndexQuartiers, Point, QuartierLu, lire_quartiers
from relogement.nomenclatures import GenerationQpv

QPV = Path(__file__).parents[3] / "../shared/data/qpv"
OCCITANIE = QPV / "qpv2015_occitanie_wgs84.geojson"
OCCITANIE_LAMBERT = QPV / "QP_METROPOLE_LB93_OCCITANIE_shp.zip"
pytestmark = pytest.mark.skipif(not QPV.exists(), reason="les couches réelles ne sont pas là")


def _par_code(source: Path) -> dict[str, QuartierLu]:
    return {quartier.code: quartier for quartier in lire_quartiers(source).objets}


def _index(quartiers: dict[str, QuartierLu]) -> IndexQuartiers:
    return IndexQuartiers([Contour(q.code, q.geometrie) for q in quartiers.values()])


def _anneaux(code: str) -> list[list[list[float]]]:
    """Les coordonnées brutes d'un quartier."""
    entites: list[dict[str, Any]] = json.loads(OCCITANIE.read_text("utf-8"))["features"]
    trouve = next(e["geometry"]["coordinates"] for e in entites if e["properties"]["code_qp"] == code)
    return list(trouve)


def _dedans(lon: float, lat: float, anneaux: list[list[list[float]]]) -> bool:
    """Le nombre de bords croisés en allant vers l'est est impair."""
    croises = 0
    for anneau in anneaux:
        for (x1, y1), (x2, y2) in pairwise(anneau):
            croises += (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
    return croises % 2 == 1


@pytest.mark.parametrize(
    ("nom", "nombre", "generation"),
    [
        ("QP_METROPOLE_LB93_OCCITANIE_shp.zip", 105, "2015"),
        ("qpv2015_occitanie_wgs84.geojson", 105, "2015"),
        ("qpv2015_reunion_wgs84.geojson", 49, "2015"),
        ("qpv2015_reunion_wgs84.shp", 49, "2015"),
        ("qpv2015_idf_3quartiers_wgs84.geojson", 3, "2015"),
        ("qpv2024_2quartiers_paca_wgs84.geojson", 2, "2024"),
    ],
)
def test_chaque_couche_se_lit_entiere_et_saine(nom: str, nombre: int, generation: str) -> None:
    lecture = lire_quartiers(QPV / nom, GenerationQpv(generation))

    assert len(lecture.objets) == lecture.lues == nombre
    assert lecture.ecartees == ()
    assert all(shapely.from_wkb(q.geometrie).is_valid for q in lecture.objets)
    assert all(q.nom for q in lecture.objets)


def test_le_meme_point_est_dans_le_meme_quartier_en_lambert_93_et_en_degres() -> None:
    lambert, degres = _index(_par_code(OCCITANIE_LAMBERT)), _index(_par_code(OCCITANIE))
    grille = [Point(2.86013 + i * 0.002, 42.67017 + j * 0.002) for i in range(30) for j in range(30)]

    trouves = [p.code for p in lambert.situer(grille, marge=0.0)]

    assert trouves == [p.code for p in degres.situer(grille, marge=0.0)]
    assert "QP066007" in trouves
    assert None in trouves


def test_un_point_est_dedans_quand_le_compte_des_bords_le_dit() -> None:
    quartiers = _par_code(OCCITANIE)
    index, anneaux, bornes = _index(quartiers), _anneaux("QP066007"), quartiers["QP066007"].bornes
    pas_lon, pas_lat = (bornes.est - bornes.ouest) / 40, (bornes.nord - bornes.sud) / 40
    grille = [
        Point(bornes.ouest + (i + 0.37) * pas_lon, bornes.sud + (j + 0.53) * pas_lat)
        for i in range(40)
        for j in range(40)
    ]

    trouves = [p.code == "QP066007" for p in index.situer(grille, marge=0.0)]

    attendus = [_dedans(point.lon, point.lat, anneaux) for point in grille]
    assert trouves == attendus
    assert 0 < sum(attendus) < len(attendus)


def test_les_accents_perdus_dans_le_fichier_d_origine_sont_dits() -> None:
    messages = [a.message for a in lire_quartiers(OCCITANIE_LAMBERT).anomalies]

    assert any("QP082001" in m and "perdu un caractère" in m for m in messages)


def test_les_contours_qui_se_recoupent_sont_dits_un_par_un() -> None:
    lecture = lire_quartiers(OCCITANIE)

    repares = [a.ligne for a in lecture.anomalies if "réparé" in a.message]
    bruts = json.loads(OCCITANIE.read_text("utf-8"))["features"]
    abimes = [rang for rang, e in enumerate(bruts, 1) if not shapely.geometry.shape(e["geometry"]).is_valid]
    assert repares == abimes


def test_un_extrait_ne_suffit_pas_a_dire_hors() -> None:
    occitanie, extrait = (
        _index(_par_code(OCCITANIE)),
        _index(_par_code(QPV / "qpv2015_idf_3quartiers_wgs84.geojson")),
    )

    assert [occitanie.couvre(d) for d in ("66", "31", "75")] == [True, True, False]
    assert not extrait.couvre("75")
