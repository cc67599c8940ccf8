"""« Qui bloque » : les ménages encore là, du plus en amont, la cause, qui doit agir, et pour quand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from relogement.textes import INSECABLE, TIRET, jour
from relogement.vidage import dits
from relogement.vidage.blocages import Blocage
from relogement.vidage.vue import Vue
from ui import fonts
from ui.cellule.vidage.porte import NON_RECENSE, mot
from ui.composants.chip import Chip
from ui.composants.delegue import ROLE_GRAISSE, ROLE_VUE
from ui.composants.echeance import urgence
from ui.composants.etats import ASPECTS
from ui.composants.ligne import Ligne, Morceau, nom_menage
from ui.composants.table import Densite, TableView
from ui.peinture import DROITE
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
RACINE = QModelIndex()
CAUSE_MIN = 190


@dataclass(frozen=True)
class Colonne:
    titre: str
    largeur: int
    dire: Callable[[Blocage], str]


COLONNES = (
    Colonne("Ménage", 140, lambda b: b.case.dossier.nom if b.case.dossier else ""),
    Colonne("Porte", 116, lambda b: porte_courte(b)),
    Colonne("État", 108, lambda b: mot(b.case)),
    Colonne("Cause", 240, lambda b: b.cause),
    Colonne("À qui d’agir", 126, lambda b: b.acteur),
    Colonne("Échéance", 116, lambda b: jour(b.echeance_le) if b.echeance_le else TIRET),
)
MENAGE, PORTE, ETAT, CAUSE, _, ECHEANCE = range(len(COLONNES))


def porte_courte(vu: Blocage, *, batiment: bool = False) -> str:
    """« C3 · 1ᵉʳ · p. 3 », « A · 3 · 1ᵉʳ · p. 3 »."""
    dit = dits.porte(vu.case, batiment=batiment).replace(", ", " · ").removeprefix(f"bât.{INSECABLE}")
    return dit.replace(f"porte{INSECABLE}", f"p.{INSECABLE}")


def chip(vu: Blocage) -> Chip:
    etat = vu.case.etat
    if etat is None:
        return Chip(mot(vu.case), NON_RECENSE, "neutre", contour=True)
    aspect = ASPECTS[etat]
    return Chip(mot(vu.case), aspect.icone, aspect.famille, aspect.contour)


class BlocageModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._lignes: Sequence[Blocage] = ()
        self._au, self._noms, self._batiment = date.min, True, False

    def show_vue(self, vue: Vue, *, noms: bool) -> None:
        self.beginResetModel()
        self._lignes, self._au, self._noms = vue.blocages, vue.au, noms
        self._batiment = len(vue.tableau.batiments) > 1
        self.endResetModel()

    @property
    def lignes(self) -> Sequence[Blocage]:
        return self._lignes

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return len(COLONNES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLONNES[section].titre
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ECHEANCE:
            return DROITE
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        vu, colonne = self._lignes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._dire(vu, colonne)
        if role == ROLE_VUE:
            return self._vue(vu, colonne)
        if role == ROLE_GRAISSE and colonne == MENAGE:
            return fonts.MOYEN
        return DROITE if role == Qt.ItemDataRole.TextAlignmentRole and colonne == ECHEANCE else None

    def _dire(self, vu: Blocage, colonne: int) -> str:
        if colonne == PORTE:
            return porte_courte(vu, batiment=self._batiment)
        return (
            dits.nom(vu.case, noms=False) if colonne == MENAGE and not self._noms else COLONNES[colonne].dire(vu)
        )

    def _vue(self, vu: Blocage, colonne: int) -> Any:
        if colonne == ETAT:
            return chip(vu)
        if colonne == MENAGE and self._noms and vu.case.dossier:
            famille = dits.nom_de_famille(vu.case.dossier.nom)
            return nom_menage(famille, vu.case.dossier.nom.removeprefix(famille).strip())
        if colonne == ECHEANCE and vu.echeance_le is not None:
            presse = urgence(vu.echeance_le, self._au)
            return Ligne(
                (Morceau(jour(vu.echeance_le), presse.token, presse.graisse, icone=presse.icone),), DROITE
            )
        return None


class TableDesBlocages(TableView):
    """Entrée ouvre le dossier ; la ligne choisie montre sa porte."""

    opened = Signal(int)
    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__(nom="vidage_bloque", lu="Qui bloque", densite=Densite.COMPACTE)
        self.modele = BlocageModel()
        self.setModel(self.modele)
        self.setSortingEnabled(False)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        entete = self.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setStretchLastSection(False)
        for rang, colonne in enumerate(COLONNES):
            entete.resizeSection(rang, px(colonne.largeur))
        self.activated.connect(self._ouvrir)
        self.selectionModel().currentRowChanged.connect(self._pointer)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """La cause prend la place qui reste, assez pour se lire."""
        super().resizeEvent(event)
        autres = sum(self.columnWidth(c) for c in range(len(COLONNES)) if c != CAUSE)
        self.setColumnWidth(CAUSE, max(px(CAUSE_MIN), self.viewport().width() - autres))

    def _ouvrir(self, index: Index) -> None:
        dossier = self.modele.lignes[index.row()].case.dossier
        if dossier is not None:
            self.opened.emit(dossier.id)

    def _pointer(self, index: Index) -> None:
        if index.isValid() and self.hasFocus():
            self.pointed.emit(self.modele.lignes[index.row()].case.logement.id)
