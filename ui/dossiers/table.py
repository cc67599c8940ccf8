"""La table des dossiers : ses colonnes se choisissent, se déplacent et se retiennent ; taper y filtre."""

from array import array

from PySide6.QtCore import QItemSelectionRange, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from ui.composants.table import TableView
from ui.dossiers.cellule import DelegueDossiers
from ui.dossiers.colonnes import COLONNES, Colonne
from ui.dossiers.disposition import Disposition, garder, lire_disposition, oublier
from ui.dossiers.modele import ModeleDossiers
from ui.theme import px

ATTENTE = 300
_RANGS = {colonne.cle: rang for rang, colonne in enumerate(COLONNES)}


class TableDossiers(TableView):
    """`opened` : le dossier à ouvrir ; `typed` : ce qui est tapé, pour le filtre ; `copy_asked` : Ctrl+C."""

    opened = Signal(int)
    typed = Signal(str)
    copy_asked = Signal()
    selected = Signal()

    def __init__(self, modele: ModeleDossiers, magasin: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(nom="dossiers", lu="Dossiers", parent=parent)
        self._modele, self._magasin = modele, magasin
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE)
        self._attente.timeout.connect(self._garder)
        disposition = lire_disposition(magasin)
        entete = self.horizontalHeader()
        ordre = Qt.SortOrder.DescendingOrder if disposition.descendant else Qt.SortOrder.AscendingOrder
        entete.setSortIndicator(_RANGS[disposition.tri], ordre)
        self.setModel(modele)
        self.setItemDelegate(DelegueDossiers(modele, self))
        self.setEditTriggers(TableView.EditTrigger.NoEditTriggers)
        self._disposer(disposition)
        self._brancher()

    @property
    def tri(self) -> tuple[str, bool]:
        """Le tri montré par la flèche."""
        entete = self.horizontalHeader()
        colonne = COLONNES[entete.sortIndicatorSection()]
        return colonne.tri, entete.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    @property
    def visibles(self) -> list[Colonne]:
        """Les colonnes montrées, de gauche à droite."""
        entete = self.horizontalHeader()
        rangs = (entete.logicalIndex(place) for place in range(entete.count()))
        return [COLONNES[rang] for rang in rangs if not entete.isSectionHidden(rang)]

    @property
    def current_id(self) -> int | None:
        rang = self.currentIndex().row()
        return self._modele.ids[rang] if 0 <= rang < len(self._modele.ids) else None

    def selected_rows(self) -> list[int]:
        """Les rangs choisis, de haut en bas, sans fabriquer un index par ligne."""
        return sorted({rang for plage in self._plages() for rang in range(plage.top(), plage.bottom() + 1)})

    def selected_count(self) -> int:
        return sum(plage.height() for plage in self._plages())

    def show_ids(self, ids: "array[int]") -> None:
        """Montre ces dossiers ; la ligne choisie et le défilement restent, la première est choisie à défaut."""
        choisi, place = self.current_id, self.verticalScrollBar().value()
        self._modele.set_ids(ids)
        rang = self._modele.row_of(choisi) if choisi is not None else -1
        if ids:
            self.setCurrentIndex(self._modele.index(max(rang, 0), self._premiere()))
        self.verticalScrollBar().setValue(place if rang >= 0 else 0)

    def open_current(self) -> None:
        if (dossier := self.current_id) is not None:
            self.opened.emit(dossier)

    def popup_colonnes(self, ou: QPoint) -> None:
        menu = self.menu_colonnes()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(ou)

    def menu_colonnes(self) -> QMenu:
        """Une case par colonne ; au moins une reste montrée."""
        menu = QMenu(self)
        menu.setObjectName("menu_colonnes")
        seule = len(self.visibles) == 1
        for rang, colonne in enumerate(COLONNES):
            action = menu.addAction(colonne.titre)
            action.setObjectName(f"colonne_{colonne.cle}")
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(rang))
            action.setEnabled(not (seule and action.isChecked()))
            action.toggled.connect(lambda montree, rang=rang: self.show_column(rang, montree))
        menu.addSeparator()
        menu.addAction("Rétablir les colonnes d’origine", self.reset_columns)
        return menu

    def show_column(self, rang: int, montree: bool) -> None:
        self.setColumnHidden(rang, not montree)
        self._attente.start()

    def reset_columns(self) -> None:
        self._disposer(oublier(self._magasin))

    def _disposer(self, disposition: Disposition) -> None:
        entete = self.horizontalHeader()
        for place, cle in enumerate(disposition.ordre):
            entete.moveSection(entete.visualIndex(_RANGS[cle]), place)
        for cle, rang in _RANGS.items():
            self.setColumnHidden(rang, cle in disposition.cachees)
            self.setColumnWidth(rang, px(disposition.largeurs[cle]))

    def _brancher(self) -> None:
        entete = self.horizontalHeader()
        self._annonce = QTimer(self, singleShot=True, interval=0)
        self._annonce.timeout.connect(self.selected)
        for signal in (entete.sectionResized, entete.sectionMoved, entete.sortIndicatorChanged):
            signal.connect(self._attente.start)
        entete.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        entete.customContextMenuRequested.connect(lambda ou: self.popup_colonnes(entete.mapToGlobal(ou)))
        self.activated.connect(self.open_current)
        choix = self.selectionModel()
        for signal in (choix.selectionChanged, choix.currentRowChanged, self._modele.modelReset):
            signal.connect(self._annonce.start)

    def _garder(self) -> None:
        entete = self.horizontalHeader()
        triee = COLONNES[entete.sortIndicatorSection()].cle
        etiree = self.visibles[-1].cle  # sa largeur est celle de la fenêtre, pas un choix
        largeurs = {
            cle: round(self.columnWidth(rang) / px(100) * 100)
            for cle, rang in _RANGS.items()
            if not self.isColumnHidden(rang) and cle != etiree
        }
        ancienne = lire_disposition(self._magasin)
        neuve = Disposition(
            ancienne.largeurs | largeurs,
            [COLONNES[entete.logicalIndex(place)].cle for place in range(entete.count())],
            [cle for cle, rang in _RANGS.items() if self.isColumnHidden(rang)],
            triee,
            self.tri[1],
        )
        garder(self._magasin, neuve)

    def _plages(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(rang) for rang in range(selection.count())]

    def _premiere(self) -> int:
        return _RANGS[self.visibles[0].cle]

    @override
    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return
        super().keyPressEvent(event)
