"""Reconnaître un fichier à son contenu : l'extension ment souvent (.xls qui est du HTML, du CSV, de l'ODS)."""

from enum import Enum, auto
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from relogement.imports.lecture.archive import verifier_archive
from relogement.imports.lecture.refus import abime, pas_un_classeur, protege, refus, refus_en_clair

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHIFFRE = "EncryptedPackage".encode("utf-16-le")
FLUX_XLS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
SIGNATURES = {
    b"%PDF": "un PDF",
    b"\x1f\x8b": "un fichier compressé",
    b"7z\xbc\xaf": "un fichier compressé",
    b"Rar!": "un fichier compressé",
    b"BZh": "un fichier compressé",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"SQLite format 3": "une base de données",
}
DEBUT = 8192


class Contenu(Enum):
    XLSX = auto()
    ODS = auto()
    XLS = auto()
    HTML = auto()
    XML_2003 = auto()
    TEXTE = auto()


def contenu(chemin: Path) -> Contenu:
    """La nature réelle du fichier, ou une phrase qui dit pourquoi il ne peut pas être lu."""
    debut = _debut(chemin)
    if debut.startswith(b"PK"):
        return _archive(chemin)
    if debut.startswith(OLE):
        return _ole(chemin)
    for signature, nature in SIGNATURES.items():
        if debut.startswith(signature):
            raise pas_un_classeur(chemin, f"est {nature}, pas un classeur")
    return _texte(debut)


def _debut(chemin: Path) -> bytes:
    if not chemin.exists():
        raise refus(chemin, "n’existe pas", "Vérifiez le nom et le dossier du fichier.")
    if chemin.is_dir():
        raise refus(chemin, "est un dossier", "Choisissez le fichier qu’il contient.")
    with refus_en_clair(chemin), chemin.open("rb") as flux:
        debut = flux.read(DEBUT)
    if not debut.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise refus(chemin, "est vide", "Choisissez le fichier remis par le bailleur.")
    return debut


def _archive(chemin: Path) -> Contenu:
    try:
        archive = ZipFile(chemin)
    except BadZipFile:
        raise abime(chemin) from None
    with archive:
        verifier_archive(archive, chemin)
        noms = {nom.lower() for nom in archive.namelist()}
        if "content.xml" in noms:
            return _opendocument(archive, chemin)
    if any(nom.endswith("workbook.bin") for nom in noms):
        raise refus(chemin, "est au format .xlsb, qui ne se lit pas ici")
    if "[content_types].xml" in noms and any(nom.endswith("workbook.xml") for nom in noms):
        return Contenu.XLSX
    raise pas_un_classeur(chemin)


def _opendocument(archive: ZipFile, chemin: Path) -> Contenu:
    with refus_en_clair(chemin):
        manifeste = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifeste:
        raise protege(chemin)
    return Contenu.ODS


def _ole(chemin: Path) -> Contenu:
    with refus_en_clair(chemin):
        octets = chemin.read_bytes()
    if CHIFFRE in octets:
        raise protege(chemin)
    if any(flux in octets for flux in FLUX_XLS):
        return Contenu.XLS
    raise pas_un_classeur(chemin)


def _texte(debut: bytes) -> Contenu:
    """Un texte : peut-être du HTML ou du XML qu'Excel sait ouvrir, sinon des colonnes séparées."""
    tete = debut.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in tete and tete.startswith(b"<?xml"):
        return Contenu.XML_2003
    if tete.startswith(b"<") and (b"<html" in tete or b"<table" in tete):
        return Contenu.HTML
    return Contenu.TEXTE
