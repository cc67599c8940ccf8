"""Fabriquer de petits fichiers de bailleurs, honnêtes ou tordus."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.lecture import Classeur, Feuille, Ligne
from relogement.imports.resultat import Lecture
from relogement.textes import INSECABLE

PARTAGE = Path(__file__).parents[3] / "../shared"
EXEMPLES = PARTAGE / "exemples"
SANS_EXEMPLES = "les exemples partagés ne sont pas à côté du projet"
MARQUE_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}"/></Relationships>'
)
CLASSEUR = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def un_classeur(*lignes: Sequence[str], nom: str = "Feuille") -> Classeur:
    """Un classeur déjà lu, sans fichier."""
    rangees = [Ligne(numero, tuple(cellules)) for numero, cellules in enumerate(lignes, 1)]
    return Classeur("liste.xlsx", (Feuille(nom, rangees),))


def un_xlsx(chemin: Path, lignes: Iterable[Sequence[Any]], *, fusions: Sequence[str] = ()) -> Path:
    fichier = openpyxl.Workbook()
    feuille = fichier.active
    feuille.title = "Feuille"
    for ligne in lignes:
        feuille.append(list(ligne))
    for fusion in fusions:
        feuille.merge_cells(fusion)
    fichier.save(chemin)
    return chemin


def une_cellule(adresse: str, texte: str) -> str:
    return f'<c r="{adresse}" t="inlineStr"><is><t>{texte}</t></is></c>'


def un_xlsx_brut(chemin: Path, donnees: str, *, etendue: str = "A1", prefixe: str = "") -> Path:
    """Un xlsx dont on écrit soi-même le XML de la feuille."""
    p = f"{prefixe}:" if prefixe else ""
    espace = f"xmlns{':' + prefixe if prefixe else ''}"
    feuille = (
        f'<?xml version="1.0"?><{p}worksheet {espace}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<{p}dimension ref="{etendue}"/><{p}sheetData>{donnees}</{p}sheetData></{p}worksheet>'
    )
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", CLASSEUR)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", feuille)
    return chemin


def un_ods(chemin: Path, lignes: str) -> Path:
    """Un ODS dont on écrit soi-même les lignes."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{oasis}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content xmlns:office="{oasis}:office:1.0" '
            f'xmlns:table="{oasis}:table:1.0" xmlns:text="{oasis}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Liste">{lignes}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return chemin


def lignes_de(classeur: Classeur, rang: int = 0) -> list[tuple[str, ...]]:
    return [ligne.cellules for ligne in classeur.feuilles[rang].lignes]


def erreurs(lecture: Lecture[Any]) -> list[Anomalie]:
    return [anomalie for anomalie in lecture.anomalies if anomalie.gravite is Gravite.ERREUR]


def messages(lecture: Lecture[Any]) -> str:
    return simple("\n".join(anomalie.message for anomalie in lecture.anomalies))


def simple(texte: str) -> str:
    """Une phrase aux espaces ordinaires : plus facile à comparer."""
    return texte.replace(INSECABLE, " ")
