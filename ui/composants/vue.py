"""Ce qui se dessine aussi bien dans une cellule de table que seul dans une fiche."""

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.peinture import soigne
from ui.theme import px


class Vue(Protocol):
    """Un petit dessin sans état : sa largeur, son trait, et ce qu'en dit un lecteur d'écran."""

    def largeur(self) -> float: ...

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None: ...

    def lu(self) -> str: ...


class Vignette(QWidget):
    """Montre une vue seule, à hauteur fixe."""

    def __init__(self, vue: Vue, parent: QWidget | None = None, *, hauteur: int = 20, nom: str = "") -> None:
        super().__init__(parent)
        self._hauteur = hauteur
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setObjectName(nom)
        self.show_vue(vue)

    def show_vue(self, vue: Vue) -> None:
        self._vue = vue
        self.setAccessibleName(vue.lu())
        self.updateGeometry()
        self.update()

    @property
    def vue(self) -> Vue:
        return self._vue

    @override
    def sizeHint(self) -> QSize:
        return QSize(int(self._vue.largeur()) + 1, px(self._hauteur))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            self._vue.dessiner(peintre, QRectF(self.rect()))
