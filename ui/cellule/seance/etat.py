"""L'état d'un dossier en grand : le même mot et la même icône que sa pastille, à la taille d'une salle."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from relogement.nomenclatures import Etat
from ui import fonts, icons
from ui.composants.etats import ASPECTS
from ui.peinture import boite, ecrire
from ui.theme import px

BORD, ICONE, ECART, TAILLE = 11, 18, 7, 17


@dataclass(frozen=True)
class GrandEtat:
    """Rien tant que l'état n'est pas lu."""

    etat: Etat | None

    def lu(self) -> str:
        return f"État : {self.etat.libelle}" if self.etat else ""

    def largeur(self) -> float:
        if self.etat is None:
            return 0
        return 2 * px(BORD) + px(ICONE + ECART) + fonts.largeur(self.etat.libelle, _fonte())

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        if self.etat is None:
            return
        aspect, cote = ASPECTS[self.etat], px(ICONE)
        if aspect.contour:
            boite(peintre, rect, rayon=5, fond="surface", bord=f"{aspect.famille}_bord")
        else:
            boite(peintre, rect, rayon=5, fond=f"{aspect.famille}_fond")
        carre = QRectF(rect.x() + px(BORD), round(rect.center().y() - cote / 2), cote, cote)
        icons.draw(peintre, aspect.icone, carre, aspect.famille)
        mot = rect.adjusted(px(BORD + ICONE + ECART), 0, 0, 0)
        ecrire(peintre, mot, self.etat.libelle, _fonte(), aspect.famille)


def _fonte() -> QFont:
    return fonts.police(TAILLE, fonts.MOYEN)
