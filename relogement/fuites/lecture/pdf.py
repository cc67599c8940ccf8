"""Un PDF : le texte de ses pages, et toutes les chaînes de tous ses objets, même ceux qu'aucune page ne montre."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from relogement.fuites.lecture.balises import INSTANT, textes_balises
from relogement.fuites.morceaux import Morceau, Nature, Texte

_FLUX = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_CHAINE = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
_INSTANT_PDF = re.compile(r"D:\d{8,14}(?:[Z+\-][\d']*)?")
_AUTEURS = ("/Author", "/Creator", "/Producer")
_CLES = {
    "/Contents": "annotation", "/T": "champ ou annotation", "/TU": "champ", "/V": "champ", "/DV": "champ",
    "/Title": "titre ou signet", "/RC": "annotation", "/Subj": "annotation", "/F": "pièce jointe",
    "/UF": "pièce jointe", "/Desc": "pièce jointe", "/ActualText": "texte de remplacement",
    "/Alt": "texte de remplacement", "/E": "texte de remplacement", "/JS": "script", "/URI": "lien",
    "/Keywords": "mots-clés", "/Subject": "sujet",
}  # fmt: skip


def lire(octets: bytes, nom: str, profondeur: int) -> Iterator[Morceau]:
    """Les pages, les objets, puis ce que d'anciennes versions du fichier y ont laissé."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    prefixe = f"{nom} › " if nom else ""
    try:
        lecteur = PdfReader(BytesIO(octets))
        if lecteur.is_encrypted and not lecteur.decrypt(""):
            yield Texte(nom or "document", "", "protégé par un mot de passe", Nature.ILLISIBLE)
            return
        yield from _pages(lecteur, prefixe)
        yield from _objets(lecteur, prefixe, profondeur)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as erreur:
        yield Texte(nom or "document", "", f"le PDF ne se lit pas ({type(erreur).__name__})", Nature.ILLISIBLE)
    yield Texte(f"{prefixe}anciennes versions", "")
    for texte in _restes(octets):
        yield Texte(f"{prefixe}anciennes versions", texte)


def _pages(lecteur: Any, prefixe: str) -> Iterator[Texte]:
    """Chaque page d'un seul tenant : « MARTIN HABITAT » peut être coupé en deux lignes."""
    for rang, page in enumerate(lecteur.pages, 1):
        yield Texte(f"{prefixe}page {rang}", " ".join(page.extract_text().split()))


def _objets(lecteur: Any, prefixe: str, profondeur: int) -> Iterator[Morceau]:
    from pypdf.generic import IndirectObject

    informations = lecteur.trailer.get("/Info")
    yield Texte(f"{prefixe}métadonnées", "")
    yield from _informations(informations.get_object() if informations is not None else {}, prefixe)
    for generation, table in list(lecteur.xref.items()):
        for numero in list(table):
            yield from _objet(lecteur.get_object(IndirectObject(numero, generation, lecteur)), prefixe, profondeur)
    for numero in list(lecteur.xref_objStm):
        yield from _objet(lecteur.get_object(IndirectObject(numero, 0, lecteur)), prefixe, profondeur)


def _informations(informations: Any, prefixe: str) -> Iterator[Texte]:
    for cle, valeur in informations.items():
        texte = _INSTANT_PDF.sub("", str(valeur))
        nature = Nature.AUTEUR if cle in _AUTEURS else Nature.PROSE
        if texte.strip():
            yield Texte(f"{prefixe}métadonnées", texte, f"propriété {cle[1:]}", nature)


def _objet(objet: Any, prefixe: str, profondeur: int) -> Iterator[Morceau]:
    from pypdf.generic import ContentStream, EncodedStreamObject, StreamObject

    yield from _chaines(objet, prefixe)
    if not isinstance(objet, (StreamObject, EncodedStreamObject)) or isinstance(objet, ContentStream):
        return
    if objet.get("/Subtype") == "/Image" or "/Length1" in objet or "/FontFile" in objet:
        return
    donnees = objet.get_data()
    if objet.get("/Type") == "/Metadata" or donnees[:5] in (b"<?xml", b"<?xpa"):
        yield from _xmp(donnees, prefixe)
    elif objet.get("/Type") == "/EmbeddedFile":
        from relogement.fuites.lecture import lire_octets

        yield from lire_octets(donnees, f"{prefixe}pièce jointe", profondeur + 1)
    elif objet.get("/Type") not in ("/XRef", "/ObjStm"):
        yield from _flux(donnees, f"{prefixe}flux de contenu")


def _xmp(donnees: bytes, prefixe: str) -> Iterator[Texte]:
    for texte in textes_balises(donnees, f"{prefixe}métadonnées XMP"):
        yield Texte(texte.partie, INSTANT.sub(" ", texte.texte), texte.ou, texte.nature)


def _chaines(objet: Any, prefixe: str, cle: str = "") -> Iterator[Texte]:
    """Les chaînes d'un objet, à toute profondeur, sans suivre les liens : chaque objet passe à son tour."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, TextStringObject

    if isinstance(objet, DictionaryObject):
        yield from _dictionnaire(objet, prefixe)
    elif isinstance(objet, ArrayObject):
        for valeur in objet:
            yield from _chaines(valeur, prefixe, cle)
    elif isinstance(objet, (TextStringObject, ByteStringObject)):
        texte = objet.decode("latin-1") if isinstance(objet, ByteStringObject) else str(objet)
        yield Texte(f"{prefixe}{_CLES.get(cle, 'objets')}", texte)


def _dictionnaire(objet: Any, prefixe: str) -> Iterator[Texte]:
    if "/CIDSystemInfo" in objet or "/FontName" in objet:
        return
    for nom, valeur in objet.items():
        if nom not in (*_AUTEURS, "/ID", "/CreationDate", "/ModDate", "/M"):
            yield from _chaines(valeur, prefixe, nom)


def _flux(donnees: bytes, partie: str) -> Iterator[Texte]:
    """Les chaînes d'un contenu, avec leur crénage retiré et sans lui."""
    chaines = [_deplier(chaine) for chaine in _CHAINE.findall(donnees)]
    if chaines:
        yield Texte(partie, "".join(chaines), nature=Nature.TECHNIQUE)
        yield Texte(partie, " ".join(chaines), nature=Nature.TECHNIQUE)


def _deplier(chaine: tuple[bytes, bytes]) -> str:
    litterale, hexa = chaine
    if hexa:
        octets = bytes.fromhex("".join(hexa.decode().split()).ljust(2, "0")[: len(hexa) // 2 * 2])
        return octets.decode(
            "utf-16-be" if octets[:1] == b"\0" or octets[:2] == b"\xfe\xff" else "latin-1", "replace"
        )
    claire = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8) & 255]), litterale)
    claire = re.sub(rb"\\([nrtbf()\\])", lambda m: {b"n": b" ", b"r": b" ", b"t": b" "}.get(m[1], m[1]), claire)
    if claire[:2] == b"\xfe\xff":
        return claire.decode("utf-16-be", "replace")
    return claire.decode("latin-1")


def _restes(octets: bytes) -> Iterator[str]:
    """Les chaînes du fichier brut : un PDF corrigé garde ses versions d'avant."""
    if octets.count(b"startxref") < 2:
        return
    hors_flux = _FLUX.sub(b" ", octets)
    yield _INSTANT_PDF.sub("", " ".join(_deplier(c) for c in _CHAINE.findall(hors_flux)))
    for flux in _FLUX.findall(octets):
        try:
            yield " ".join(_deplier(c) for c in _CHAINE.findall(zlib.decompress(flux)))
        except zlib.error:
            continue
