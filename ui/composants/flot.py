"""Des éléments posés de gauche à droite, qui passent à la ligne quand la place manque."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from ui.theme import px


class Flot(QLayout):
    """Chaque élément garde sa taille ; la hauteur suit le nombre de lignes."""

    def __init__(self, parent: QWidget | None = None, *, ecart: int = 8) -> None:
        super().__init__(parent)
        self._elements: list[QLayoutItem] = []
        self._ecart = px(ecart)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, arg__1: QLayoutItem) -> None:
        self._elements.append(arg__1)

    @override
    def count(self) -> int:
        return len(self._elements)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._elements[index] if 0 <= index < len(self._elements) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._elements.pop(index) if 0 <= index < len(self._elements) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return self._poser(QRect(0, 0, arg__1, 0), bouger=False)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        self._poser(arg__1, bouger=True)

    @override
    def sizeHint(self) -> QSize:
        largeurs = [e.sizeHint().width() for e in self._elements]
        return QSize(sum(largeurs) + self._ecart * max(0, len(largeurs) - 1), self.minimumSize().height())

    @override
    def minimumSize(self) -> QSize:
        tailles = [e.minimumSize() for e in self._elements]
        return QSize(max((t.width() for t in tailles), default=0), max((t.height() for t in tailles), default=0))

    def _poser(self, zone: QRect, *, bouger: bool) -> int:
        x, y, haut = zone.x(), zone.y(), 0
        for element in self._elements:
            taille = element.sizeHint()
            if x > zone.x() and x + taille.width() > zone.right() + 1:
                x, y, haut = zone.x(), y + haut + self._ecart, 0
            if bouger:
                element.setGeometry(QRect(QPoint(x, y), taille))
            x += taille.width() + self._ecart
            haut = max(haut, taille.height())
        return y + haut - zone.y()
