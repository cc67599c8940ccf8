"""La table des lignes d'un barème : on tape sur la cellule, Entrée passe à la ligne suivante."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.erreurs import ErreurMetier
from ui.composants.delegue import Delegue
from ui.composants.table import Densite, TableView
from ui.editeurs import ChampTexte
from ui.parametres.lignes import APRES, LIGNE, Index, LignesModel
from ui.parametres.valeurs import ecriture_de
from ui.theme import px

LARGEURS = (112, 150, 92)
SUITE = {
    QAbstractItemDelegate.EndEditHint.SubmitModelCache: 1,
    QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
}


class ValeurDelegue(Delegue):
    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        modele = index.model()
        assert isinstance(modele, LignesModel)
        champ = ChampTexte(ecriture_de(modele.value(index)))
        champ.setParent(parent)
        champ.setObjectName("bareme_valeur")
        champ.setAccessibleName(str(index.model().index(index.row(), LIGNE).data()))
        return champ

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        modele = index.model()
        if isinstance(editor, ChampTexte) and isinstance(modele, LignesModel):
            editor.set_value(modele.value(index))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChampTexte) and isinstance(model, LignesModel):
            try:
                model.set_value(index, editor.value())
            except ErreurMetier as erreur:
                model.refused.emit(str(erreur))

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


class TableLignes(TableView):
    """La colonne des noms prend la place qui reste."""

    def __init__(self, modele: LignesModel, *, nom: str, lu: str) -> None:
        super().__init__(nom=nom, lu=lu, densite=Densite.COMPACTE)
        self.setModel(modele)
        self.setItemDelegate(ValeurDelegue(self))
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        declics = QAbstractItemView.EditTrigger
        self.setEditTriggers(declics.AnyKeyPressed | declics.EditKeyPressed | declics.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        entete = self.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for colonne, largeur in enumerate(LARGEURS, start=1):
            self.setColumnWidth(colonne, px(largeur))
        libre = self.viewport().width() - sum(px(largeur) for largeur in LARGEURS)
        self.setColumnWidth(LIGNE, max(px(140), libre))

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Entrée et Tab vont à la valeur suivante, Maj+Tab à la précédente."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        rang = self.currentIndex().row() + SUITE.get(hint, 0)
        if hint in SUITE and 0 <= rang < self.model().rowCount():
            self.setCurrentIndex(self.model().index(rang, APRES))
        self.setFocus()
