"""Reconnaître un fichier à son contenu : l'extension ment souvent (.xls qui est du HTML, du CSV, de l'ODS)."""

import re
from enum import Enum, auto
from pathlib import Path
from zipfile import ZipFile

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture.archive import verifier_archive
from relogement.imports.lecture.ole import verifier_ole
from relogement.imports.lecture.refus import demesure, pas_un_classeur, protege, refus, refus_en_clair
from relogement.imports.lecture.source import Source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHIFFRE = "EncryptedPackage".encode("utf-16-le")
FLUX_XLS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
GZ = b"\x1f\x8b"
SIGNATURES = {
    b"%PDF": "un PDF",
    b"{\\rtf": "un document RTF",
    b"7z\xbc\xaf": "un fichier compressé",
    b"Rar!": "un fichier compressé",
    b"BZh": "un fichier compressé",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"BM": "une image",
    b"II*\0": "une image",
    b"MM\0*": "une image",
    b"RIFF": "une image ou un son",
    b"MZ": "un programme",
    b"\x7fELF": "un programme",
    b"SQLite format 3": "une base de données",
}
BLANCS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
DEBUT = 8192
COURT = 512
BOF = b"\x09\x08\x10\x00\x00\x06\x05\x00"
FILEPASS = b"\x2f\x00"
ENREGISTREMENTS_VUS = 6
JSON = re.compile(rb"[\[{]\s*(?:[\[{]\s*)?(?:\"[^\"\n]*\"\s*:|[\]}])")
TAILLE_MAX = 1 << 30
DOCUMENTS = {
    "word/document.xml": "est un document Word, pas un classeur",
    "ppt/presentation.xml": "est une présentation PowerPoint, pas un classeur",
    "mimetype": "est un document OpenDocument ou EPUB, pas un classeur",
}
TABLEUR_ODS = b"opendocument.spreadsheet"
DOCUMENTS_OLE = {
    "WordDocument": "est un document Word, pas un classeur",
    "PowerPoint Document": "est une présentation",
}


class Contenu(Enum):
    XLSX = auto()
    ODS = auto()
    XLS = auto()
    HTML = auto()
    XML_2003 = auto()
    TEXTE = auto()
    GZ = auto()


def contenu(chemin: Path) -> Contenu:
    """La nature réelle du fichier, ou une phrase qui dit pourquoi il ne peut pas être lu."""
    debut = _debut(chemin)
    if debut.startswith(b"PK"):
        return _archive(chemin)
    if debut.startswith(OLE):
        return _ole(chemin)
    if debut.startswith(GZ):
        return Contenu.GZ
    return _texte_ou_refus(debut, chemin)


def texte_de(source: Source) -> Contenu:
    """La nature d'un texte en mémoire ; ce qui n'en est pas un ne se lit pas compressé."""
    with source.ouvrir() as flux:
        debut = flux.read(DEBUT)
    if not debut.strip(BLANCS):
        raise _vide(source.chemin)
    if debut.startswith((b"PK", OLE, GZ)):
        conseil = "Décompressez-le, puis choisissez le classeur qu’il contient."
        raise refus(source.chemin, "contient un classeur compressé", conseil)
    return _texte_ou_refus(debut, source.chemin)


def _texte_ou_refus(debut: bytes, chemin: Path) -> Contenu:
    for signature, nature in SIGNATURES.items():
        if debut.startswith(signature) and not _est_lisible(debut, signature):
            raise pas_un_classeur(chemin, f"est {nature}, pas un classeur")
    return _texte(debut, chemin)


def _est_lisible(debut: bytes, signature: bytes) -> bool:
    """« BM » ou « MZ » peuvent aussi commencer un titre : un texte n'a pas d'octets nuls."""
    return len(signature) == len(b"BM") and b"\0" not in debut[:COURT]


def _debut(chemin: Path) -> bytes:
    _exiger_un_fichier(chemin)
    with refus_en_clair(chemin), chemin.open("rb") as flux:
        debut = flux.read(DEBUT)
    if not debut.strip(BLANCS):
        raise _vide(chemin)
    return debut


def _exiger_un_fichier(chemin: Path) -> None:
    """Un fichier ordinaire : lire un tube ou un périphérique pourrait ne jamais finir."""
    with refus_en_clair(chemin):
        if not chemin.exists():
            raise refus(chemin, "n’existe pas", "Vérifiez le nom et le dossier du fichier.")
        if chemin.is_dir():
            raise refus(chemin, "est un dossier", "Choisissez le fichier qu’il contient.")
        if not chemin.is_file():
            raise refus(chemin, "n’est pas un fichier ordinaire", "Choisissez le fichier remis par le bailleur.")
        if chemin.stat().st_size > TAILLE_MAX:
            raise demesure(chemin, "pèse une taille démesurée")


def _vide(chemin: Path) -> ErreurMetier:
    return refus(chemin, "est vide", "Choisissez le fichier remis par le bailleur.")


def _archive(chemin: Path) -> Contenu:
    with refus_en_clair(chemin):
        archive = ZipFile(chemin)
    with archive:
        verifier_archive(archive, chemin)
        noms = {nom.lower() for nom in archive.namelist()}
        if "content.xml" in noms:
            return _opendocument(archive, chemin)
    if any(nom.endswith("workbook.bin") for nom in noms):
        raise refus(chemin, "est au format .xlsb, qui ne se lit pas ici")
    if "[content_types].xml" in noms and any(nom.endswith("workbook.xml") for nom in noms):
        return Contenu.XLSX
    raison = next((raison for partie, raison in DOCUMENTS.items() if partie in noms), None)
    raise pas_un_classeur(chemin, raison) if raison else _zip_quelconque(chemin)


def _zip_quelconque(chemin: Path) -> ErreurMetier:
    conseil = "Décompressez-le, puis choisissez le fichier .xlsx, .ods, .xls ou .csv qu’il contient."
    return refus(chemin, "est une archive zip : ce n’est pas un classeur", conseil)


def _opendocument(archive: ZipFile, chemin: Path) -> Contenu:
    with refus_en_clair(chemin):
        manifeste, genre = _partie(archive, "META-INF/manifest.xml"), _partie(archive, "mimetype")
    if b"encryption-data" in manifeste:
        raise protege(chemin)
    if genre and TABLEUR_ODS not in genre:
        raise pas_un_classeur(chemin, "est un document OpenDocument, pas un classeur")
    return Contenu.ODS


def _partie(archive: ZipFile, nom: str) -> bytes:
    return archive.read(nom) if nom in archive.namelist() else b""


def _ole(chemin: Path) -> Contenu:
    with refus_en_clair(chemin):
        octets = chemin.read_bytes()
    if CHIFFRE in octets or _a_un_mot_de_passe(octets):
        raise protege(chemin)
    if any(flux in octets for flux in FLUX_XLS):
        verifier_ole(octets, chemin)
        return Contenu.XLS
    raisons = (raison for flux, raison in DOCUMENTS_OLE.items() if flux.encode("utf-16-le") in octets)
    raise pas_un_classeur(chemin, next(raisons, "n’est pas un classeur"))


def _a_un_mot_de_passe(octets: bytes) -> bool:
    """Un .xls chiffré le dit dans un des premiers enregistrements de son classeur (FILEPASS)."""
    debut = octets.find(BOF)
    for _ in range(ENREGISTREMENTS_VUS if debut >= 0 else 0):
        genre, taille = octets[debut : debut + 2], int.from_bytes(octets[debut + 2 : debut + 4], "little")
        if genre == FILEPASS:
            return True
        debut += 4 + taille
    return False


def _texte(debut: bytes, chemin: Path) -> Contenu:
    """Un texte : peut-être du HTML ou du XML qu'Excel sait ouvrir, sinon des colonnes séparées."""
    tete = debut.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in tete and tete.startswith(b"<?xml"):
        return Contenu.XML_2003
    if tete.startswith(b"<") and (b"<html" in tete or b"<table" in tete):
        return Contenu.HTML
    if tete.startswith(b"<?xml"):
        raise pas_un_classeur(chemin, "est un document XML, pas un classeur")
    if JSON.match(tete):
        raise pas_un_classeur(chemin, "est un fichier JSON, pas un classeur")
    return Contenu.TEXTE
