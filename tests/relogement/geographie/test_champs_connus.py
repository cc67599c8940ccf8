"""Les noms de champs que les administrations donnent au code et au nom d'un quartier, et leurs vrais fichiers."""

import csv
from pathlib import Path

import pytest

from relogement.geographie import lire_quartiers
from tests.relogement.geographie.couches import ENTIER, PERPIGNAN, un_geojson, une_entite

QPV = Path(__file__).parents[3] / "../shared/data/qpv"
sans_donnees = pytest.mark.skipif(not QPV.exists(), reason="les couches réelles ne sont pas là")


def _alias() -> list[dict[str, str]]:
    chemin = QPV / "alias_champs_qpv.csv"
    if not chemin.exists():
        return []
    with chemin.open(encoding="utf-8") as fichier:
        return list(csv.DictReader(fichier, delimiter=";"))


@sans_donnees
@pytest.mark.parametrize("ligne", _alias(), ids=lambda ligne: ligne["source"][:40])
def test_chaque_nom_de_champ_rencontre_se_reconnait(tmp_path: Path, ligne: dict[str, str]) -> None:
    attributs = {nom.strip(): "x" for nom in ligne["autres"].split(",") if nom.strip().isidentifier()}
    attributs |= {ligne["champ_nom"]: "Les Lilas", ligne["champ_commune"] or "ville": "Perpignan"}
    attributs |= {ligne["champ_code"]: ENTIER}
    entite = une_entite(None, PERPIGNAN) | {"properties": attributs}

    (quartier,) = lire_quartiers(un_geojson(tmp_path / "q.geojson", entite)).objets

    assert quartier.code == ENTIER
    if "nom_qp" in ligne["champ_nom"].lower() or "lib" in ligne["champ_nom"].lower():
        assert quartier.nom == "Les Lilas"


@sans_donnees
@pytest.mark.parametrize(
    ("nom", "combien"),
    [
        ("QP_METROPOLE_LB93_OCCITANIE_shp.zip", 105),
        ("qpv2015_occitanie_wgs84.geojson", 105),
        ("qpv2015_reunion_wgs84.shp", 49),
        ("qpv2015_reunion_wgs84.geojson", 49),
        ("qpv2015_idf_3quartiers_wgs84.geojson", 3),
        ("qpv2024_2quartiers_paca_wgs84.geojson", 2),
    ],
)
def test_chaque_vrai_fichier_se_lit_entier_ou_dit_ce_qui_manque(nom: str, combien: int) -> None:
    lecture = lire_quartiers(QPV / nom)

    assert len({q.code for q in lecture.objets}) + len(lecture.ecartees) == combien
