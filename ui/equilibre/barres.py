"""Deux petits dessins : un indice autour de cent, un taux devant la moyenne ; le chiffre se lit toujours."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui import fonts
from ui.peinture import DROITE, boite, ecrire, hachures, trait
from ui.theme import px

EPAISSEUR, CHIFFRE, ECART, ETENDUE = 8, 60, 8, 60
CENT = 100.0


@dataclass(frozen=True)
class BarreIndice:
    """De cent, le trait du milieu, à l'indice ; une fourchette est hachurée."""

    basse: float
    haute: float
    dite: str
    token: str

    def lu(self) -> str:
        return f"indice {self.dite}"

    def largeur(self) -> float:
        return px(CHIFFRE + ECART + 90)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        chiffre = QRectF(rect.x(), rect.y(), px(CHIFFRE), rect.height())
        ecrire(peintre, chiffre, self.dite, fonts.police(fonts.BASE, fonts.GRAS), self.token, DROITE)
        place = rect.adjusted(px(CHIFFRE + ECART), 0, 0, 0)
        if place.width() < px(24):
            return
        milieu, haut = place.center().x(), place.center().y() - px(EPAISSEUR) / 2
        fond = QRectF(place.x(), haut, place.width(), px(EPAISSEUR))
        boite(peintre, fond, rayon=2, fond="creux")
        debut, fin = (self._x(place, valeur) for valeur in (self.basse, self.haute))
        proche = max(debut, min(milieu, fin))  # ce qui est sûr va de cent au bord le plus proche
        sure = QRectF(min(milieu, proche), haut, abs(proche - milieu), px(EPAISSEUR))
        boite(peintre, sure, fond=self.token)
        if fin - debut > 1:
            douteuse = QRectF(debut, haut, fin - debut, px(EPAISSEUR))
            boite(peintre, douteuse, fond=hachures(self.token, None, pas=5, epaisseur=1.4), bord=self.token)
        peintre.setPen(trait("texte2", 1.5))
        peintre.drawLine(QPointF(milieu, haut - px(3)), QPointF(milieu, haut + px(EPAISSEUR + 3)))

    def _x(self, place: QRectF, indice: float) -> float:
        """Au-delà de l'étendue, la barre touche le bord : le chiffre dit le reste."""
        ecart = max(-1.0, min(1.0, (indice - CENT) / ETENDUE))
        return place.center().x() + ecart * place.width() / 2


@dataclass(frozen=True)
class BarreTaux:
    """Une part : son chiffre, et une barre dont le trait du milieu est la moyenne ; le double la remplit."""

    valeur: float
    moyenne: float | None
    dite: str
    token: str = "accent_bord"

    def lu(self) -> str:
        return self.dite

    def largeur(self) -> float:
        return px(90)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        large = fonts.largeur("100\u202f%", fonts.police(fonts.LEGENDE))
        chiffre = QRectF(rect.x(), rect.y(), large, rect.height())
        ecrire(peintre, chiffre, self.dite, fonts.police(fonts.LEGENDE), "texte", DROITE)
        place = rect.adjusted(large + px(6), 0, 0, 0)
        if place.width() < px(16):
            return
        haut = place.center().y() - px(EPAISSEUR) / 2
        boite(peintre, QRectF(place.x(), haut, place.width(), px(EPAISSEUR)), rayon=2, fond="creux")
        if not self.moyenne:
            return
        longue = place.width() * min(self.valeur / self.moyenne / 2, 1.0)
        if longue >= 1:
            boite(peintre, QRectF(place.x(), haut, longue, px(EPAISSEUR)), rayon=2, fond=self.token)
        x = place.center().x()
        peintre.setPen(trait("texte2", 1.5))
        peintre.drawLine(QPointF(x, haut - px(2)), QPointF(x, haut + px(EPAISSEUR + 2)))
