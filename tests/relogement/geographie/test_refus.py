"""Ce qui n'est pas une couche de quartiers est refusé par une phrase qui dit que faire."""

import zipfile
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.geographie import est_une_couche, lire_quartiers
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


def _refus(source: Path, generation: GenerationQpv | None = None) -> str:
    with pytest.raises(ErreurMetier) as refus:
        lire_quartiers(source, generation)
    return str(refus.value)


def _parties() -> dict[str, bytes]:
    return des_parties([(ENTIER, "Cité", PERPIGNAN)], epsg=4326)


@pytest.mark.parametrize("contenu", [b"pas du json", b"{", b"", b"[" * 100_000])
def test_un_geojson_qui_n_est_pas_du_json_est_refuse(tmp_path: Path, contenu: bytes) -> None:
    source = tmp_path / "q.geojson"
    source.write_bytes(contenu)

    assert "n’est pas du GeoJSON" in _refus(source)


@pytest.mark.parametrize("contenu", ["[]", "{}", '{"features": 3}'])
def test_un_json_sans_entites_est_refuse(tmp_path: Path, contenu: str) -> None:
    source = tmp_path / "q.geojson"
    source.write_text(contenu)

    assert "FeatureCollection" in _refus(source)


def test_une_couche_vide_est_refusee(tmp_path: Path) -> None:
    assert "aucun contour" in _refus(un_geojson(tmp_path / "q.geojson"))


def test_une_couche_sans_code_est_refusee(tmp_path: Path) -> None:
    entite = une_entite(None, PERPIGNAN) | {"properties": {"commune": "Perpignan"}}

    assert "code_qp" in _refus(un_geojson(tmp_path / "q.geojson", entite))


def test_ce_qui_n_est_pas_une_archive_est_refuse(tmp_path: Path) -> None:
    source = tmp_path / "q.zip"
    source.write_bytes(b"PK\x03\x04 abime")

    assert "n’est pas une archive .zip" in _refus(source)


def test_une_archive_sans_couche_est_refusee(tmp_path: Path) -> None:
    archive = une_archive(tmp_path / "q.zip", notice={".txt": b"bonjour"})

    assert "ni couche .shp, ni GeoJSON, ni GeoPackage" in _refus(archive)


def test_une_couche_sans_ses_attributs_est_refusee(tmp_path: Path) -> None:
    parties = _parties()
    del parties[".dbf"]

    assert "n’a pas de fichier .dbf" in _refus(une_archive(tmp_path / "q.zip", QP=parties))


def test_une_projection_inconnue_est_refusee(tmp_path: Path) -> None:
    archive = une_archive(tmp_path / "q.zip", QP=_parties() | {".prj": b"PROJCS[inconnue]"})

    assert "projection que le programme ne connaît pas" in _refus(archive)


@pytest.mark.parametrize("reste", [0, 50, 104])
def test_une_couche_tronquee_est_refusee(tmp_path: Path, reste: int) -> None:
    parties = _parties()
    archive = une_archive(tmp_path / "q.zip", QP=parties | {".shp": parties[".shp"][:reste]})

    assert "abîmée ou incomplète" in _refus(archive)


@pytest.mark.parametrize("fiches", [1, 3])
def test_une_couche_qui_n_a_pas_une_fiche_par_contour_est_refusee(tmp_path: Path, fiches: int) -> None:
    deux = [(ENTIER, "Cité", PERPIGNAN), (VOISIN, "Pins", A_L_EST)]
    autres = des_parties((deux * 2)[:fiches], epsg=4326)
    archive = une_archive(tmp_path / "q.zip", QP=des_parties(deux, epsg=4326) | {".dbf": autres[".dbf"]})

    assert "abîmée ou incomplète" in _refus(archive)


def test_une_archive_demesuree_est_refusee_avant_d_etre_decompressee(tmp_path: Path) -> None:
    archive = une_archive(tmp_path / "q.zip", QP=_parties() | {".shp": bytes(20 << 20)})

    assert "taille démesurée" in _refus(archive)


def test_des_coordonnees_inversees_se_disent(tmp_path: Path) -> None:
    couche = un_geojson(tmp_path / "q.geojson", une_entite(ENTIER, un_carre(42.70, 2.90)))

    assert "longitudes et ses latitudes inversées" in _refus(couche)


def test_des_metres_annonces_en_degres_se_disent(tmp_path: Path) -> None:
    carre = une_entite(ENTIER, un_carre(690_000, 6_180_000, 100))

    assert "coordonnées en mètres" in _refus(un_geojson(tmp_path / "q.geojson", carre, crs="EPSG:4326"))


def test_une_couche_sans_projection_que_rien_ne_fait_deviner_est_refusee(tmp_path: Path) -> None:
    parties = des_parties([(ENTIER, "Cité", un_carre(5_000_000, 5_000_000, 100))])
    del parties[".prj"]

    assert "n’annonce pas sa projection" in _refus(une_archive(tmp_path / "q.zip", QP=parties))


def test_une_couche_de_l_autre_generation_est_refusee(tmp_path: Path) -> None:
    couche = deux_quartiers(tmp_path / "q.geojson")

    assert "est de la génération 2015" in _refus(couche, GenerationQpv.QN2024)


def test_un_tableur_n_est_pas_une_couche(tmp_path: Path) -> None:
    source = tmp_path / "liste.csv"
    source.write_text("CODE;NOM\n")

    assert "n’est pas une couche" in _refus(source)


@pytest.mark.parametrize(("dedans", "couche"), [("q/QP.shp", True), ("q.GeoJSON", True), ("etat.csv", False)])
def test_une_archive_est_une_couche_si_elle_en_contient_une(dedans: str, couche: bool, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "qp.zip", "w") as archive:
        archive.writestr(dedans, b"x")

    assert est_une_couche(tmp_path / "qp.zip") is couche


def test_une_archive_abimee_n_est_pas_une_couche(tmp_path: Path) -> None:
    (tmp_path / "qp.zip").write_bytes(b"PK rien")

    assert not est_une_couche(tmp_path / "qp.zip")
