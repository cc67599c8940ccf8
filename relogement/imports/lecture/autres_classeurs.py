"""Les feuilles d'un classeur ODS ou XLS, lues par calamine d'un seul tenant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile, is_zipfile

from relogement.imports.lecture.archive import lire_partie
from relogement.imports.lecture.cellules import textes
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.refus import refus, refus_en_clair
from relogement.travail import Avancement

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

CELLULES_MAX = 6_000_000
PAS = 500
BALISE = re.compile(
    rb"<table:(table-row|(?:covered-)?table-cell|table)\b((?:[^>\"]|\"[^\"]*\")*?)(/?)>", re.DOTALL
)
LIGNES = re.compile(rb'number-rows-repeated="(\d+)"')
COLONNES = re.compile(rb'number-columns-repeated="(\d+)"')


def lire_autre_classeur(chemin: Path, avancement: Avancement) -> Classeur:
    """Les feuilles visibles sont lues ; les autres sont seulement nommées."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if is_zipfile(chemin):
        verifier_etendue(chemin)
    with refus_en_clair(chemin):
        classeur = CalamineWorkbook.from_filelike(BytesIO(chemin.read_bytes()))
        feuilles = [f for f in classeur.sheets_metadata if f.typ == SheetTypeEnum.WorkSheet]
        visibles = [f.name for f in feuilles if f.visible == SheetVisibleEnum.Visible]
        lues = tuple(
            Feuille(nom, LignesCalamine(chemin, classeur.get_sheet_by_name(nom), avancement)) for nom in visibles
        )
    return Classeur(chemin.name, lues, tuple(f.name for f in feuilles if f.name not in visibles))


@dataclass(frozen=True)
class LignesCalamine:
    """Les lignes d'une feuille déjà chargée."""

    chemin: Path
    feuille: "CalamineSheet"
    avancement: Avancement

    def __iter__(self) -> Iterator[Ligne]:
        if self.feuille.start is None:
            return
        marge, hauteur = [""] * self.feuille.start[1], self.feuille.end[0] + 1 if self.feuille.end else 0
        for numero, cellules in enumerate(self.feuille.iter_rows(), 1):
            if numero % PAS == 0:
                self.avancement(numero, hauteur)
            yield Ligne(numero, tuple(marge + textes(cellules)))


def verifier_etendue(chemin: Path) -> None:
    """Refuse un ODS qui répète ses cellules sans fin : calamine les écrirait toutes en mémoire."""
    with refus_en_clair(chemin), ZipFile(chemin) as archive:
        contenu = lire_partie(archive, "content.xml")
    if max(_etendues(contenu), default=0) > CELLULES_MAX:
        conseil = "Supprimez les lignes et les colonnes vides en trop, enregistrez-le en .xlsx, puis recommencez."
        raise refus(chemin, "contient des cellules très éloignées du tableau", conseil)


def _etendues(contenu: bytes) -> Iterator[int]:
    """Le nombre de cellules du rectangle de chaque feuille, jusqu'à la dernière qui porte une valeur."""
    ligne = colonne = hauteur = largeur = 0
    for genre, attributs, _ in BALISE.findall(contenu):
        if genre == b"table":
            yield hauteur * largeur
            ligne = hauteur = largeur = 0
        elif genre == b"table-row":
            ligne, colonne = ligne + _repetition(LIGNES, attributs), 0
        else:
            colonne += _repetition(COLONNES, attributs)
            if b"value-type" in attributs:
                hauteur, largeur = ligne, max(largeur, colonne)
    yield hauteur * largeur


def _repetition(motif: re.Pattern[bytes], attributs: bytes) -> int:
    trouve = motif.search(attributs)
    return int(trouve[1]) if trouve else 1
