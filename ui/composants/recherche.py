"""Le champ de recherche ou de saisie rapide : son icône à gauche, sa touche à droite."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui import icons
from ui.composants.touche import Touche
from ui.peinture import soigne
from ui.theme import px


class ChampRecherche(QLineEdit):
    """`raccourci` donne le focus au champ depuis toute la fenêtre."""

    def __init__(
        self,
        invite: str,
        *,
        icone: str = "search",
        touche: str = "",
        raccourci: str = "",
        nom: str = "recherche",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icone = icone
        self._touche = Touche(touche) if touche else None
        self.setPlaceholderText(invite)
        self.setAccessibleName(invite)
        self.setObjectName(nom)
        droite = int(self._touche.largeur()) + px(6) if self._touche else 0
        self.setTextMargins(px(24), 0, droite, 0)
        if raccourci:
            QShortcut(QKeySequence(raccourci), self, self._saisir)

    def _saisir(self) -> None:
        self.setFocus()
        self.selectAll()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        with soigne(QPainter(self)) as peintre:
            milieu = self.height() / 2
            icons.draw(peintre, self._icone, QRectF(px(12), milieu - px(8), px(16), px(16)), "texte3")
            if self._touche:
                coin = QPointF(self.width() - self._touche.largeur() - px(8), 0)
                self._touche.dessiner(peintre, QRectF(coin, self.rect().bottomRight().toPointF()))
