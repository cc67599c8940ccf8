"""La clé d'un graphique : un petit carré plein, vide ou hachuré, et son mot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.barres import Remplissage
from ui.peinture import boite, ecrire, hachures, soigne
from ui.theme import px

CARRE, ECART, ENTRE = 10, 6, 14


@dataclass(frozen=True)
class Cle:
    texte: str
    token: str
    remplissage: Remplissage = Remplissage.PLEIN


class Cles(QWidget):
    def __init__(self, cles: Sequence[Cle] = (), *, nom: str = "") -> None:
        super().__init__()
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_cles(cles)

    def set_cles(self, cles: Sequence[Cle]) -> None:
        self._cles = tuple(cles)
        self.setAccessibleName(", ".join(cle.texte for cle in self._cles))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        mots = sum(fonts.largeur(c.texte, fonts.police(fonts.LEGENDE)) for c in self._cles)
        return QSize(round(mots) + len(self._cles) * px(CARRE + ECART + ENTRE), px(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        x = 0.0
        with soigne(QPainter(self)) as peintre:
            for cle in self._cles:
                carre = QRectF(x, round(self.height() / 2 - px(CARRE) / 2), px(CARRE), px(CARRE))
                _remplir(peintre, carre, cle)
                mot = QRectF(carre.right() + px(ECART), 0, self.width() - carre.right() - px(ECART), self.height())
                ecrit = ecrire(peintre, mot, cle.texte, fonts.police(fonts.LEGENDE), "texte2")
                x = mot.x() + ecrit + px(ENTRE)


def _remplir(peintre: QPainter, carre: QRectF, cle: Cle) -> None:
    match cle.remplissage:
        case Remplissage.PLEIN:
            boite(peintre, carre, rayon=2, fond=cle.token)
        case Remplissage.CONTOUR:
            boite(peintre, carre, rayon=2, bord=cle.token)
        case Remplissage.HACHURE:
            boite(peintre, carre, rayon=2, fond=hachures(cle.token, None, pas=4), bord=cle.token)
