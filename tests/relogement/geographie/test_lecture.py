"""Lire une couche de quartiers : formats, projections, encodages, noms de champs, contours abîmés."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from relogement.geographie import QuartierLu, lire_quartiers
from relogement.imports.anomalies import Gravite
from relogement.nomenclatures import GenerationQpv
from tests.relogement.geographie.couches import (
    A_L_EST,
    ENTIER,
    PERPIGNAN,
    VOISIN,
    des_parties,
    deux_quartiers,
    un_carre,
    un_geojson,
    une_archive,
    une_entite,
)


def _contient(quartier: QuartierLu, lon: float, lat: float) -> bool:
    return bool(shapely.from_wkb(quartier.geometrie).contains(shapely.Point(lon, lat)))


def test_un_geojson_donne_ses_quartiers_dans_leur_ordre(tmp_path: Path) -> None:
    couche = deux_quartiers(tmp_path / "q.geojson")

    lecture = lire_quartiers(couche)

    assert [(q.code, q.nom, q.generation) for q in lecture.objets] == [
        (ENTIER, "Les Lilas", GenerationQpv.QP2015),
        (VOISIN, "Les Pins", GenerationQpv.QP2015),
    ]
    assert tuple(lecture.objets[0].bornes) == (2.90, 42.70, 2.91, 42.71)
    assert lecture.anomalies == ()


def test_une_archive_en_lambert_93_et_alphabet_de_windows_se_place_en_degres(tmp_path: Path) -> None:
    # L'origine du Lambert-93 est par définition (700 000 m, 6 600 000 m) pour 3° E, 46,5° N.
    autour = un_carre(699_500, 6_599_500, 1_000)
    archive = une_archive(tmp_path / "q.zip", QP=des_parties([("QP003001", "Cœur d’été", autour)]))

    (quartier,) = lire_quartiers(archive).objets

    assert quartier.nom == "Cœur d’été"
    assert _contient(quartier, 3.0, 46.5)
    assert not _contient(quartier, 3.01, 46.5)


def test_une_projection_d_outre_mer_se_place_en_degres(tmp_path: Path) -> None:
    # UTM 40 Sud : 55,45° E est à 1,55° × 104,0 km à l'ouest de 57° E, soit x ≈ 338,8 km ; y ≈ 7 690 km.
    autour = un_carre(334_000, 7_685_000, 10_000)
    parties = des_parties([("QP974001", "Le Bas", autour)], epsg=2975)

    (quartier,) = lire_quartiers(une_archive(tmp_path / "q.zip", QP=parties)).objets

    assert _contient(quartier, 55.45, -20.88)


def test_un_geojson_annonce_en_lambert_93_est_transforme(tmp_path: Path) -> None:
    autour = un_carre(699_500, 6_599_500, 1_000)
    entite = une_entite("QP003001", autour)
    couche = un_geojson(tmp_path / "q.geojson", entite, crs="urn:ogc:def:crs:EPSG::2154")

    (quartier,) = lire_quartiers(couche).objets

    assert _contient(quartier, 3.0, 46.5)


def test_un_shp_se_lit_avec_ses_voisins(tmp_path: Path) -> None:
    for extension, contenu in des_parties([(ENTIER, "Cité", PERPIGNAN)], epsg=4326, encodage="utf-8").items():
        (tmp_path / f"Quartiers{extension.upper()}").write_bytes(contenu)

    (quartier,) = lire_quartiers(tmp_path / "Quartiers.SHP").objets

    assert (quartier.code, quartier.nom) == (ENTIER, "Cité")


@pytest.mark.parametrize("encodage", ["cp1252", "utf-8"])
def test_l_encodage_se_devine_sans_cpg(tmp_path: Path, encodage: str) -> None:
    parties = des_parties([(ENTIER, "Négreneys", PERPIGNAN)], epsg=4326, encodage=encodage)

    (quartier,) = lire_quartiers(une_archive(tmp_path / "q.zip", QP=parties)).objets

    assert quartier.nom == "Négreneys"


@pytest.mark.parametrize("annonce", [b"1252", b"ANSI 1252", b"windows-1252"])
def test_le_cpg_dit_l_encodage(tmp_path: Path, annonce: bytes) -> None:
    parties = des_parties([(ENTIER, "Négreneys", PERPIGNAN)], epsg=4326) | {".cpg": annonce}

    (quartier,) = lire_quartiers(une_archive(tmp_path / "q.zip", QP=parties)).objets

    assert quartier.nom == "Négreneys"


@pytest.mark.parametrize(
    ("code", "nom"),
    [
        ("CODE_QP", "NOM_QP"),
        ("code_qp", "lib_qp"),
        ("Code_du_qu", "Nom_du_qua"),
        ("IDENTIFIAN", "LIBELLE"),
        ("code_quartier", "nom_quartier"),
        ("Code_qp", "Nom_qp"),
    ],
)
def test_les_champs_se_retrouvent_sous_tous_leurs_noms(tmp_path: Path, code: str, nom: str) -> None:
    entite = {"type": "Feature", "properties": {code: ENTIER, nom: "Les Lilas"}, "geometry": None}
    entite["geometry"] = {"type": "Polygon", "coordinates": [PERPIGNAN]}

    (quartier,) = lire_quartiers(un_geojson(tmp_path / "q.geojson", entite)).objets

    assert (quartier.code, quartier.nom) == (ENTIER, "Les Lilas")


def test_un_champ_de_nom_inconnu_se_reconnait_a_ses_codes(tmp_path: Path) -> None:
    entite = une_entite(None, PERPIGNAN)
    entite["properties"] = {"commune": "Perpignan", "ref_anct": "QN06601M"}

    lecture = lire_quartiers(un_geojson(tmp_path / "q.geojson", entite))

    assert [q.generation for q in lecture.objets] == [GenerationQpv.QN2024]
    assert "ref_anct" in lecture.anomalies[0].message


def test_un_contour_qui_se_recoupe_est_repare_et_dit(tmp_path: Path) -> None:
    sablier = [(2.90, 42.70), (2.91, 42.71), (2.91, 42.70), (2.90, 42.71), (2.90, 42.70)]

    lecture = lire_quartiers(un_geojson(tmp_path / "q.geojson", une_entite(ENTIER, sablier)))

    (quartier,) = lecture.objets
    assert shapely.from_wkb(quartier.geometrie).is_valid
    assert _contient(quartier, 2.9075, 42.705)  # le triangle de droite
    assert not _contient(quartier, 2.905, 42.7075)  # entre les deux triangles, en haut
    assert [a.gravite for a in lecture.anomalies] == [Gravite.INFO]
    assert ENTIER in lecture.anomalies[0].message
    assert "2.905, 42.705" in lecture.anomalies[0].message


def test_une_collection_en_relief_ne_garde_que_ses_surfaces_a_plat(tmp_path: Path) -> None:
    en_relief = [(lon, lat, 30.0) for lon, lat in PERPIGNAN]
    collection: dict[str, Any] = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "LineString", "coordinates": en_relief[:2]},
            {"type": "Polygon", "coordinates": [en_relief]},
        ],
    }

    (quartier,) = lire_quartiers(un_geojson(tmp_path / "q.geojson", une_entite(ENTIER, collection))).objets

    contour = shapely.from_wkb(quartier.geometrie)
    assert (contour.geom_type, contour.has_z) == ("Polygon", False)


def test_un_quartier_en_plusieurs_lignes_est_reuni(tmp_path: Path) -> None:
    couche = un_geojson(tmp_path / "q.geojson", une_entite(ENTIER, PERPIGNAN), une_entite(ENTIER, A_L_EST))

    lecture = lire_quartiers(couche)

    (quartier,) = lecture.objets
    assert _contient(quartier, 2.905, 42.705)
    assert _contient(quartier, 2.925, 42.705)
    assert "plusieurs morceaux" in lecture.anomalies[0].message


def test_plusieurs_couches_d_une_archive_se_completent(tmp_path: Path) -> None:
    archive = une_archive(
        tmp_path / "q.zip",
        HEXAGONE=des_parties([("QP003001", "Centre", un_carre(699_500, 6_599_500, 1_000))]),
        REUNION=des_parties([("QP974001", "Le Bas", un_carre(334_000, 7_685_000, 10_000))], epsg=2975),
        COMMUNES=des_parties([("03185", "Commune", un_carre(699_500, 6_599_500, 1_000))], champs=("INSEE", "NOM")),
    )

    lecture = lire_quartiers(archive)

    assert sorted(q.code for q in lecture.objets) == ["QP003001", "QP974001"]
    assert [a.feuille for a in lecture.anomalies] == ["COMMUNES"]


def test_une_mauvaise_ligne_est_ecartee_et_les_autres_restent(tmp_path: Path) -> None:
    couche = un_geojson(
        tmp_path / "q.geojson",
        une_entite(ENTIER, PERPIGNAN),
        une_entite("ZUS12", A_L_EST),
        une_entite("QN06601M", A_L_EST),
        une_entite("QP066003", {"type": "Polygon", "coordinates": "rien"}),
        une_entite("QP066004", un_carre(42.70, 2.90)),
        une_entite("QP066005", {"type": "Point", "coordinates": [2.9, 42.7]}),
    )

    lecture = lire_quartiers(couche, GenerationQpv.QP2015)

    assert [q.code for q in lecture.objets] == [ENTIER]
    assert [e.ligne for e in lecture.ecartees] == [2, 3, 4, 5, 6]
    assert lecture.lues == 6
