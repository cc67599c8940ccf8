"""Lire un GeoJSON ; sans mention de projection, il est en WGS84 (RFC 7946)."""

import json
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.geographie.couche import Couche, Entite, refus

WGS84 = "OGC:CRS84"
_CONSEIL = "Choisissez un GeoJSON, ou l’archive .zip d’une couche shapefile."


def lire_geojson(nom: str, contenu: bytes) -> Couche:
    """La couche d'un fichier ; lève ``ErreurMetier`` si ce n'est pas une collection de contours."""
    racine = _json(nom, contenu)
    entites = racine.get("features") if isinstance(racine, dict) else None
    if not isinstance(entites, list):
        raise refus(nom, "n’est pas une collection de contours (« FeatureCollection »)", _CONSEIL)
    return Couche(nom, _projection(nom, racine), tuple(_entite(rang, e) for rang, e in enumerate(entites, 1)))


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


def _projection(nom: str, racine: dict[str, Any]) -> str:
    crs = racine.get("crs")
    if crs is None:
        return WGS84
    try:
        return str(crs["properties"]["name"])
    except (TypeError, KeyError) as echec:
        raise _sans_nom(nom) from echec


def _sans_nom(nom: str) -> ErreurMetier:
    return refus(nom, "a une projection qui n’est pas nommée", "Exportez la couche en Lambert-93 ou en WGS84.")
