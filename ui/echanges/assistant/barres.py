"""Les barres de l'assistant : pleine largeur, séparées de ce qui les suit par un trait."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget
from typing_extensions import override

from ui.theme import couleur, px


class Bandeau(QWidget):
    """Un fond, et un trait dessous (dessus pour un pied)."""

    def __init__(self, fond: str, contenu: QLayout, *, dessus: bool = False) -> None:
        super().__init__()
        self._fond, self._dessus = fond, dessus
        self.setLayout(contenu)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(QRectF(self.rect()), couleur(self._fond))
        y = 0 if self._dessus else self.height() - 1
        peintre.fillRect(QRectF(0, y, self.width(), 1), couleur("bord"))


def barre(*morceaux: QWidget | None, marge: int = 9) -> QHBoxLayout:
    """Des morceaux de gauche à droite ; ``None`` pousse la suite à droite."""
    rangee = QHBoxLayout()
    rangee.setContentsMargins(px(16), px(marge), px(16), px(marge))
    rangee.setSpacing(px(10))
    for morceau in morceaux:
        if morceau is None:
            rangee.addStretch(1)
        else:
            rangee.addWidget(morceau)
    return rangee
