"""Les surfaces d’un écran : une bande pleine largeur, un trait entre deux zones, ce qui défile faute de place."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import couleur


class Bande(QWidget):
    """Un fond `surface` bordé d'un trait : en bas, à gauche, ou nulle part."""

    def __init__(self, bord: Qt.Edge | None = Qt.Edge.BottomEdge, *, fond: str = "surface", nom: str = "") -> None:
        super().__init__()
        self._bord, self._fond = bord, fond
        self.setObjectName(nom)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur(self._fond))
        if self._bord is not None:
            peintre.fillRect(_trait(QRectF(self.rect()), self._bord), couleur("bord"))
        peintre.end()


class Separateur(QWidget):
    """Un trait d'un pixel."""

    def __init__(self, *, vertical: bool = False, token: str = "trait") -> None:
        super().__init__()
        self._token = token
        fixe, libre = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixe if vertical else libre, libre if vertical else fixe)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur(self._token))
        peintre.end()


def defilante(contenu: QWidget, *, nom: str = "", horizontale: bool = False) -> QScrollArea:
    """Une zone qui défile dans un seul sens, sans cadre ni fond à elle."""
    zone = QScrollArea()
    zone.setObjectName(nom)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    zone.setWidgetResizable(True)
    zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    jamais, au_besoin = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
    zone.setHorizontalScrollBarPolicy(au_besoin if horizontale else jamais)
    zone.setVerticalScrollBarPolicy(jamais if horizontale else au_besoin)
    zone.setWidget(contenu)
    zone.viewport().setAutoFillBackground(False)
    contenu.setAutoFillBackground(False)
    return zone


def vider(disposition: QLayout) -> None:
    """Retire tout ce que contient une disposition, sous-dispositions comprises."""
    while (morceau := disposition.takeAt(0)) is not None:
        widget, dedans = morceau.widget(), morceau.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif dedans is not None:
            vider(dedans)


def _trait(zone: QRectF, bord: Qt.Edge) -> QRectF:
    if bord is Qt.Edge.BottomEdge:
        return QRectF(0, zone.height() - 1, zone.width(), 1)
    if bord is Qt.Edge.TopEdge:
        return QRectF(0, 0, zone.width(), 1)
    return QRectF(0, 0, 1, zone.height())
