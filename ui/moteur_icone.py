"""Une icône de bouton ou de menu qui cherche sa couleur au moment de se peindre."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

from ui.icons import draw, pixmap


class MoteurIcone(QIconEngine):
    """Teinte l'icône au moment de peindre ; désactivée, elle pâlit en `texte3`."""

    def __init__(self, nom: str, token: str, taille: int) -> None:
        super().__init__()
        self._nom, self._token, self._taille = nom, token, taille

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, self._nom, QRectF(rect), self._teinte(mode))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        cote = round(min(size.width(), size.height()) / scale)
        return pixmap(self._nom, self._teinte(mode), cote, scale)

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size.boundedTo(QSize(self._taille, self._taille))

    @override
    def clone(self) -> QIconEngine:
        return MoteurIcone(self._nom, self._token, self._taille)

    def _teinte(self, mode: QIcon.Mode) -> str:
        return "texte3" if mode == QIcon.Mode.Disabled else self._token
