"""Des fichiers quelconques : chacun se lit ou se refuse d'une phrase, jamais d'une trace."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon

from relogement.erreurs import ErreurMetier
from relogement.geographie import lire_quartiers
from tests.relogement.geographie.couches import (
    A_L_EST,
    ENTIER,
    PERPIGNAN,
    VOISIN,
    des_parties,
    deux_quartiers,
    un_geojson,
    un_geopackage,
    une_archive,
    une_entite,
)

EXTENSIONS = (".geojson", ".zip", ".gpkg", ".shp", ".kml", ".gml", "")
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda feuilles: st.lists(feuilles, max_size=4) | st.dictionaries(st.text(max_size=6), feuilles, max_size=4),
    max_leaves=12,
)


def _lire(contenu: bytes, extension: str) -> None:
    with tempfile.TemporaryDirectory() as dossier:
        source = Path(dossier) / f"q{extension}"
        source.write_bytes(contenu)
        try:
            lire_quartiers(source)
        except ErreurMetier as refus:
            assert str(refus).endswith(".")


@given(st.binary(max_size=400), st.sampled_from(EXTENSIONS))
@settings(max_examples=150)
def test_des_octets_au_hasard_ne_font_qu_une_phrase(contenu: bytes, extension: str) -> None:
    _lire(contenu, extension)


@pytest.fixture(scope="module")
def sains() -> dict[str, bytes]:
    """Un fichier sain de chaque format."""
    with tempfile.TemporaryDirectory() as nom:
        dossier = Path(nom)
        parties = des_parties([(ENTIER, "Cité", PERPIGNAN), (VOISIN, "Pins", A_L_EST)], epsg=4326)
        lignes = [(ENTIER, "Cité", Polygon(PERPIGNAN)), (VOISIN, "Pins", Polygon(A_L_EST))]
        return {
            ".geojson": deux_quartiers(dossier / "q.geojson").read_bytes(),
            ".zip": une_archive(dossier / "q.zip", QP=parties).read_bytes(),
            ".gpkg": un_geopackage(dossier / "q.gpkg", lignes).read_bytes(),
        }


@given(st.data())
@settings(max_examples=200)
def test_un_fichier_tronque_ou_abime_ne_fait_qu_une_phrase(sains: dict[str, bytes], data: st.DataObject) -> None:
    extension = data.draw(st.sampled_from(sorted(sains)))
    contenu = bytearray(sains[extension])
    for _ in range(data.draw(st.integers(0, 12))):
        contenu[data.draw(st.integers(0, len(contenu) - 1))] = data.draw(st.integers(0, 255))
    _lire(bytes(contenu[: data.draw(st.integers(0, len(contenu)))]) or b"x", extension)


@given(st.data())
@settings(max_examples=150)
def test_un_shapefile_dont_une_partie_est_abimee_ne_fait_qu_une_phrase(data: st.DataObject) -> None:
    parties = des_parties([(ENTIER, "Cité", PERPIGNAN), (VOISIN, "Pins", A_L_EST)], epsg=4326)
    nom = data.draw(st.sampled_from([".shp", ".dbf", ".prj"]))
    partie = bytearray(parties[nom])
    for _ in range(data.draw(st.integers(1, 8))):
        partie[data.draw(st.integers(0, len(partie) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as dossier:
        archive = une_archive(Path(dossier) / "q.zip", QP=parties | {nom: bytes(partie)})
        _lire(archive.read_bytes(), ".zip")


@given(trace=JSON, attributs=JSON, crs=JSON)
@settings(max_examples=150)
def test_un_json_quelconque_ne_fait_qu_une_phrase(trace: Any, attributs: Any, crs: Any) -> None:
    sain = une_entite(ENTIER, PERPIGNAN)
    entites = [sain, {"type": "Feature", "properties": attributs, "geometry": trace}, trace]
    for genre in ("Polygon", "MultiPolygon", "GeometryCollection"):
        geometrie = {"type": genre, "coordinates": trace, "geometries": trace}
        entites.append({"type": "Feature", "properties": {"code_qp": VOISIN}, "geometry": geometrie})
    racine = {"type": "FeatureCollection", "features": entites, "crs": crs}
    _lire(json.dumps(racine).encode(), ".geojson")


@given(st.permutations(["code_qp", "nom", "geometry"]), st.booleans())
def test_des_colonnes_dans_un_autre_ordre_ou_inversees_se_lisent(ordre: list[str], inverse: bool) -> None:
    """Le code dans le champ du nom et le nom dans celui du code : rien n'est gardé sous un faux code."""
    valeurs: dict[str, Any] = {
        "code_qp": "Les Lilas" if inverse else ENTIER,
        "nom": ENTIER if inverse else "Lilas",
    }
    attributs = {champ: valeurs[champ] for champ in ordre if champ in valeurs}
    with tempfile.TemporaryDirectory() as dossier:
        entite = une_entite(None, PERPIGNAN) | {"properties": attributs}
        source = un_geojson(Path(dossier) / "q.geojson", entite)
        if inverse:
            with pytest.raises(ErreurMetier):
                lire_quartiers(source)
        else:
            assert [q.code for q in lire_quartiers(source).objets] == [ENTIER]
