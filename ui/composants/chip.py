"""La pastille : une icône et un mot sur le fond de leur famille ; la couleur ne fait qu'ajouter."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui import fonts, icons, theme
from ui.peinture import boite, ecrire
from ui.theme import px

HAUTEUR, BORD, ICONE, ECART = 20, 7, 14, 4


@dataclass(frozen=True)
class Chip:
    texte: str
    icone: str = ""
    famille: str = "neutre"
    contour: bool = False
    pointille: bool = False

    def lu(self) -> str:
        return self.texte

    def largeur(self) -> float:
        mot = fonts.largeur(self.texte, fonts.police(fonts.LEGENDE, fonts.MOYEN))
        return 2 * px(BORD) + self._icone() + mot

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        zone = QRectF(rect.x(), 0, min(self.largeur(), rect.width()), px(HAUTEUR))
        zone.moveTop(round(rect.center().y() - zone.height() / 2))
        self._fond(peintre, zone)
        if self.icone:
            cote = px(ICONE)
            icone = QRectF(zone.x() + px(BORD), zone.center().y() - cote / 2, cote, cote)
            icons.draw(peintre, self.icone, icone, self.famille)
        mot = zone.adjusted(px(BORD) + self._icone(), 0, -px(BORD) + 1, 0)
        ecrire(peintre, mot, self.texte, fonts.police(fonts.LEGENDE, fonts.MOYEN), self.famille)

    def _icone(self) -> float:
        return px(ICONE) + px(ECART) if self.icone else 0

    def _fond(self, peintre: QPainter, zone: QRectF) -> None:
        if self.contour or self.pointille:
            bord = f"{self.famille}_bord" if hasattr(theme.palette(), f"{self.famille}_bord") else "bord_fort"
            boite(peintre, zone, rayon=4, fond="surface", bord=bord, tirets=self.pointille)
        else:
            boite(peintre, zone, rayon=4, fond=f"{self.famille}_fond")


def tag(texte: str, icone: str = "") -> Chip:
    """Une étiquette : « Hors QPV », « PLUS 2002 » ; un contour, sans couleur de sens."""
    return Chip(texte, icone, contour=True)
