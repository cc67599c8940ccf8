"""Les ménages que la carte ne peut montrer, par commune : « À Cabestany, sans adresse : 4 ménages »."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from relogement.textes import INSECABLE, pluriel
from ui.theme import px

MONTRES, RANGEE = 5, 24
RANGS = Qt.ItemDataRole.UserRole


class ListeNonPlaces(QListWidget):
    """`opened` : les rangs et où les chercher, d'un clic ou par Entrée."""

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("carte_non_places_liste")
        self.setAccessibleName("Ménages non placés, par commune")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._ouvrir)
        self.itemActivated.connect(self._ouvrir)

    def show_groupes(self, groupes: Mapping[str, tuple[int, ...]]) -> None:
        """Un lieu par ligne, les plus nombreux d'abord ; la liste prend la hauteur de quelques-uns."""
        self.clear()
        for ou, rangs in groupes.items():
            ligne = QListWidgetItem(f"{ou}{INSECABLE}: {pluriel(len(rangs), 'ménage')}")
            ligne.setData(RANGS, (rangs, ou))
            ligne.setToolTip(ligne.text())
            self.addItem(ligne)
        hauteur = max(px(RANGEE), self.sizeHintForRow(0))
        self.setFixedHeight(hauteur * min(len(groupes), MONTRES) + 2 * self.frameWidth() + px(2))

    def _ouvrir(self, ligne: QListWidgetItem) -> None:
        self.opened.emit(*ligne.data(RANGS))
