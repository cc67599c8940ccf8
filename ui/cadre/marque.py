"""La marque du programme : une maison dans un carré d'accent."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons
from ui.peinture import boite, soigne
from ui.theme import px


class Marque(QWidget):
    def __init__(self, cote: int = 24) -> None:
        super().__init__()
        self._cote = cote
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(self._cote), px(self._cote))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            boite(peintre, zone, rayon=round(self._cote / 4), fond="plein")
            marge = zone.width() / 5
            icons.draw(peintre, "house", zone.adjusted(marge, marge, -marge, -marge), "sur_plein")
