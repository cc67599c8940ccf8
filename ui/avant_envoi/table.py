"""Une table de lignes déjà lues : des colonnes déclarées, un tri au clic, Entrée ou un clic ouvre la ligne."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN, ROLE_VUE
from ui.composants.table import TableView
from ui.composants.vue import Vue
from ui.peinture import DROITE
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()


@dataclass(frozen=True)
class Colonne:
    """Ce qu'une colonne écrit d'une ligne ; ``rang`` la trie, ``vue`` la dessine, ``token`` la colore."""

    titre: str
    texte: Callable[[Any], str]
    rang: Callable[[Any], Any] | None = None
    vue: Callable[[Any], Vue] | None = None
    token: str = "texte"
    a_droite: bool = False
    largeur: int = 0
    gras: bool = False


class LignesModel(QAbstractTableModel):
    """``totale`` dit les lignes de total : elles restent en tête, quel que soit le tri."""

    def __init__(self, colonnes: Sequence[Colonne], *, totale: Callable[[Any], bool] = lambda _: False) -> None:
        super().__init__()
        self._colonnes, self._totale = colonnes, totale
        self._lignes: list[Any] = []
        self._tri: tuple[int, bool] | None = None

    def show_lignes(self, lignes: Sequence[Any]) -> None:
        self.beginResetModel()
        self._lignes = list(lignes)
        self._ranger()
        self.endResetModel()

    def ligne(self, rang: int) -> Any:
        return self._lignes[rang]

    @property
    def lignes(self) -> Sequence[Any]:
        return self._lignes

    def _ranger(self) -> None:
        if self._tri is None:
            return
        colonne, descend = self._colonnes[self._tri[0]], self._tri[1]
        self._lignes.sort(key=colonne.rang or (lambda ligne: colonne.texte(ligne).casefold()), reverse=descend)
        self._lignes.sort(key=lambda ligne: not self._totale(ligne))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._tri = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._ranger()
        self.layoutChanged.emit()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._colonnes)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole and self._colonnes[section].a_droite:
            return DROITE
        return self._colonnes[section].titre if role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        ligne, colonne = self._lignes[index.row()], self._colonnes[index.column()]
        totale = self._totale(ligne)
        match role:
            case Role.DisplayRole | Role.AccessibleTextRole | Role.ToolTipRole:
                return colonne.texte(ligne)
            case Role.TextAlignmentRole if colonne.a_droite:
                return DROITE
            case Role.BackgroundRole if totale:
                return "creux"
            case _ if role == ROLE_VUE and colonne.vue is not None:
                return colonne.vue(ligne)
            case _ if role == ROLE_TOKEN:
                return colonne.token
            case _ if role == ROLE_GRAISSE:
                return fonts.GRAS if totale else fonts.MOYEN if colonne.gras else fonts.NORMAL
        return None


class TableLignes(TableView):
    """``opened`` porte la ligne ; la dernière colonne prend la place qui reste."""

    opened = Signal(object)

    def __init__(self, modele: LignesModel, colonnes: Sequence[Colonne], *, nom: str, lu: str) -> None:
        super().__init__(nom=nom, lu=lu)
        self.modele = modele
        modele.setParent(self)
        self.setModel(modele)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        entete = self.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setStretchLastSection(False)
        entete.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for rang, colonne in enumerate(colonnes):
            if colonne.largeur:
                self.setColumnWidth(rang, px(colonne.largeur))
            else:
                entete.setSectionResizeMode(rang, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._open)

    def show_lignes(self, lignes: Sequence[Any], vide: Callable[[], QWidget]) -> None:
        """Avant la première lecture rien n'est dit : une table pas encore lue n'est pas une table vide."""
        if self._vide is None:
            self.set_vide(vide())
        self.modele.show_lignes(lignes)

    def retrouver(self, est: Callable[[Any], bool]) -> None:
        """Choisit la ligne que l'on regardait avant une relecture ; la première si elle n'est plus là."""
        rangs = (rang for rang, ligne in enumerate(self.modele.lignes) if est(ligne))
        if self.modele.lignes:
            self.selectRow(next(rangs, 0))

    @property
    def current(self) -> Any:
        """La ligne choisie, s'il y en a une."""
        index = self.currentIndex()
        return self.modele.ligne(index.row()) if index.isValid() else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.modele.ligne(index.row()))
