"""Une icône posée seule."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons
from ui.peinture import soigne
from ui.theme import px


class Icone(QWidget):
    """Une icône seule, décorative tant qu'on ne la nomme pas."""

    def __init__(self, nom: str, token: str = "texte2", taille: int = 16, *, lu: str = "") -> None:
        super().__init__()
        self._nom, self._token, self._taille = nom, token, taille
        self.setAccessibleName(lu)
        self.setToolTip(lu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icone(self, nom: str, token: str) -> None:
        self._nom, self._token = nom, token
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(self._taille), px(self._taille))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            icons.draw(peintre, self._nom, QRectF(self.rect()), self._token)
