"""De petits contenus fictifs, un par type de pièce : vrais par leur signature, vides pour le reste."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fccfc0500f0004850180cf84a98c0000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
TIFF = b"II*\x00\x08\x00\x00\x00"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8 "
COURRIEL = (
    b"Return-Path: <a@exemple.test>\r\nFrom: CAF <caf@exemple.test>\r\nSubject: Vos droits\r\n\r\nBonjour.\r\n"
)
PROGRAMME = b"MZ\x90\x00\x03\x00\x00\x00This program cannot be run in DOS mode."
ANCIEN_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20


def archive(fichiers: Mapping[str, bytes]) -> bytes:
    tampon = BytesIO()
    with zipfile.ZipFile(tampon, "w") as zip_:
        for nom, octets in fichiers.items():
            zip_.writestr(nom, octets)
    return tampon.getvalue()


DOCX = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"})
XLSX = archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})
ODT = archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<c/>"})
ODS = archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<c/>"})
