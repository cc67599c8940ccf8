"""Le vrai type d'une pièce, d'après son contenu : ni son nom ni son extension ne sont crus."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

from relogement.erreurs import ErreurMetier
from relogement.piece import TypePiece

EXTENSIONS: dict[TypePiece, tuple[str, ...]] = {
    TypePiece.PDF: (".pdf",),
    TypePiece.JPEG: (".jpg", ".jpeg"),
    TypePiece.PNG: (".png",),
    TypePiece.HEIC: (".heic", ".heif"),
    TypePiece.TIFF: (".tif", ".tiff"),
    TypePiece.WEBP: (".webp",),
    TypePiece.DOCX: (".docx",),
    TypePiece.XLSX: (".xlsx",),
    TypePiece.ODT: (".odt",),
    TypePiece.ODS: (".ods",),
    TypePiece.EML: (".eml",),
    TypePiece.TXT: (".txt", ".csv"),
}
ADMIS = "PDF, images, Word, Excel, LibreOffice, courriels (.eml) et textes (.txt)"
_PROGRAMMES = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"L\x00\x00\x00\x01\x14\x02\x00", b"!<arch>",
)  # fmt: skip
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_ANCIEN_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARQUES_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_SCRIPT = re.compile(
    rb"\A\s*(?:#!|@echo\b|rem\s|<script|<\?php|<\?xml|<!doctype|<html|<job|<hta:|\{\\rtf|#requires\b|"
    rb"(?:on error resume|option explicit|wscript\.|powershell|import os\b|function\s+\w+\s*\())",
    re.IGNORECASE,
)
_ENTETE_COURRIEL = re.compile(
    rb"\A(?:from |(?:return-path|received|delivered-to|from|to|subject|date|message-id|mime-version|"
    rb"x-[\w-]+|dkim-signature|authentication-results|content-type):)",
    re.IGNORECASE,
)
_EXPEDITEUR = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_MIMES = {
    b"application/vnd.oasis.opendocument.text": TypePiece.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": TypePiece.ODS,
}
_BUREAU = {"word/document.xml": TypePiece.DOCX, "xl/workbook.xml": TypePiece.XLSX}
_ENTETES = 64 * 1024


def type_de(octets: bytes, nom: str) -> TypePiece:
    """Le type que dit le contenu ; lève ``ErreurMetier`` pour un programme, un script, ou un type non admis."""
    reconnu = next((t for t, est in _SIGNATURES if est(octets)), None)
    if reconnu is not None:
        return reconnu
    if octets.startswith(b"PK\x03\x04"):
        return _dans_l_archive(octets)
    _refuser_les_dangereux(octets)
    return _texte(octets, PurePath(nom).suffix.lower())


def _est_heic(octets: bytes) -> bool:
    return octets[4:8] == b"ftyp" and octets[8:12] in _MARQUES_HEIC


_SIGNATURES: tuple[tuple[TypePiece, Callable[[bytes], bool]], ...] = (
    (TypePiece.PDF, lambda o: o.startswith(b"%PDF-")),
    (TypePiece.PNG, lambda o: o.startswith(b"\x89PNG\r\n\x1a\n")),
    (TypePiece.JPEG, lambda o: o.startswith(b"\xff\xd8\xff")),
    (TypePiece.TIFF, lambda o: o.startswith((b"II*\x00", b"MM\x00*"))),
    (TypePiece.WEBP, lambda o: o.startswith(b"RIFF") and o[8:12] == b"WEBP"),
    (TypePiece.HEIC, _est_heic),
)


def _dans_l_archive(octets: bytes) -> TypePiece:
    """Word, Excel et LibreOffice sont des archives : leur sommaire dit lequel ; rien n'est décompressé."""
    try:
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            noms = set(archive.namelist())
            mime = archive.open("mimetype").read(100).strip() if "mimetype" in noms else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as erreur:
        raise ErreurMetier("le document est abîmé. Ouvrez-le et enregistrez-le de nouveau.") from erreur
    if any(n.lower().endswith("vbaproject.bin") for n in noms):
        raise ErreurMetier("le document contient des macros. Enregistrez-le sans macros, ou en PDF.")
    bureau = next((t for cle, t in _BUREAU.items() if cle in noms), None)
    trouve = _MIMES.get(mime) or (bureau if "[Content_Types].xml" in noms else None)
    if trouve is None:
        raise ErreurMetier("c’est une archive. Ouvrez-la et ajoutez les pièces qu’elle contient.")
    return trouve


def _refuser_les_dangereux(octets: bytes) -> None:
    if octets.startswith(_PROGRAMMES):
        raise ErreurMetier("c’est un programme, quel que soit son nom. Il n’a rien à faire dans un dossier.")
    if octets.startswith(_ARCHIVES):
        raise ErreurMetier("c’est une archive. Ouvrez-la et ajoutez les pièces qu’elle contient.")
    if octets.startswith(_ANCIEN_OFFICE):
        raise ErreurMetier("c’est un ancien format de bureau. Enregistrez-le en PDF, en .docx ou en .xlsx.")
    if _SCRIPT.match(octets[:_ENTETES].removeprefix(b"\xef\xbb\xbf")):
        raise ErreurMetier("c’est un script ou une page web, quel que soit son nom. Enregistrez la page en PDF.")


def _texte(octets: bytes, extension: str) -> TypePiece:
    """Un texte lisible, qui s'annonce comme tel : « .vbs » ou « .bat » restent dehors."""
    debut = octets[:_ENTETES]
    if not _est_lisible(octets) or extension not in (*EXTENSIONS[TypePiece.TXT], *EXTENSIONS[TypePiece.EML]):
        annonce = f" : son contenu n’est pas celui d’un fichier {extension}" if extension else ""
        raise ErreurMetier(f"ce type de fichier n’est pas admis{annonce}. Sont admis : {ADMIS}.")
    if extension in EXTENSIONS[TypePiece.EML]:
        if not (_ENTETE_COURRIEL.match(debut) and _EXPEDITEUR.search(debut)):
            raise ErreurMetier("ce n’est pas un courriel, malgré son nom. Enregistrez le message de nouveau.")
        return TypePiece.EML
    return TypePiece.TXT


def _est_lisible(octets: bytes) -> bool:
    if b"\x00" in octets:
        return False
    return not re.search(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", octets)
