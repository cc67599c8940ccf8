"""Lire les couches d'une archive .zip sans la décompresser sur le disque ni se laisser déborder par elle."""

import io
import struct
import zlib
from collections import defaultdict
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from relogement.erreurs import ErreurMetier
from relogement.geographie.couche import Couche, octets, refus
from relogement.geographie.geojson import lire_geojson
from relogement.geographie.geopackage import EXTENSION as GEOPACKAGE
from relogement.geographie.geopackage import lire_geopackage
from relogement.geographie.shapefile import PARTIES, lire_parties

TAILLE_MAX = 1 << 30
TAILLE_SUSPECTE = 16 << 20
RAPPORT_SUSPECT = 100
ENTREES_MAX = 5_000
_CHIFFREE = 0x1
_GEOJSON = (".geojson", ".json")
_CONSEIL = "Téléchargez-la de nouveau sur le site d’où elle vient."


def lire_archive(chemin: Path) -> list[Couche]:
    """Toutes les couches de l'archive, par nom ; lève ``ErreurMetier`` s'il n'y en a pas."""
    contenu = octets(chemin)
    try:
        with ZipFile(io.BytesIO(contenu)) as archive:
            entrees = [e for e in archive.infolist() if not e.is_dir() and "__MACOSX" not in e.filename]
            _verifier(chemin.name, entrees, len(contenu))
            return _couches(chemin.name, archive, entrees)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, struct.error) as echec:
        raise refus(chemin.name, "n’est pas une archive .zip, ou elle est abîmée", _CONSEIL) from echec


def contient_une_couche(chemin: Path) -> bool:
    """Vrai si l'archive, dont on ne lit que la table, nomme un .shp, un GeoJSON ou un GeoPackage."""
    try:
        with ZipFile(chemin) as archive:
            suffixes = {PurePosixPath(nom).suffix.lower() for nom in archive.namelist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return not suffixes.isdisjoint((".shp", ".geojson", GEOPACKAGE))


def _verifier(nom: str, entrees: list[ZipInfo], taille_lue: int) -> None:
    """Refuse une bombe avant d'en décompresser un octet."""
    taille = sum(entree.file_size for entree in entrees)
    suspecte = taille > TAILLE_SUSPECTE and taille > RAPPORT_SUSPECT * taille_lue
    if suspecte or taille > TAILLE_MAX or len(entrees) > ENTREES_MAX:
        raise refus(nom, "prend, une fois décompressée, une taille démesurée", _CONSEIL)
    if any(entree.flag_bits & _CHIFFREE for entree in entrees):
        raise refus(nom, "est protégée par un mot de passe", "Demandez-la sans mot de passe.")


def _couches(nom: str, archive: ZipFile, entrees: list[ZipInfo]) -> list[Couche]:
    lues = [_geojson(archive, e) for e in entrees if PurePosixPath(e.filename).suffix.lower() in _GEOJSON]
    for entree in entrees:
        if PurePosixPath(entree.filename).suffix.lower() == GEOPACKAGE:
            lues += lire_geopackage(PurePosixPath(entree.filename).name, archive.read(entree))
    for base, parties in sorted(_shapefiles(entrees).items()):
        if ".shp" in parties:
            lues.append(lire_parties(base.name, {p: archive.read(e) for p, e in parties.items()}))
    if not lues:
        raise _sans_couche(nom)
    return lues


def _geojson(archive: ZipFile, entree: ZipInfo) -> Couche:
    return lire_geojson(PurePosixPath(entree.filename).name, archive.read(entree))


def _shapefiles(entrees: list[ZipInfo]) -> dict[PurePosixPath, dict[str, ZipInfo]]:
    """Les parties de chaque couche : même dossier, même nom, extensions différentes."""
    trouves: dict[PurePosixPath, dict[str, ZipInfo]] = defaultdict(dict)
    for entree in entrees:
        chemin = PurePosixPath(entree.filename)
        if (extension := chemin.suffix.lower()) in PARTIES:
            trouves[chemin.with_suffix("")][extension] = entree
    return trouves


def _sans_couche(nom: str) -> ErreurMetier:
    return refus(
        nom,
        "ne contient ni couche .shp, ni GeoJSON, ni GeoPackage",
        "Choisissez l’archive des contours des quartiers.",
    )
