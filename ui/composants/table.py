"""La table prête à l'emploi : lignes de 30, en-tête triable, cellules dessinées, écran vide."""

from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.composants.delegue import Delegue
from ui.composants.entete import HAUTEUR, EnTete
from ui.theme import px


class Densite(IntEnum):
    """La hauteur des lignes, au choix de l'utilisateur."""

    COMPACTE = 25
    NORMALE = 30
    AEREE = 35


class TableView(QTableView):
    """Entrée ouvre la ligne (`activated`) ; `set_vide` montre ce qu'il faut faire quand rien n'est là."""

    def __init__(
        self, *, nom: str, lu: str = "", densite: Densite = Densite.NORMALE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vide: QWidget | None = None
        self._densite = densite
        self.setObjectName(nom)
        self.setAccessibleName(lu or nom)
        self.setHorizontalHeader(EnTete(self))
        self.setItemDelegate(Delegue(self))
        self._regler()
        self.set_densite(densite)
        theme.theme_changed.connect(self._remesurer)

    def set_densite(self, densite: Densite) -> None:
        self._densite = densite
        self._remesurer()

    def set_vide(self, vide: QWidget) -> None:
        self._vide = vide
        vide.setParent(self.viewport())
        self._montrer_vide()

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
                signal.connect(self._montrer_vide)
        self._montrer_vide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._montrer_vide()

    def _regler(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()

    def _remesurer(self) -> None:
        rangees = self.verticalHeader()
        self.horizontalHeader().setFixedHeight(px(HAUTEUR))
        rangees.setMinimumSectionSize(px(20))
        rangees.setDefaultSectionSize(theme.rangee(int(self._densite)))

    def _montrer_vide(self) -> None:
        if self._vide is None:
            return
        modele = self.model()
        self._vide.setGeometry(self.viewport().rect())
        self._vide.setVisible(modele is None or modele.rowCount() == 0)
