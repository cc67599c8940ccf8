"""Lire un GeoPackage : ses couches, leur système, ses cellules abîmées ; et refuser ce qui n'en est pas un."""

import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from relogement.erreurs import ErreurMetier
from relogement.geographie import lire_quartiers
from tests.relogement.geographie.couches import A_L_EST, ENTIER, PERPIGNAN, VOISIN, un_geopackage

CARRE, CARRE_A_L_EST = shapely.Polygon(PERPIGNAN), shapely.MultiPolygon([shapely.Polygon(A_L_EST)])
EN_LAMBERT = shapely.transform(
    CARRE, lambda xy: np.column_stack(Transformer.from_crs(4326, 2154, always_xy=True).transform(*xy.T))
)


def test_un_geopackage_donne_ses_quartiers_et_leur_nom(tmp_path: Path) -> None:
    source = un_geopackage(tmp_path / "q.gpkg", [(ENTIER, "Cité", CARRE), (VOISIN, "Pins", CARRE_A_L_EST)])

    lus = lire_quartiers(source).objets

    assert [(q.code, q.nom, q.projection) for q in lus] == [(ENTIER, "Cité", "WGS84"), (VOISIN, "Pins", "WGS84")]
    assert shapely.from_wkb(lus[0].geometrie).equals(CARRE)


def test_son_systeme_est_celui_de_la_table_des_systemes(tmp_path: Path) -> None:
    source = un_geopackage(tmp_path / "q.gpkg", [(ENTIER, "Cité", EN_LAMBERT)], srs=2154)

    (quartier,) = lire_quartiers(source).objets

    assert quartier.projection == "Lambert-93"
    assert quartier.bornes == pytest.approx((2.90, 42.70, 2.91, 42.71), abs=1e-7)


def test_un_systeme_indefini_se_devine_et_se_dit(tmp_path: Path) -> None:
    source = un_geopackage(tmp_path / "q.gpkg", [(ENTIER, "Cité", EN_LAMBERT)], srs=-1)

    lecture = lire_quartiers(source)

    assert [q.projection for q in lecture.objets] == ["Lambert-93"]
    assert any("devinée" in a.message and "Lambert-93" in a.message for a in lecture.anomalies)


def test_une_cellule_abimee_est_ecartee_et_les_autres_restent(tmp_path: Path) -> None:
    abimees = [(f"QP06600{n}", "x", c) for n, c in enumerate((None, b"", b"GP", b"GP\0\1" + bytes(40), b"abc"), 3)]
    source = un_geopackage(tmp_path / "q.gpkg", [(ENTIER, "Cité", CARRE), *abimees])

    lecture = lire_quartiers(source)

    assert [q.code for q in lecture.objets] == [ENTIER]
    assert len(lecture.ecartees) == 5


def test_un_geopackage_reste_en_mode_wal_se_lit_et_ne_laisse_rien_a_cote(tmp_path: Path) -> None:
    source = un_geopackage(tmp_path / "q.gpkg", [(ENTIER, "Cité", CARRE)], wal=True)
    avant = source.read_bytes()

    assert [q.code for q in lire_quartiers(source).objets] == [ENTIER]
    assert source.read_bytes() == avant
    assert [f.name for f in tmp_path.iterdir()] == ["q.gpkg"]


def test_un_geopackage_dans_une_archive_se_lit(tmp_path: Path) -> None:
    source = un_geopackage(tmp_path / "q.gpkg", [(ENTIER, "Cité", CARRE)])
    with ZipFile(tmp_path / "q.zip", "w") as archive:
        archive.write(source, "../../dehors/q.gpkg")

    assert [q.code for q in lire_quartiers(tmp_path / "q.zip").objets] == [ENTIER]
    assert not (tmp_path.parent.parent / "dehors").exists()


def test_le_nom_de_la_table_ne_peut_rien_commander(tmp_path: Path) -> None:
    piege = 'q"; DROP TABLE gpkg_contents; --'
    source = un_geopackage(tmp_path / "q.gpkg", [], table="qpv")
    with closing(sqlite3.connect(source)) as base:
        base.execute(f'CREATE TABLE "{piege.replace(chr(34), chr(34) * 2)}" (geom BLOB, code_qp TEXT)')
        base.execute("UPDATE gpkg_contents SET table_name = ?", (piege,))
        base.execute("UPDATE gpkg_geometry_columns SET table_name = ?", (piege,))
        base.commit()

    with pytest.raises(ErreurMetier, match="aucun contour"):
        lire_quartiers(source)


def test_une_vue_sans_fin_est_arretee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relogement.geographie.geopackage._PAS_MAX", 100_000)
    source = un_geopackage(tmp_path / "q.gpkg", [], table="qpv")
    with closing(sqlite3.connect(source)) as base:
        base.execute("DROP TABLE qpv")
        sans_fin = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS geom FROM n"
        base.execute(f"CREATE VIEW qpv AS {sans_fin}")
        base.commit()

    with pytest.raises(ErreurMetier, match="n’est pas un GeoPackage"):
        lire_quartiers(source)


@pytest.mark.parametrize("contenu", [b"", b"abc", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(200)])
def test_ce_qui_n_est_pas_un_geopackage_est_refuse(tmp_path: Path, contenu: bytes) -> None:
    source = tmp_path / "q.gpkg"
    source.write_bytes(contenu)

    with pytest.raises(ErreurMetier, match="GeoPackage"):
        lire_quartiers(source)


def test_une_base_sqlite_sans_couche_est_refusee(tmp_path: Path) -> None:
    source = tmp_path / "q.gpkg"
    with closing(sqlite3.connect(source)) as base:
        base.execute("CREATE TABLE t (a)")
        base.commit()

    with pytest.raises(ErreurMetier, match="GeoPackage"):
        lire_quartiers(source)
