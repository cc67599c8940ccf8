"""Les feuilles d'un classeur ODS ou XLS, lues par calamine d'un seul tenant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from relogement.imports.lecture.annonces import Annonce
from relogement.imports.lecture.cellules import textes
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.constats_xlsx import Constats
from relogement.imports.lecture.etendue_ods import FeuilleOds, etendues
from relogement.imports.lecture.moteur import feuille, ouvrir
from relogement.imports.lecture.refus import refus_en_clair
from relogement.imports.lecture.reglages import SANS_REGLAGE, Reglages
from relogement.travail import Avancement, sans_avancement

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

PAS = 500


def lire_autre_classeur(
    chemin: Path,
    avancement: Avancement = sans_avancement,
    reglages: Reglages = SANS_REGLAGE,
    *,
    est_ods: bool = False,
) -> Classeur:
    """Les feuilles visibles sont lues ; les autres sont seulement nommées."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    vues = etendues(chemin) if est_ods else {}
    with refus_en_clair(chemin):
        classeur = ouvrir(BytesIO(chemin.read_bytes()))
        feuilles = [f for f in classeur.sheets_metadata if f.typ == SheetTypeEnum.WorkSheet]
        visibles = {f.name: f.visible == SheetVisibleEnum.Visible for f in feuilles}
        noms = [nom for nom, visible in visibles.items() if reglages.lit_la_feuille(nom, visible=visible)]
        lues = tuple(
            _feuille(chemin, feuille(classeur, nom), avancement, Constats(nom, reglages), vues.get(nom))
            for nom in noms
        )
    masquees = tuple(nom for nom in visibles if nom not in noms)
    return Classeur(chemin.name, lues, masquees, format="ods" if est_ods else "xls")


def _feuille(
    chemin: Path, lue: "CalamineSheet", avancement: Avancement, constats: Constats, vue: FeuilleOds | None
) -> Feuille:
    if vue is not None:
        constats.lignes_cachees.update(vue.lignes_cachees)
        constats.colonnes_cachees = frozenset(vue.colonnes_cachees)
    dites: list[Annonce] = []
    return Feuille(lue.name, LignesCalamine(chemin, lue, avancement, constats, dites), dites)


@dataclass(frozen=True)
class LignesCalamine:
    """Les lignes d'une feuille déjà chargée."""

    chemin: Path
    feuille: "CalamineSheet"
    avancement: Avancement
    constats: Constats
    dites: list[Annonce] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        self.dites.clear()
        if self.feuille.start is None:
            return
        marge, hauteur = [""] * self.feuille.start[1], self.feuille.end[0] + 1 if self.feuille.end else 0
        for numero, cellules in enumerate(self.feuille.iter_rows(), 1):
            if numero % PAS == 0:
                self.avancement(numero, hauteur)
            ligne: Ligne | None = Ligne(numero, tuple(marge + textes(cellules)))
            if ligne is not None and self.constats.a_filtrer:
                ligne = self.constats.filtrer(ligne)
            if ligne is not None:
                yield ligne
        self.dites.extend(self.constats.annonces())
