"""Lire une couche shapefile : .shp, .dbf et .prj, dans l'encodage que dit le .cpg ou que montrent les octets."""

import codecs
import io
import struct
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from relogement.geographie.couche import Couche, Entite, octets, refus

PARTIES = (".shp", ".dbf", ".prj", ".cpg")
_OBLIGATOIRES = {".dbf": "le code de chaque quartier"}
_CONSEIL = "Demandez la couche entière, ou exportez-la de nouveau."
_UTF8 = "utf-8"
_WINDOWS = "cp1252"
_ENTETE = 100


def lire_shp(chemin: Path) -> Couche:
    """La couche d'un .shp, avec les fichiers de même nom qui sont à côté."""
    voisins = {v.suffix.lower(): v for v in chemin.parent.iterdir() if v.stem.lower() == chemin.stem.lower()}
    return lire_parties(chemin.stem, {p: octets(voisins[p]) for p in PARTIES if p in voisins})


def lire_parties(nom: str, parties: Mapping[str, bytes]) -> Couche:
    """La couche faite de ces parties, par extension."""
    for partie, apport in _OBLIGATOIRES.items():
        if not parties.get(partie, b"").strip():
            raise refus(nom, f"n’a pas de fichier {partie}, qui donne {apport}", f"Joignez-le. {_CONSEIL}")
    projection = parties.get(".prj", b"").decode(_UTF8, errors="replace").strip("\0 \t\r\n\ufeff")
    return Couche(nom, projection, tuple(_entites(nom, parties)))


def _entites(nom: str, parties: Mapping[str, bytes]) -> list[Entite]:
    from shapefile import ShapefileException

    abimee = refus(nom, "est une couche abîmée ou incomplète : ses contours ne se lisent pas", _CONSEIL)
    if len(parties[".shp"]) < max(_ENTETE, 2 * int.from_bytes(parties[".shp"][24:28], "big")):
        raise abimee
    try:
        return _lignes(parties)
    except (
        ShapefileException,
        struct.error,
        ValueError,
        LookupError,
        ArithmeticError,
        AttributeError,
        EOFError,
        MemoryError,
        TypeError,
    ) as echec:
        raise abimee from echec


def _lignes(parties: Mapping[str, bytes]) -> list[Entite]:
    from shapefile import Reader

    # Une fiche sans forme, ou l'inverse, décalerait les codes : ``strict`` le refuse.
    flux = {partie[1:]: io.BytesIO(parties[partie]) for partie in (".shp", ".dbf")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # l'en-tête qui se trompe de longueur
        with Reader(**flux, encoding=_encodage(parties), encodingErrors="replace") as lecteur:
            lignes = zip(lecteur.iterRecords(), lecteur.iterShapes(), strict=True)
            return [Entite(rang, fiche.as_dict(), _trace(forme)) for rang, (fiche, forme) in enumerate(lignes, 1)]


def _trace(forme: Any) -> Any:
    return None if forme is None or not forme.points else forme.__geo_interface__


def _encodage(parties: Mapping[str, bytes]) -> str:
    """Celui du .cpg s'il est connu ; sinon UTF-8 si les octets en sont, sinon l'alphabet de Windows."""
    annonce = parties.get(".cpg", b"").decode("ascii", errors="ignore").strip().lower().replace("ansi ", "")
    try:
        return codecs.lookup(f"cp{annonce}" if annonce.isdigit() and len(annonce) <= 4 else annonce).name
    except LookupError:
        return _UTF8 if _est_utf8(parties[".dbf"]) else _WINDOWS


def _est_utf8(dbf: bytes) -> bool:
    """Lu après l'en-tête, dont les octets de longueur ne sont pas du texte."""
    entete = int.from_bytes(dbf[8:10], "little")
    try:
        dbf[entete:].decode(_UTF8)
    except UnicodeDecodeError:
        return False
    return True
