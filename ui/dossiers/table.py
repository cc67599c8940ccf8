"""La table des dossiers : chaque vue a ses colonnes ; taper y filtre, F2 y écrit, Ctrl+V y colle."""

from array import array

from PySide6.QtCore import QItemSelectionRange, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget
from typing_extensions import override

from db.vues import VUES, Vue
from ui.composants.barre_rac import RacAvantApres
from ui.composants.chip import Chip
from ui.composants.dessin import Dessin
from ui.composants.points_offres import PointsOffres
from ui.composants.table import TableView
from ui.dossiers.cellule import DelegueDossiers
from ui.dossiers.colonnes import Colonne
from ui.dossiers.colonnes_champs import TOUTES
from ui.dossiers.disposition import Disposition, garder, lire_disposition, oublier
from ui.dossiers.modele import ModeleDossiers
from ui.theme import px

ATTENTE = 300
RANGS = {colonne.cle: rang for rang, colonne in enumerate(TOUTES)}


class TableDossiers(TableView):
    """`opened` : le dossier à ouvrir ; `typed` : ce qui est tapé, pour le filtre ; `copy_asked` : Ctrl+C."""

    opened = Signal(int)
    typed = Signal(str)
    copy_asked = Signal()
    paste_asked = Signal()
    compare_asked = Signal(object)
    selected = Signal()
    columns_asked = Signal(QPoint)
    columns_changed = Signal()
    edit_ended = Signal()

    def __init__(self, modele: ModeleDossiers, magasin: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(nom="dossiers", lu="Dossiers", parent=parent)
        self._modele, self._magasin = modele, magasin
        self._vue, self._disposition = VUES[0], lire_disposition(magasin, VUES[0])
        self._en_pose = False
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE)
        self._attente.timeout.connect(self._garder)
        self._montrer_le_tri()
        self.setModel(modele)
        self.setItemDelegate(DelegueDossiers(self))
        self._dessin = Dessin(self, modele, (Chip, PointsOffres, RacAvantApres))
        triggers = TableView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self._disposer()
        self._brancher()

    @property
    def vue(self) -> Vue:
        """La vue dont elle montre les colonnes."""
        return self._vue

    @property
    def tri(self) -> tuple[str, bool]:
        """Le tri montré par la flèche."""
        entete = self.horizontalHeader()
        colonne = TOUTES[entete.sortIndicatorSection()]
        return colonne.tri, entete.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    @property
    def visibles(self) -> list[Colonne]:
        """Les colonnes montrées, de gauche à droite."""
        return [TOUTES[RANGS[cle]] for cle in self._montrees()]

    @property
    def champs(self) -> list[str]:
        """Les champs que les colonnes ajoutées demandent de lire."""
        return [colonne.champ for colonne in self.visibles if colonne.du_catalogue]

    @property
    def disposition(self) -> Disposition:
        """Les colonnes et le tri du moment."""
        if not self._en_pose:
            self._relever()
        return self._disposition

    @property
    def is_editing(self) -> bool:
        return self.state() == TableView.State.EditingState

    @property
    def current_id(self) -> int | None:
        rang = self.currentIndex().row()
        return self._modele.ids[rang] if 0 <= rang < len(self._modele.ids) else None

    @property
    def current_column(self) -> Colonne | None:
        rang = self.currentIndex().column()
        return TOUTES[rang] if rang >= 0 else None

    def selected_rows(self) -> list[int]:
        """Les rangs choisis, de haut en bas, sans fabriquer un index par ligne."""
        return sorted({rang for plage in self._plages() for rang in range(plage.top(), plage.bottom() + 1)})

    def selected_ids(self) -> list[int]:
        return [self._modele.ids[rang] for rang in self.selected_rows()]

    def selected_count(self) -> int:
        return sum(plage.height() for plage in self._plages())

    def show_ids(self, ids: "array[int]") -> None:
        """Montre ces dossiers ; la ligne choisie et le défilement restent, la première est choisie à défaut."""
        choisi, place, colonne = self.current_id, self.verticalScrollBar().value(), self.currentIndex().column()
        self._modele.set_ids(ids)
        rang = self._modele.row_of(choisi) if choisi is not None else -1
        if ids:
            ou = colonne if colonne >= 0 and not self.isColumnHidden(colonne) else self._premiere()
            self.setCurrentIndex(self._modele.index(max(rang, 0), ou))
        self.verticalScrollBar().setValue(place if rang >= 0 else 0)

    def show_vue(self, vue: Vue) -> None:
        """Les colonnes et le tri de cette vue, comme ce poste les a laissés."""
        if self._attente.isActive():
            self._garder()
        self._vue = vue
        self._appliquer(lire_disposition(self._magasin, vue))

    def show_columns(self, montrees: list[str]) -> None:
        """Montre ces colonnes ; celles qui l'étaient gardent leur place."""
        deja = [cle for cle in self._montrees() if cle in montrees]
        voulue = self.disposition
        voulue.montrees = [*deja, *(cle for cle in montrees if cle not in deja)]
        self._appliquer(voulue)
        self._attente.start()

    def reset_columns(self) -> None:
        self._appliquer(oublier(self._magasin, self._vue))

    def open_current(self) -> None:
        if (dossier := self.current_id) is not None:
            self.opened.emit(dossier)

    def _appliquer(self, voulue: Disposition) -> None:
        """Pose les colonnes et le tri ; ce que l'on en dirait à mi-chemin serait faux."""
        self._disposition, self._en_pose = voulue, True
        self._montrer_le_tri()
        self._disposer()
        self._en_pose = False
        self.columns_changed.emit()

    def _montrer_le_tri(self) -> None:
        descend = self._disposition.descendant
        ordre = Qt.SortOrder.DescendingOrder if descend else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(RANGS[self._disposition.tri], ordre)

    def _disposer(self) -> None:
        entete, montrees = self.horizontalHeader(), self._disposition.montrees
        for rang, colonne in enumerate(TOUTES):
            if self.isColumnHidden(rang) != (colonne.cle not in montrees):
                self.setColumnHidden(rang, colonne.cle not in montrees)
        for place, cle in enumerate(montrees):
            entete.moveSection(entete.visualIndex(RANGS[cle]), place)
            self.setColumnWidth(RANGS[cle], px(self._disposition.largeur(cle)))
        self._modele.set_champs(self.champs)

    def _brancher(self) -> None:
        entete = self.horizontalHeader()
        self._annonce = QTimer(self, singleShot=True, interval=0)
        self._annonce.timeout.connect(self.selected)
        for signal in (entete.sectionResized, entete.sectionMoved, entete.sortIndicatorChanged):
            signal.connect(self._attente.start)
        entete.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        entete.customContextMenuRequested.connect(lambda ou: self.columns_asked.emit(entete.mapToGlobal(ou)))
        self.activated.connect(self.open_current)
        choix = self.selectionModel()
        for signal in (choix.selectionChanged, choix.currentRowChanged, self._modele.modelReset):
            signal.connect(self._annonce.start)

    def _montrees(self) -> list[str]:
        entete = self.horizontalHeader()
        places = range(len(self._disposition.montrees))
        return [TOUTES[entete.logicalIndex(place)].cle for place in places]

    def _relever(self) -> None:
        """Ce que l'en-tête montre devient la disposition ; la dernière colonne prend la place qui reste."""
        montrees = self._montrees()
        largeurs = {cle: round(self.columnWidth(RANGS[cle]) / px(100) * 100) for cle in montrees[:-1]}
        colonne = TOUTES[self.horizontalHeader().sortIndicatorSection()].cle
        largeurs = self._disposition.largeurs | largeurs
        self._disposition = Disposition(montrees, largeurs, colonne, self.tri[1])

    def _garder(self) -> None:
        self._attente.stop()
        self._relever()
        garder(self._magasin, self._vue, self._disposition)

    def _plages(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(rang) for rang in range(selection.count())]

    def _premiere(self) -> int:
        return RANGS[self._montrees()[0]]

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        peintre = QPainter(self.viewport())
        self._dessin.peindre(peintre, e.rect())
        peintre.end()

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.edit_ended.emit()

    @override
    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)

    def _a_comparer(self) -> tuple[int, ...]:
        """Les deux dossiers choisis ; sinon celui de la ligne, qui attend l'autre."""
        rangs = self.selected_rows()
        if len(rangs) == 2:
            return tuple(self._modele.ids[rang] for rang in rangs)
        return () if self.current_id is None else (self.current_id,)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif _demande_a_comparer(event):
            self.compare_asked.emit(self._a_comparer())
        else:
            super().keyPressEvent(event)


def _demande_a_comparer(event: QKeyEvent) -> bool:
    entree = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return entree and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
