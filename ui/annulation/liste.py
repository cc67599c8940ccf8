"""Une fenêtre qui liste des faits du journal, en choisit un, et propose un verbe."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.delegue import ROLE_TOKEN
from ui.composants.erreur import BandeauErreur
from ui.composants.table import TableView
from ui.composants.texte import Texte, legende
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
Rangee = tuple[str, ...]


class ListeModel(QAbstractTableModel):
    """Des lignes de texte ; `pales` : celles qui ne peuvent plus rien."""

    def __init__(self, titres: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titres = tuple(titres)
        self._rangees: tuple[Rangee, ...] = ()
        self._pales: frozenset[int] = frozenset()

    def show_rangees(self, rangees: Sequence[Rangee], pales: frozenset[int] = frozenset()) -> None:
        self.beginResetModel()
        self._rangees, self._pales = tuple(rangees), pales
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rangees)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(self._titres)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        visible = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._titres[section] if visible else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        texte = self._rangees[index.row()][index.column()]
        if role == ROLE_TOKEN:
            return "texte3" if index.row() in self._pales else "texte" if index.column() == 1 else "texte2"
        return texte if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None


class FenetreListe(QDialog):
    """Entrée ou le bouton font le geste sur la ligne choisie ; Échap ferme. `chosen` porte son rang."""

    chosen = Signal(int)

    def __init__(
        self, parent: QWidget, *, nom: str, titre: str, aide: str, titres: Sequence[str], verbe: str, large: int
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"fenetre_{nom}")
        self.setWindowTitle(titre)
        self.setAccessibleName(titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(820), px(520))
        self.modele = ListeModel(titres, self)
        self.table = TableView(nom=f"{nom}_table", lu=titre)
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setModel(self.modele)
        self.table.activated.connect(lambda index: self.chosen.emit(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._ajuster())
        self.erreur = BandeauErreur(nom=f"{nom}_erreur")
        self.faire = Bouton(verbe, genre=Genre.PRINCIPAL, nom=f"{nom}_faire")
        self.fermer = Bouton("Fermer", nom=f"{nom}_fermer")
        self.outils = QHBoxLayout()
        self._titre, self._aide, self._large = titre, aide, large
        self._disposer()

    @property
    def rang(self) -> int:
        return self.table.currentIndex().row()

    def possible(self, rang: int) -> bool:
        """Vrai si le geste vaut pour cette ligne."""
        return rang >= 0

    def show_rangees(self, rangees: Sequence[Rangee], pales: frozenset[int] = frozenset()) -> None:
        self.modele.show_rangees(rangees, pales)
        entete = self.table.horizontalHeader()
        for colonne in range(self.modele.columnCount()):
            etire = colonne == self._large
            genre = QHeaderView.ResizeMode
            entete.setSectionResizeMode(colonne, genre.Stretch if etire else genre.ResizeToContents)
        premiere = next((r for r in range(len(rangees)) if r not in pales), 0)
        self.table.setCurrentIndex(self.modele.index(premiere, 0) if rangees else QModelIndex())
        self.table.setFocus()
        self._ajuster()

    def _ajuster(self) -> None:
        self.faire.setEnabled(self.possible(self.rang))

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        tete = Bande()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(20), px(16), px(20), px(12))
        pile.setSpacing(px(6))
        pile.addWidget(Texte(self._titre, taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(legende(self._aide, lignes=True))
        pile.addWidget(self.erreur)
        colonne.addWidget(tete)
        colonne.addWidget(self.table, 1)
        colonne.addWidget(self._pied())

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        rangee.addLayout(self.outils)
        rangee.addStretch(1)
        rangee.addWidget(self.fermer)
        rangee.addWidget(self.faire)
        self.fermer.clicked.connect(self.reject)
        self.faire.clicked.connect(lambda: self.chosen.emit(self.rang))
        for bouton in (self.fermer, self.faire):
            bouton.setAutoDefault(False)
        return pied


def ligne(*textes: Any) -> Rangee:
    """Une rangée, chaque case en texte."""
    return tuple("" if t is None else str(t) for t in textes)
