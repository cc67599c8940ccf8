"""Les onglets : le mot, son compte, un trait d'accent sous l'actif."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from typing_extensions import override

from ui import fonts
from ui.composants.choix import Choix, Rangee
from ui.peinture import anneau, ecrire, soigne
from ui.theme import couleur, px

BORD, ECART = 11, 7


class Onglets(Rangee):
    @override
    def hauteur(self) -> int:
        return px(40)

    @override
    def largeur_choix(self, choix: Choix) -> float:
        compte = 0.0
        if choix.compte is not None:
            compte = px(ECART) + fonts.largeur(str(choix.compte), fonts.police(fonts.BASE, fonts.MOYEN))
        return fonts.largeur(choix.texte, _fonte(True)) + compte + 2 * px(BORD)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            for rang, (choix, zone) in enumerate(zip(self._choix, self.zones(), strict=True)):
                self._dessiner(peintre, rang, choix, zone)
            if self.hasFocus():
                self._entourer(peintre)

    def _dessiner(self, peintre: QPainter, rang: int, choix: Choix, zone: QRectF) -> None:
        actif = choix.cle == self._actif
        token = "accent" if actif else "texte" if rang == self._survol else "texte2"
        mot = zone.adjusted(px(BORD), 0, 0, 0)
        ecrit = ecrire(peintre, mot, choix.texte, _fonte(actif), token)
        if choix.compte is not None:
            mot.setLeft(mot.left() + ecrit + px(ECART))
            fonte = fonts.police(fonts.BASE, fonts.MOYEN if actif else fonts.NORMAL)
            ecrire(peintre, mot, str(choix.compte), fonte, "accent" if actif else "texte3")
        if actif:
            peintre.fillRect(QRectF(zone.left(), zone.bottom() - 2, zone.width(), 2), couleur("accent"))

    def _entourer(self, peintre: QPainter) -> None:
        actif = next((z for c, z in zip(self._choix, self.zones(), strict=True) if c.cle == self._actif), None)
        if actif is not None:
            anneau(peintre, actif.adjusted(2, 6, -2, -6), 6)


def _fonte(actif: bool) -> QFont:
    return fonts.police(fonts.BASE, fonts.GRAS if actif else fonts.NORMAL)
