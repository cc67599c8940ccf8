"""Une ligne cliquable à deux étages : un nom, et où il se trouve."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.composants.pressable import Pressable
from ui.peinture import boite, ecrire, soigne
from ui.theme import px


class LigneRecent(Pressable):
    """Se choisit à la souris, ou au clavier par Entrée ou Espace."""

    def __init__(
        self, titre: str, detail: str, *, icone: str = "folder", nom: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(titre, parent)
        self._detail, self._icone = detail, icone
        self.setObjectName(nom)
        self.setAccessibleName(f"{titre}, {detail}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(300), px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            if self.underMouse() or self.isDown():
                boite(peintre, QRectF(self.rect()), rayon=6, fond="creux")
            milieu = self.height() / 2
            icons.draw(peintre, self._icone, QRectF(px(12), milieu - px(8), px(16), px(16)), "texte2")
            mots = QRectF(px(40), px(4), self.width() - px(52), px(18))
            ecrire(peintre, mots, self.text(), fonts.police(fonts.BASE, fonts.MOYEN), "texte")
            ecrire(peintre, mots.translated(0, px(18)), self._detail, fonts.police(fonts.LEGENDE), "texte2")
