"""La table de l'aperçu : Espace coche, F2 corrige une cellule, Ctrl+Entrée corrige toutes les pareilles."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.imports.apercu import CleLigne
from relogement.imports.choix import Choix
from ui.composants.delegue import BORD, Delegue
from ui.composants.dessin import Dessin
from ui.composants.table import Densite, TableView
from ui.composants.vide import Vide
from ui.echanges.assistant.apercu.cellule import CASE, VueSort
from ui.echanges.assistant.apercu.filtres import Vu
from ui.echanges.assistant.apercu.modele import FIXES, LIGNE, RESULTAT, ModeleApercu
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
AUCUNE = "Aucune ligne de ce filtre."
EN_ENTIER = "Ce fichier n’a pas de lignes à cocher : il entre en entier."
MESUREES, MINI, MAXI, TITRE = 120, 56, 230, 112
SUR_UN_MOT = 24


class DelegueApercu(Delegue):
    """L'éditeur d'une cellule montre le texte du fichier ; la page se peint d'un trait."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ = QLineEdit(parent)
        champ.setObjectName("apercu_cellule")
        modele = index.model()
        champ.setAccessibleName(str(modele.headerData(index.column(), Qt.Orientation.Horizontal)))
        champ.setToolTip("Entrée corrige cette cellule, Ctrl+Entrée toutes celles qui disent la même chose.")
        return champ

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, QLineEdit) and isinstance(model, ModeleApercu)
        model.setData(index, editor.text().strip())
        model.partout = False

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            entree = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entree and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                table = self.parent()
                assert isinstance(table, TableApercu) and isinstance(editor, QWidget)
                table.modele.partout = True
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)


class TableApercu(TableView):
    def __init__(self) -> None:
        super().__init__(nom="apercu_table", lu="Aperçu de l’import", densite=Densite.COMPACTE)
        self.modele = ModeleApercu()
        self.modele.setParent(self)
        self.setModel(self.modele)
        self.setItemDelegate(DelegueApercu(self))
        self._dessin = Dessin(self, self.modele, (VueSort,), fond=self.modele.fond)
        self.setSortingEnabled(False)
        self.setEditTriggers(TableView.EditTrigger.EditKeyPressed | TableView.EditTrigger.DoubleClicked)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setMaximumSectionSize(px(520))
        self._rien = Vide("search-x", AUCUNE, nom="apercu_vide")
        self.set_vide(self._rien)

    def show_vu(self, vu: Vu, choix: Choix, rangs: Sequence[int]) -> None:
        """Montre un aperçu neuf ; la ligne et la colonne regardées restent si elles y sont encore."""
        ou, colonne, place = self.cle, self.currentIndex().column(), self.verticalScrollBar().value()
        self.modele.show_vu(vu, choix, rangs)
        self._rien.phrase.setText(AUCUNE if vu.apercu.lignes else EN_ENTIER)
        self.aller_a(ou, max(colonne, FIXES))
        self.verticalScrollBar().setValue(place)

    def show_rangs(self, rangs: Sequence[int]) -> None:
        ou, colonne = self.cle, self.currentIndex().column()
        self.modele.show_rangs(rangs)
        self.aller_a(ou, max(colonne, FIXES))

    @property
    def cle(self) -> CleLigne | None:
        rang = self.currentIndex().row()
        return self.modele.ligne(rang).cle if 0 <= rang < self.modele.rowCount() else None

    @property
    def is_editing(self) -> bool:
        return self.state() == TableView.State.EditingState

    def aller_a(self, cle: CleLigne | None, colonne: int = FIXES) -> None:
        """Choisit cette ligne si elle est montrée, sinon la première."""
        rang = self.modele.rang_de(self.modele._vu.apercu.rangs.get(cle, -1)) if cle and self.modele._vu else -1
        if self.modele.rowCount():
            self.setCurrentIndex(self.modele.index(max(rang, 0), min(colonne, self.modele.columnCount() - 1)))

    def colonne_de(self, champ: str) -> int:
        return next((n for n, c in enumerate(self.modele.colonnes, FIXES) if c.champ == champ), -1)

    def edit_field(self, champ: str) -> None:
        """Ouvre la cellule de ce champ sur la ligne courante."""
        colonne = self.colonne_de(champ)
        if colonne >= 0:
            self.setCurrentIndex(self.modele.index(self.currentIndex().row(), colonne))
            self.edit(self.currentIndex())

    def measure(self) -> None:
        """Chaque colonne à la largeur de ses premières lignes ; le reste se lit dans la bulle."""
        self.setColumnWidth(LIGNE, px(78))
        self.setColumnWidth(RESULTAT, px(108))
        delegue = self.itemDelegate()
        option = QStyleOptionViewItem()
        lignes = range(min(self.modele.rowCount(), MESUREES))
        for section in range(FIXES, self.modele.columnCount()):
            titre = min(self.horizontalHeader().sectionSizeFromContents(section).width() - px(14), px(TITRE))
            tailles = [delegue.sizeHint(option, self.modele.index(rang, section)).width() for rang in lignes]
            large = max([min(max(tailles, default=0), px(MAXI)), titre, px(MINI)])
            self.setColumnWidth(section, large)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        peintre = QPainter(self.viewport())
        self._dessin.peindre(peintre, e.rect())
        peintre.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """La case se coche là où elle se voit ; le reste de la ligne se choisit."""
        index = self.indexAt(event.position().toPoint())
        case = self.columnViewportPosition(LIGNE) + px(BORD + CASE)
        if index.isValid() and index.column() == LIGNE and event.position().x() <= case:
            self.setCurrentIndex(index)
            self.modele.toggled.emit([index.row()])
        else:
            super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            rangs = sorted({index.row() for index in self.selectionModel().selectedRows()})
            self.modele.toggled.emit(rangs or [self.currentIndex().row()])
        else:
            super().keyPressEvent(event)
