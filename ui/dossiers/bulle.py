"""La phrase qui dit, sous une cellule, pourquoi ce qui est tapé ne peut pas être gardé."""

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.texte import Texte
from ui.peinture import boite, soigne
from ui.theme import px


class Bulle(Texte):
    """Posée dans la table, elle n'en sort pas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "rouge", fonts.LEGENDE, lignes=True, nom="cellule_erreur", parent=parent)
        self.setContentsMargins(px(8), px(4), px(8), px(4))
        self.setMaximumWidth(px(320))

    def dire(self, phrase: str, ou: QPoint) -> None:
        self.setText(phrase)
        self.setAccessibleName(phrase)
        self.adjustSize()
        parent = self.parentWidget()
        zone = parent.rect() if parent else self.rect()
        self.move(max(0, min(ou.x(), zone.right() - self.width())), min(ou.y(), zone.bottom() - self.height()))
        self.show()
        self.raise_()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            boite(peintre, QRectF(self.rect()), rayon=6, fond="rouge_fond", bord="rouge_bord")
        super().paintEvent(arg__1)
