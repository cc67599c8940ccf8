"""L'anneau de focus : 2 px d'accent autour du composant qui a le clavier."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui import peinture

ENTOURES = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
RAYON = 6


class _Cadre(QFocusFrame):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        suivi = self.widget()
        rayon = 4 if isinstance(suivi, (QCheckBox, QRadioButton)) else RAYON
        with peinture.soigne(QPainter(self)) as peintre:
            peinture.anneau(peintre, QRectF(self.rect()), rayon + 2)


class AnneauFocus(QObject):
    """Suit le focus dans toute l'application et entoure le composant atteint."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._cadre: _Cadre | None = None
        app.focusChanged.connect(self._suivre)

    def _suivre(self, _ancien: QWidget | None, nouveau: QWidget | None) -> None:
        if self._cadre is not None and not isValid(self._cadre):
            self._cadre = None
        entoure = isinstance(nouveau, ENTOURES) or (nouveau is not None and nouveau.property("anneau"))
        if entoure and self._cadre is None:
            self._cadre = _Cadre()
        if self._cadre is not None:
            self._cadre.setWidget(nouveau if entoure else None)  # type: ignore[arg-type]
