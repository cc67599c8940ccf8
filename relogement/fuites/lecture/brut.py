"""Ce qui n'a pas de lecteur à lui : les textes que portent les octets, en ASCII, en UTF-8 et en UTF-16."""

import json
import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from relogement.fuites.lecture.balises import decoder
from relogement.fuites.morceaux import Morceau, Nature, Texte

_SUITES = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xc5][\x80-\xbf]|[\xe0-\xff](?=[a-zA-Z])){4,}")
_LARGES = re.compile(rb"(?:[\x20-\x7e\xc0-\xff]\0){4,}")
_TEXTES_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


def lire_image(octets: bytes, nom: str) -> Iterator[Morceau]:
    """Les textes d'une image PNG, et ceux qui suivent sa fin ; ses points ne sont pas lus."""
    partie, ou = nom or "image", 8
    yield Texte(partie, "")
    while ou + 8 <= len(octets):
        longueur, genre = struct.unpack(">I4s", octets[ou : ou + 8])
        donnees = octets[ou + 8 : ou + 8 + longueur]
        if genre in _TEXTES_PNG:
            yield Texte(partie, _texte_png(genre, donnees), f"texte {genre.decode()}")
        elif genre not in (b"IDAT", b"iCCP"):
            for texte in suites(donnees):
                yield Texte(partie, texte, f"bloc {genre.decode('latin-1')}")
        ou += longueur + 12
        if genre == b"IEND":
            break
    for texte in suites(octets[ou:]):
        yield Texte(partie, texte, "après la fin de l’image")


def lire_json(octets: bytes, nom: str) -> Iterator[Morceau]:
    """Chaque clé et chaque valeur, avec son chemin ; le texte brut s'il est mal formé."""
    try:
        donnees = json.loads(decoder(octets))
    except ValueError:
        yield from lire_brut(octets, nom)
        return
    yield from _valeurs(donnees, nom or "données", "")


def lire_brut(octets: bytes, nom: str) -> Iterator[Morceau]:
    yield Texte(nom or "fichier", "")
    for texte in suites(octets):
        yield Texte(nom or "fichier", texte)


def suites(octets: bytes) -> Iterator[str]:
    for suite in set(_SUITES.findall(octets)):
        yield suite.decode("utf-8") if _est_utf8(suite) else suite.decode("cp1252", "replace")
    for suite in set(_LARGES.findall(octets)):
        yield suite.decode("utf-16-le", "replace")


def illisible(nom: str, pourquoi: str) -> Texte:
    return Texte(nom or "fichier", "", pourquoi, Nature.ILLISIBLE)


def _est_utf8(octets: bytes) -> bool:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _texte_png(genre: bytes, donnees: bytes) -> str:
    cle, _, reste = donnees.partition(b"\0")
    try:
        if genre == b"zTXt":
            return f"{cle.decode('latin-1')} {zlib.decompress(reste[1:]).decode('latin-1')}"
        if genre == b"iTXt":
            comprime, _, suite = reste[:1] == b"\1", reste[:2], reste[2:]
            texte = suite.split(b"\0", 2)[-1]
            clair = zlib.decompress(texte) if comprime else texte
            return f"{cle.decode('latin-1')} {clair.decode('utf-8', 'replace')}"
    except zlib.error:
        pass
    if genre == b"eXIf":
        return " ".join(suites(donnees))
    return f"{cle.decode('latin-1')} {reste.decode('latin-1')}"


def _valeurs(donnees: Any, partie: str, chemin: str) -> Iterator[Texte]:
    if isinstance(donnees, dict):
        for cle, valeur in donnees.items():
            yield Texte(partie, str(cle), f"clé {chemin or 'de tête'}", Nature.TECHNIQUE)
            yield from _valeurs(valeur, partie, f"{chemin}.{cle}" if chemin else str(cle))
    elif isinstance(donnees, list):
        for rang, valeur in enumerate(donnees):
            yield from _valeurs(valeur, partie, f"{chemin}[{rang}]")
    elif donnees is not None and not isinstance(donnees, bool):
        yield Texte(partie, str(donnees), chemin)
