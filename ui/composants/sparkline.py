"""La petite courbe d'une évolution, son dernier point marqué."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.peinture import disque, soigne
from ui.theme import couleur, px


class Sparkline(QWidget):
    """Une valeur inconnue coupe la courbe : elle n'est jamais dessinée à zéro."""

    def __init__(self, valeurs: Sequence[float | None] = (), *, nom: str = "", lu: str = "") -> None:
        super().__init__()
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_valeurs(valeurs, lu=lu)

    def set_valeurs(self, valeurs: Sequence[float | None], *, lu: str = "") -> None:
        self._valeurs = tuple(valeurs)
        self.setAccessibleName(lu)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(76), px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        points = self._points()
        with soigne(QPainter(self)) as peintre:
            plume = QPen(couleur("accent"), 1.5)
            plume.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            peintre.setPen(plume)
            for debut, fin in pairwise(points):
                if debut and fin:
                    peintre.drawLine(debut, fin)
            if points and points[-1]:
                disque(peintre, points[-1], 3, fond="accent")

    def _points(self) -> list[QPointF | None]:
        connues = [v for v in self._valeurs if v is not None]
        if not connues:
            return []
        bas, haut = min(connues), max(connues)
        pas = (self.width() - 8) / max(1, len(self._valeurs) - 1)
        hauteur = (self.height() - 8) / ((haut - bas) or 1)
        return [
            None if v is None else QPointF(4 + i * pas, self.height() - 4 - (v - bas) * hauteur)
            for i, v in enumerate(self._valeurs)
        ]
