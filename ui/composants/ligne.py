"""Une ligne de texte faite de morceaux : nom et prénom, ancien → nouveau, date et motif."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from ui import fonts, icons
from ui.peinture import DROITE, GAUCHE, ecrire, trait
from ui.theme import px

ECART = 4


@dataclass(frozen=True)
class Morceau:
    """Un bout de texte, précédé de son icône ; `largeur_min` tient les colonnes alignées."""

    texte: str
    token: str = "texte"
    graisse: int = fonts.NORMAL
    taille: int = fonts.BASE
    barre: bool = False
    souligne: bool = False
    icone: str = ""
    largeur_min: int = 0

    def fonte(self) -> QFont:
        return fonts.police(self.taille, self.graisse, barre=self.barre)

    def largeur(self) -> float:
        icone = px(16) + (px(ECART) if self.texte else 0) if self.icone else 0
        return max(px(self.largeur_min), icone + fonts.largeur(self.texte, self.fonte()))


@dataclass(frozen=True)
class Ligne:
    morceaux: tuple[Morceau, ...]
    cote: Qt.AlignmentFlag = GAUCHE
    ecart: int = ECART

    def lu(self) -> str:
        return " ".join(m.texte for m in self.morceaux if m.texte)

    def largeur(self) -> float:
        return sum(m.largeur() for m in self.morceaux) + px(self.ecart) * max(0, len(self.morceaux) - 1)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        for morceau, zone in self._places(rect):
            if zone.width() > 0:
                _dessiner(peintre, zone, morceau)

    def _places(self, rect: QRectF) -> Iterator[tuple[Morceau, QRectF]]:
        largeurs, ecart = [morceau.largeur() for morceau in self.morceaux], px(self.ecart)
        x = rect.x()
        if self.cote == DROITE:
            x += max(0.0, rect.width() - sum(largeurs) - ecart * (len(largeurs) - 1))
        for morceau, largeur in zip(self.morceaux, largeurs, strict=True):
            yield morceau, QRectF(x, rect.y(), min(largeur, rect.right() - x), rect.height())
            x += largeur + ecart


def _dessiner(peintre: QPainter, zone: QRectF, morceau: Morceau) -> None:
    if morceau.icone:
        cote = px(15)
        icone = QRectF(zone.x(), round(zone.center().y() - cote / 2), cote, cote)
        icons.draw(peintre, morceau.icone, icone, morceau.token)
        zone = zone.adjusted(px(16) + px(ECART), 0, 0, 0)
    ecrit = ecrire(peintre, zone, morceau.texte, morceau.fonte(), morceau.token)
    if morceau.souligne:
        bas = round(zone.center().y() + px(9)) + 0.5
        peintre.setPen(trait(morceau.token, 1.5, points=True))
        peintre.drawLine(QPointF(zone.x(), bas), QPointF(zone.x() + ecrit, bas))


def nom_menage(nom: str, prenom: str = "") -> Ligne:
    """« BERTRAND Lucette » : le nom en avant, le prénom en retrait."""
    return Ligne((Morceau(nom, graisse=fonts.MOYEN), Morceau(prenom, "texte2")))


def changement(ancien: str, nouveau: str, cote: Qt.AlignmentFlag = GAUCHE) -> Ligne:
    """L'ancienne valeur barrée, puis la nouvelle."""
    avant = Morceau(ancien, "texte3", barre=True)
    return Ligne((avant, Morceau("→", "texte3"), Morceau(nouveau, "accent", fonts.GRAS)), cote)
