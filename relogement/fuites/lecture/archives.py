"""Les classeurs, les documents et toute archive : chaque partie est lue, les archives cachées dedans aussi."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from relogement.fuites.lecture.balises import auteurs, clair, decoder, textes_balises
from relogement.fuites.lecture.feuille import ChainesPartagees, Classeur, Feuille
from relogement.fuites.morceaux import Morceau, Nature, Texte

TROP_LOURD = 512 * 1024 * 1024
PROFONDEUR = 4
_SI = re.compile(r"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_PHONETIQUE = re.compile(r"</?(?:\w+:)?[\w]+[^>]*>")
_FEUILLE = re.compile(r"<(?:\w+:)?sheet\b([^>]*)/?>")
_LIEN = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUT = re.compile(r'([\w:]+)="([^"]*)"')
_XF = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^>]*)>")
_CELLULES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_DATES_CONNUES = frozenset(range(14, 23)) | frozenset(range(27, 37)) | frozenset(range(45, 48)) | {50, 57, 58}
_ENTRE_GUILLEMETS = re.compile(r'"[^"]*"|\[[^\]]*\]')
_FIXES = ("docProps/", "xl/theme/", "xl/styles", "[Content_Types]", "_rels/", "word/theme/", "word/styles")
_ANNONCE = ".xml", ".rels", ".vml", ".xhtml", ".html", ".htm", ".svg", ".opf"


def lire(source: Path | bytes, nom: str, profondeur: int = 0) -> Iterator[Morceau]:
    """Toutes les parties d'une archive ; ``nom`` précède le leur."""
    if profondeur > PROFONDEUR:
        yield Texte(nom, "", "trop d’archives les unes dans les autres", Nature.ILLISIBLE)
        return
    try:
        archive = zipfile.ZipFile(source if isinstance(source, Path) else BytesIO(source))
    except (zipfile.BadZipFile, OSError):
        yield Texte(nom, "", "l’archive est abîmée", Nature.ILLISIBLE)
        return
    with archive:
        yield Texte(nom or "archive", decoder(archive.comment), "commentaire de l’archive")
        yield from _parties(archive, nom, profondeur)


def _parties(archive: zipfile.ZipFile, nom: str, profondeur: int) -> Iterator[Morceau]:
    classeur = _classeur(archive, nom)
    feuilles: list[Feuille] = []
    for info in archive.infolist():
        partie = f"{nom} › {info.filename}" if nom else info.filename
        yield Texte(partie, info.filename, "nom de la partie", Nature.TECHNIQUE)
        for ou, octets in (("commentaire", info.comment), ("données ajoutées", info.extra)):
            if octets:
                yield Texte(partie, decoder(octets), ou)
        if info.is_dir():
            continue
        if info.flag_bits & 1 or (info.file_size > TROP_LOURD and "/sheet" not in info.filename):
            yield Texte(partie, "", "chiffrée ou trop lourde", Nature.ILLISIBLE)
        elif re.fullmatch(r"xl/worksheets/[^/]+\.xml", info.filename):
            feuille = Feuille(info.filename, partial(archive.open, info), classeur)
            feuilles.append(feuille)
            yield feuille
            yield from feuille.textes_rares()
        else:
            yield from _partie(archive, info, partie, profondeur, classeur)
    yield from _chaines(archive, classeur, feuilles)


def _partie(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, partie: str, profondeur: int, classeur: Classeur
) -> Iterator[Morceau]:
    from relogement.fuites.lecture import lire_octets

    try:
        octets = archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        yield Texte(partie, "", "partie abîmée", Nature.ILLISIBLE)
        return
    if info.filename.endswith(_ANNONCE) or octets[:5] == b"<?xml":
        if info.filename in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
            yield from auteurs(octets, partie)
        if info.filename != "xl/sharedStrings.xml":
            fixes = info.filename.startswith(_FIXES)
            for texte in textes_balises(octets, partie):
                yield replace(texte, nature=Nature.TECHNIQUE) if fixes else texte
    else:
        yield from lire_octets(octets, partie, profondeur + 1)


def _chaines(archive: zipfile.ZipFile, classeur: Classeur, feuilles: list[Feuille]) -> Iterator[Morceau]:
    if classeur.chaines:
        yield ChainesPartagees("xl/sharedStrings.xml", classeur, feuilles)
        brut = _SI.sub("<si/>", decoder(archive.read("xl/sharedStrings.xml")))
        yield from textes_balises(brut.encode(), "xl/sharedStrings.xml")


def _classeur(archive: zipfile.ZipFile, nom: str) -> Classeur:
    parties = set(archive.namelist())
    if "xl/workbook.xml" not in parties:
        return Classeur()
    feuilles, etats = _feuilles(archive, parties)
    chaines = _chaines_de(archive) if "xl/sharedStrings.xml" in parties else []
    styles = decoder(_contenu(archive, "xl/styles.xml")) if "xl/styles.xml" in parties else ""
    return Classeur(feuilles, etats, chaines, _styles_de_date(styles))


def _feuilles(archive: zipfile.ZipFile, parties: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    liens: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in parties:
        for lien in _LIEN.findall(decoder(_contenu(archive, "xl/_rels/workbook.xml.rels"))):
            attributs = dict(_ATTRIBUT.findall(lien))
            cible = attributs.get("Target", "")
            liens[attributs.get("Id", "")] = cible.lstrip("/") if cible.startswith("/") else f"xl/{cible}"
    noms: dict[str, str] = {}
    etats: dict[str, str] = {}
    for feuille in _FEUILLE.findall(decoder(_contenu(archive, "xl/workbook.xml"))):
        attributs = dict(_ATTRIBUT.findall(feuille))
        partie = liens.get(attributs.get("r:id", ""), "")
        noms[partie] = clair(attributs.get("name", ""))
        etats[partie] = attributs.get("state", "")
    return noms, etats


def _chaines_de(archive: zipfile.ZipFile) -> list[str]:
    source = decoder(_contenu(archive, "xl/sharedStrings.xml"))
    return [clair(_PHONETIQUE.sub("", chaine)) for chaine in _SI.findall(source)]


def _contenu(archive: zipfile.ZipFile, partie: str) -> bytes:
    """Vide si la partie est abîmée : elle sera dite illisible à son tour."""
    try:
        return archive.read(partie)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, KeyError):
        return b""


def _styles_de_date(styles: str) -> frozenset[bytes]:
    """Les rangs des styles de cellule dont le format montre un jour, un mois ou une année."""
    locaux = set(_DATES_CONNUES)
    for attributs in (dict(_ATTRIBUT.findall(f)) for f in _FORMAT.findall(styles)):
        code = _ENTRE_GUILLEMETS.sub("", clair(attributs.get("formatCode", ""))).lower()
        if "y" in code or "a" in code.replace("am/pm", "") or "d" in code or "j" in code:
            locaux.add(int(attributs.get("numFmtId", 0)))
    bloc = _CELLULES.search(styles)
    rangs = enumerate(_XF.findall(bloc.group())) if bloc else ()
    dates = (rang for rang, xf in rangs if int(dict(_ATTRIBUT.findall(xf)).get("numFmtId", 0)) in locaux)
    return frozenset(str(rang).encode() for rang in dates)
