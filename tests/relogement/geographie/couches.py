"""Fabriquer des couches de quartiers fictives : GeoJSON, ou archive .zip d'un shapefile."""

import io
import json
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import shapely
from pyproj import CRS

Anneau = list[tuple[float, float]]
ENTIER = "QP066001"
VOISIN = "QP066002"


def un_carre(ouest: float, sud: float, cote: float = 0.01) -> Anneau:
    """Un carré, dans l'ordre d'un shapefile (sens des aiguilles d'une montre)."""
    est, nord = round(ouest + cote, 6), round(sud + cote, 6)
    return [(ouest, sud), (ouest, nord), (est, nord), (est, sud), (ouest, sud)]


PERPIGNAN = un_carre(2.90, 42.70)
A_L_EST = un_carre(2.92, 42.70)


def une_entite(code: str | None, anneau: Any, **attributs: Any) -> dict[str, Any]:
    trace = anneau if isinstance(anneau, dict) else {"type": "Polygon", "coordinates": [anneau]}
    return {"type": "Feature", "properties": {"code_qp": code} | attributs, "geometry": trace}


def un_geojson(vers: Path, *entites: Mapping[str, Any], crs: str | None = None) -> Path:
    """Une collection d'entités, avec la projection qu'elle annonce s'il y en a une."""
    racine: dict[str, Any] = {"type": "FeatureCollection", "features": list(entites)}
    if crs is not None:
        racine["crs"] = {"type": "name", "properties": {"name": crs}}
    vers.write_text(json.dumps(racine), "utf-8")
    return vers


def deux_quartiers(vers: Path) -> Path:
    """Un département entier : ses deux quartiers se suivent depuis 1."""
    entites = (une_entite(ENTIER, PERPIGNAN, nom_qp="Les Lilas"), une_entite(VOISIN, A_L_EST, nom_qp="Les Pins"))
    return un_geojson(vers, *entites)


def des_parties(
    quartiers: Sequence[tuple[str, str, Anneau]],
    *,
    epsg: int = 2154,
    champs: tuple[str, str] = ("CODE_QP", "NOM_QP"),
    encodage: str = "cp1252",
) -> dict[str, bytes]:
    """Les fichiers d'un shapefile, par extension."""
    from shapefile import Writer

    flux = {nom: io.BytesIO() for nom in ("shp", "shx", "dbf")}
    with Writer(**flux, encoding=encodage) as couche:
        for champ in champs:
            couche.field(champ, "C", 60)
        for code, nom, anneau in quartiers:
            couche.poly([anneau])
            couche.record(code, nom)
    prj = CRS.from_epsg(epsg).to_wkt("WKT1_ESRI").encode()
    return {f".{nom}": f.getvalue() for nom, f in flux.items()} | {".prj": prj}


def un_geopackage(
    vers: Path, lignes: Sequence[tuple[str, str, Any]], *, srs: int = 4326, wal: bool = False, table: str = "qpv"
) -> Path:
    """Un GeoPackage d'une couche (code, nom, contour shapely ou WKB), d'après la norme OGC 12-128."""
    with closing(sqlite3.connect(vers)) as base:
        base.executescript(_NORME)
        base.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?)", (table, srs))
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)", (table, srs))
        base.execute(f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY, geom BLOB, code_qp TEXT, lib_qp TEXT)')
        for code, nom, contour in lignes:
            base.execute(f'INSERT INTO "{table}" VALUES (NULL, ?, ?, ?)', (_cellule(contour, srs), code, nom))
        base.commit()
        if wal:
            base.execute("PRAGMA journal_mode=WAL")
    return vers


def _cellule(contour: Any, srs: int) -> bytes | None:
    """L'en-tête « GP », l'enveloppe (quatre nombres), le WKB."""
    if contour is None or isinstance(contour, bytes):
        return contour
    ouest, sud, est, nord = contour.bounds
    entete = b"GP" + bytes([0, 0b011]) + struct.pack("<i", srs)
    return entete + struct.pack("<4d", ouest, est, sud, nord) + bytes(shapely.to_wkb(contour))


_NORME = """
CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER,
    definition TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
    z INTEGER, m INTEGER);
INSERT INTO gpkg_spatial_ref_sys VALUES (-1, 'NONE', -1, 'undefined'), (0, 'NONE', 0, 'undefined'),
    (4326, 'EPSG', 4326, ''), (2154, 'EPSG', 2154, ''), (2975, 'epsg', 2975, '');
"""


def une_archive(vers: Path, **couches: Mapping[str, bytes]) -> Path:
    """Une archive .zip où sont ces couches, chacune sous son nom."""
    with ZipFile(vers, "w", ZIP_DEFLATED) as archive:
        for nom, parties in couches.items():
            for extension, contenu in parties.items():
                archive.writestr(f"dossier/{nom}{extension}", contenu)
    return vers
