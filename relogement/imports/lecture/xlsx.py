"""Les feuilles d'un classeur Excel (xlsx, xlsm), tranche par tranche."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

from relogement.imports.lecture.archive import lire_partie, trouver_partie
from relogement.imports.lecture.cellules import textes
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.refus import abime, refus_en_clair
from relogement.imports.lecture.tranches import Decoupe
from relogement.travail import Avancement

INUTILES = ("xl/worksheets/", "xl/media/", "xl/drawings/", "xl/charts/", "xl/pivot", "xl/embeddings/", "docprops/")
UTILES = (".xml", ".rels")
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ID_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def lire_xlsx(chemin: Path, avancement: Avancement) -> Classeur:
    """Les feuilles visibles sont lues à la demande ; les autres sont seulement nommées."""
    with refus_en_clair(chemin), ZipFile(chemin) as archive:
        classeur = _partie_classeur(archive, chemin)
        parties = _feuilles(archive, classeur)
    visibles = tuple(
        Feuille(nom, LignesXlsx(chemin, classeur, nom, partie, avancement)) for nom, partie, vue in parties if vue
    )
    return Classeur(chemin.name, visibles, tuple(nom for nom, _, vue in parties if not vue))


def _partie_classeur(archive: ZipFile, chemin: Path) -> str:
    """La partie principale est celle que désignent les relations de l'archive."""
    for relation in ElementTree.fromstring(lire_partie(archive, "_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    raise abime(chemin)


def _relations(classeur: str) -> str:
    dossier, nom = posixpath.split(classeur)
    return posixpath.join(dossier, "_rels", f"{nom}.rels")


def _feuilles(archive: ZipFile, classeur: str) -> list[tuple[str, str, bool]]:
    """Nom, partie de l'archive et visibilité de chaque feuille de calcul."""
    cibles = {
        relation.get("Id"): posixpath.normpath(
            posixpath.join("/", posixpath.dirname(classeur), relation.get("Target", ""))
        ).lstrip("/")
        for relation in ElementTree.fromstring(lire_partie(archive, _relations(classeur)))
        if relation.get("Type", "").endswith("/worksheet")
    }
    declarees = ElementTree.fromstring(lire_partie(archive, classeur)).iterfind("{*}sheets/{*}sheet")
    feuilles = [
        (balise.get("name", ""), cibles.get(balise.get(ID) or balise.get(ID_STRICT)), balise.get("state"))
        for balise in declarees
    ]
    return [(nom, partie, etat in (None, "visible")) for nom, partie, etat in feuilles if partie]


@dataclass(frozen=True)
class LignesXlsx:
    """Les lignes d'une feuille, relues dans l'archive à chaque parcours."""

    chemin: Path
    classeur: str
    nom: str
    partie: str
    avancement: Avancement

    def __iter__(self) -> Iterator[Ligne]:
        with refus_en_clair(self.chemin), ZipFile(self.chemin) as archive:
            gabarit = _Gabarit(archive, self.nom, self.partie)
            total = trouver_partie(archive, self.partie).file_size
            with archive.open(self.partie) as flux:
                for xml in Decoupe(flux).tranches():
                    yield from gabarit.lignes(xml)
                    self.avancement(_lu(flux), total)


def _lu(flux: IO[bytes]) -> int:
    return flux.tell()


class _Gabarit:
    """Le classeur réduit à ce qu'il faut pour lire une feuille : chaînes partagées, styles, et une tranche."""

    def __init__(self, archive: ZipFile, nom: str, partie: str) -> None:
        self._nom, self._partie = nom, partie
        self._parties = {
            entree: archive.read(entree)
            for entree in archive.namelist()
            if entree.lower().endswith(UTILES) and not entree.lower().startswith(INUTILES)
        }

    def lignes(self, xml: bytes) -> Iterator[Ligne]:
        from python_calamine import CalamineWorkbook

        feuille = CalamineWorkbook.from_filelike(self._assembler(xml)).get_sheet_by_name(self._nom)
        if feuille.start is None:
            return
        premiere, marge = feuille.start[0] + 1, [""] * feuille.start[1]
        for numero, cellules in enumerate(feuille.to_python(), premiere):
            yield Ligne(numero, tuple(marge + textes(cellules)))

    def _assembler(self, xml: bytes) -> BytesIO:
        fichier = BytesIO()
        with ZipFile(fichier, "w", ZIP_STORED) as copie:
            for entree, contenu in self._parties.items():
                copie.writestr(entree, contenu)
            copie.writestr(self._partie, xml)
        fichier.seek(0)
        return fichier
