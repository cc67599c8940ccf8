"""Fabriquer des couches de quartiers fictives : GeoJSON, ou archive .zip d'un shapefile."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

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


def une_archive(vers: Path, **couches: Mapping[str, bytes]) -> Path:
    """Une archive .zip où sont ces couches, chacune sous son nom."""
    with ZipFile(vers, "w", ZIP_DEFLATED) as archive:
        for nom, parties in couches.items():
            for extension, contenu in parties.items():
                archive.writestr(f"dossier/{nom}{extension}", contenu)
    return vers
