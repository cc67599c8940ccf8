"""La touche de clavier : « Ctrl+S », dans un bouton, un champ ou une légende."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui import fonts
from ui.peinture import CENTRE, boite, ecrire
from ui.theme import px

HAUTEUR = 18


@dataclass(frozen=True)
class Touche:
    texte: str
    sur_plein: bool = False

    def lu(self) -> str:
        return f"touche {self.texte}"

    def largeur(self) -> float:
        return max(fonts.largeur(self.texte, fonts.police(11)) + px(12), px(HAUTEUR))

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        zone = QRectF(rect.x(), 0, self.largeur(), px(HAUTEUR))
        zone.moveTop(round(rect.center().y() - zone.height() / 2))
        fond, bord = (None, "sur_plein") if self.sur_plein else ("creux", "neutre_bord")
        boite(peintre, zone, rayon=4, fond=fond, bord=bord)
        ecrire(peintre, zone, self.texte, fonts.police(11), "sur_plein" if self.sur_plein else "texte2", CENTRE)
