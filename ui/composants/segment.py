"""Le segment : des boutons joints dont un seul est actif."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.composants.choix import Choix, Rangee
from ui.peinture import CENTRE, boite, ecrire, soigne, trait
from ui.theme import couleur, px

RAYON, BORD, ICONE = 6, 11, 14


class Segment(Rangee):
    def __init__(self, choix: Sequence[Choix], *, nom: str = "", parent: QWidget | None = None) -> None:
        super().__init__(choix, nom=nom, parent=parent)
        self.setProperty("anneau", True)

    @override
    def hauteur(self) -> int:
        return px(26)

    @override
    def largeur_choix(self, choix: Choix) -> float:
        icone = px(ICONE) + px(5) if choix.icone else 0
        return fonts.largeur(_texte(choix), _fonte(True)) + icone + 2 * px(BORD)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            cadre = QRectF(self.rect())
            boite(peintre, cadre, rayon=RAYON, fond="surface")
            forme = QPainterPath()
            forme.addRoundedRect(cadre, RAYON, RAYON)
            peintre.setClipPath(forme)
            for rang, (choix, zone) in enumerate(zip(self._choix, self.zones(), strict=True)):
                self._dessiner(peintre, rang, choix, zone)
            peintre.setClipping(False)
            boite(peintre, cadre, rayon=RAYON, bord="bord_fort")

    def _dessiner(self, peintre: QPainter, rang: int, choix: Choix, zone: QRectF) -> None:
        actif = choix.cle == self._actif
        if actif or rang == self._survol:
            peintre.fillRect(zone, couleur("accent_fond" if actif else "creux"))
        if rang:
            peintre.setPen(trait("bord", 1))
            x = zone.left() + 0.5
            peintre.drawLine(QPointF(x, 0), QPointF(x, zone.bottom()))
        token = "accent" if actif else choix.token
        if choix.icone:
            carre = QRectF(zone.left() + px(BORD), zone.center().y() - px(ICONE) / 2, px(ICONE), px(ICONE))
            icons.draw(peintre, choix.icone, carre, token)
            zone = zone.adjusted(px(ICONE) + px(5), 0, 0, 0)
        ecrire(peintre, zone, _texte(choix), _fonte(actif), token, CENTRE)


def _texte(choix: Choix) -> str:
    return choix.texte if choix.compte is None else f"{choix.texte} {choix.compte}"


def _fonte(actif: bool) -> QFont:
    return fonts.police(fonts.LEGENDE, fonts.GRAS if actif else fonts.NORMAL)
