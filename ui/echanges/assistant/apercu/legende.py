"""La légende de l'aperçu : ancien et nouveau, corrigé à la lecture, saisie récente gardée."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.peinture import disque, ecrire, soigne
from ui.theme import px

ANCIEN, NOUVEAU = "302,18", "315,43"
MOTS = ("change", "corrigé à la lecture", "saisie récente gardée")


class LegendeApercu(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("apercu_legende")
        self.setAccessibleName("Barré puis bleu : change. Point : corrigé à la lecture. Main : saisie gardée.")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._peindre(None)) + 2, px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() < self.sizeHint().width():
            return  # plutôt rien qu'une légende coupée ; les bulles disent la même chose
        with soigne(QPainter(self)) as peintre:
            self._peindre(peintre)

    def _peindre(self, peintre: QPainter | None) -> float:
        """Dessine de gauche à droite, ou mesure seulement ; rend la largeur."""
        petite, barre = fonts.police(fonts.LEGENDE), fonts.police(fonts.LEGENDE, barre=True)
        gras = fonts.police(fonts.LEGENDE, fonts.GRAS)
        x, milieu = 0.0, self.height() / 2
        for texte, fonte, token in ((ANCIEN, barre, "texte3"), ("→", petite, "texte3"), (NOUVEAU, gras, "accent")):
            x = self._mot(peintre, x, texte, fonte, token) + px(4)
        x = self._mot(peintre, x, MOTS[0], petite, "texte2") + px(14)
        if peintre is not None:
            disque(peintre, QPointF(x + px(2), milieu), px(2), fond="accent")
        x = self._mot(peintre, x + px(8), MOTS[1], petite, "texte2") + px(14)
        if peintre is not None:
            icons.draw(peintre, "hand", QRectF(x, milieu - px(7), px(14), px(14)), "ambre")
        return self._mot(peintre, x + px(18), MOTS[2], petite, "texte2")

    def _mot(self, peintre: QPainter | None, x: float, texte: str, fonte: QFont, token: str) -> float:
        large = fonts.largeur(texte, fonte)
        if peintre is not None:
            ecrire(peintre, QRectF(x, 0, large + 1, self.height()), texte, fonte, token)
        return x + large
