"""Lire un GeoPackage (OGC 12-128) : une base SQLite, ouverte en mémoire et en lecture seule.

SQLite est dans Python et shapely lit le WKB : rien de plus à installer. Une vue sans fin, un déclencheur ou une
base abîmée ne font que refuser le fichier.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from relogement.geographie.couche import Couche, Entite, refus

EXTENSION = ".gpkg"
MAGIE = b"SQLite format 3\0"
_CONSEIL = "Téléchargez-le de nouveau, ou exportez la couche en GeoJSON."
_ENVELOPPES = (0, 32, 48, 48, 64)
_ENTETE = 8
_PAS_MAX = 200_000_000  # d'instructions de la machine de SQLite : bien plus qu'aucune lecture honnête
_INDEFINIS = (-1, 0)
_LIGNES_MAX = 200_000


def lire_geopackage(nom: str, contenu: bytes) -> list[Couche]:
    """Les couches d'un GeoPackage ; lève ``ErreurMetier`` s'il n'en a aucune ou s'il est abîmé."""
    try:
        with closing(_ouvert(contenu)) as base:
            lues = [_couche(base, *ligne) for ligne in base.execute(_COUCHES).fetchall()]
    except (sqlite3.Error, OverflowError, MemoryError) as echec:
        raise refus(nom, "n’est pas un GeoPackage, ou il est abîmé", _CONSEIL) from echec
    if not lues:
        raise refus(nom, "ne contient aucune couche de contours", "Choisissez le GeoPackage des quartiers.")
    return lues


_COUCHES = (
    "SELECT c.table_name, g.column_name, s.srs_id, s.organization, s.organization_coordsys_id, s.definition "
    "FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
    "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
    "WHERE c.data_type = 'features' ORDER BY c.table_name"
)


def _ouvert(contenu: bytes) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(_sans_journal(contenu))
        base.text_factory = lambda octets: octets.decode("utf-8", errors="replace")
        base.execute("PRAGMA trusted_schema=OFF")
        base.execute("PRAGMA query_only=ON")
        base.set_progress_handler(lambda: 1, _PAS_MAX)
    except BaseException:
        base.close()
        raise
    return base


def _sans_journal(contenu: bytes) -> bytes:
    """Une base restée en mode WAL ne s'ouvre pas en mémoire : ses octets 18 et 19 disent son mode."""
    if contenu[18:20] == b"\x02\x02":
        return contenu[:18] + b"\x01\x01" + contenu[20:]
    return contenu


def _couche(
    base: sqlite3.Connection, table: str, colonne: str, srs: int | None, autorite: str | None, numero: int | None,
    definition: str | None,
) -> Couche:  # fmt: skip
    lignes = base.execute(f"SELECT * FROM {_nom(table)}")
    champs = [description[0] for description in lignes.description]
    if colonne not in champs:
        raise sqlite3.DatabaseError(colonne)
    return Couche(table, _projection(srs, autorite, numero, definition), tuple(_entites(lignes, champs, colonne)))


def _nom(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'


def _entites(lignes: sqlite3.Cursor, champs: list[str], colonne: str) -> Iterator[Entite]:
    for rang, ligne in enumerate(lignes, 1):
        if rang > _LIGNES_MAX:
            raise sqlite3.DatabaseError(colonne)
        attributs = dict(zip(champs, ligne, strict=True))
        trace = attributs.pop(colonne)
        textes = {nom: valeur for nom, valeur in attributs.items() if not isinstance(valeur, bytes)}
        yield Entite(rang, textes, _trace(trace))


def _trace(binaire: Any) -> Any:
    """Le contour d'une cellule : un en-tête « GP », une enveloppe facultative, du WKB ; vide sinon."""
    import shapely

    if not isinstance(binaire, bytes) or binaire[:2] != b"GP" or len(binaire) <= _ENTETE:
        return None
    enveloppe = (binaire[3] >> 1) & 0b111
    if enveloppe >= len(_ENVELOPPES):
        return None
    try:
        contour = shapely.from_wkb(binaire[_ENTETE + _ENVELOPPES[enveloppe] :])
    except (shapely.errors.ShapelyError, ValueError, TypeError):
        return None
    return None if contour is None or contour.is_empty else contour


def _projection(srs: int | None, autorite: str | None, numero: int | None, definition: str | None) -> str:
    """« EPSG:2154 » ; à défaut sa définition ; vide pour les systèmes « indéfinis » de la norme."""
    if srs is None or srs in _INDEFINIS:
        return ""
    if autorite and numero and str(autorite).upper() == "EPSG":
        return f"EPSG:{numero}"
    return definition or ""
