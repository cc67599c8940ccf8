"""L'histogramme du reste à charge : chaque classe s'ouvre sur ses ménages, à la souris ou au clavier."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from typing_extensions import override

from ui.composants.histogramme import Classe, Histogramme
from ui.peinture import anneau, soigne

ENTREES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HistogrammeOuvrable(Histogramme):
    class_clicked = Signal(int)

    def __init__(self, *, nom: str) -> None:
        self._courante = 0
        super().__init__(nom=nom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def set_classes(self, classes: Sequence[Classe]) -> None:
        super().set_classes(classes)
        self._courante = min(self._courante, max(0, len(classes) - 1))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._classes and self.rect().contains(event.position().toPoint()):
            self._courante = int(event.position().x() // self._pas())
            self.class_clicked.emit(self._courante)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if pas is not None:
            self._courante = min(max(self._courante + pas, 0), len(self._classes) - 1)
            self.update()
        elif event.key() in ENTREES and self._classes:
            self.class_clicked.emit(self._courante)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._classes:
            with soigne(QPainter(self)) as peintre:
                anneau(peintre, QRectF(self._courante * self._pas(), 0, self._pas(), self.height()), 4)

    def _pas(self) -> float:
        return self.width() / max(1, len(self._classes))
