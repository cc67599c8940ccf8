"""Lire un GeoJSON ; sans mention de projection, il est en WGS84 (RFC 7946), ou se devine s'il n'y tient pas."""

import json
from typing import Any

from relogement.geographie.couche import Couche, Entite, refus

WGS84 = "OGC:CRS84"
_CONSEIL = "Choisissez un GeoJSON, un GeoPackage, ou l’archive .zip d’une couche shapefile."


def lire_geojson(nom: str, contenu: bytes) -> Couche:
    """La couche d'un fichier ; lève ``ErreurMetier`` si ce n'est pas une collection de contours."""
    racine = _json(nom, contenu)
    entites = racine.get("features") if isinstance(racine, dict) else None
    if not isinstance(entites, list):
        raise refus(nom, "n’est pas une collection de contours (« FeatureCollection »)", _CONSEIL)
    lues = tuple(_entite(rang, e) for rang, e in enumerate(entites, 1))
    return Couche(nom, _projection(racine), lues, d_usage=WGS84)


def _json(nom: str, contenu: bytes) -> Any:
    try:
        return json.loads(_texte(contenu))
    except (ValueError, RecursionError) as echec:
        raise refus(nom, "n’est pas du GeoJSON : le fichier est abîmé ou d’un autre format", _CONSEIL) from echec


def _texte(contenu: bytes) -> str:
    try:
        return contenu.decode("utf-8-sig")
    except UnicodeDecodeError:
        return contenu.decode("cp1252", errors="replace")


def _entite(rang: int, entite: Any) -> Entite:
    """Une entité mal faite n'arrête pas la lecture : elle est sans tracé, et sera dite."""
    if not isinstance(entite, dict):
        return Entite(rang, {}, None)
    attributs = entite.get("properties")
    return Entite(rang, attributs if isinstance(attributs, dict) else {}, entite.get("geometry"))


def _projection(racine: dict[str, Any]) -> str:
    """Ce qu'en dit l'ancien membre « crs » ; vide s'il ne dit rien, et la norme dit alors WGS84."""
    try:
        return str(racine["crs"]["properties"]["name"])
    except (TypeError, LookupError):
        return ""
