"""Une des deux valeurs d'un conflit : un rond, la valeur, et d'où elle vient."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy
from typing_extensions import override

from ui import fonts
from ui.peinture import anneau, boite, disque, ecrire, soigne, trait
from ui.theme import couleur, px

BORD, ROND, HAUT = 12, 16, 24


class ChoixValeur(QRadioButton):
    """Les flèches passent de l'une à l'autre, comme entre deux boutons ronds."""

    def __init__(self, valeur: str, origine: str, *, nom: str) -> None:
        super().__init__()
        self._valeur, self._origine = valeur, origine
        self.setObjectName(nom)
        self.setAccessibleName(f"{valeur}, {origine}")
        politique = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return px(HAUT + BORD) + round(self._origine_en(arg__1).height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(220), self.heightForWidth(max(self.width(), px(220))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.heightForWidth(max(self.width(), px(220))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Une disposition dans une autre oublie la hauteur selon la largeur."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    def _marge(self) -> int:
        return px(BORD) + px(ROND) + px(8)

    def _origine_en(self, largeur: int) -> QRectF:
        metrique = QFontMetricsF(fonts.police(fonts.LEGENDE))
        dans = QRectF(0, 0, largeur - self._marge() - px(BORD), 1000)
        return metrique.boundingRect(dans, int(Qt.TextFlag.TextWordWrap), self._origine)

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone, choisie = QRectF(self.rect()), self.isChecked()
            fond, bord = ("accent_fond", "accent") if choisie else ("surface", "bord")
            boite(peintre, zone, rayon=6, fond=fond, bord=bord)
            centre = QPointF(px(BORD) + px(ROND) / 2, px(6) + px(HAUT) / 2 - 1)
            disque(peintre, centre, px(ROND) / 2 - 1, plume=trait("accent" if choisie else "bord_fort", 1.5))
            if choisie:
                disque(peintre, centre, px(4), fond="accent")
            mot = QRectF(self._marge(), px(6), zone.width() - self._marge() - px(BORD), px(HAUT) - 2)
            ecrire(peintre, mot, self._valeur, fonts.police(fonts.BASE, fonts.GRAS))
            peintre.setFont(fonts.police(fonts.LEGENDE))
            peintre.setPen(couleur("texte2"))
            dessous = QRect(self._marge(), px(HAUT + 4), round(mot.width()), self.height())
            peintre.drawText(dessous, int(Qt.TextFlag.TextWordWrap), self._origine)
            if self.hasFocus():
                anneau(peintre, zone, 6)
