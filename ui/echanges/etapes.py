"""Les étapes d'un import : ce qui est fait, où l'on en est, ce qui vient."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts
from ui.peinture import CENTRE, coche, disque, ecrire, soigne, trait
from ui.theme import px

ROND, ECART, LIEN = 22, 8, 36


class Etapes(QWidget):
    def __init__(self, noms: tuple[str, ...]) -> None:
        super().__init__()
        self._noms, self._courante = noms, 0
        self.setObjectName("echanges_etapes")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_courante(0)

    def set_courante(self, rang: int) -> None:
        """Au-delà de la dernière, tout est fait."""
        self._courante = rang
        ici = self._noms[min(rang, len(self._noms) - 1)]
        self.setAccessibleName(f"Étape {min(rang + 1, len(self._noms))} sur {len(self._noms)} : {ici}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        mots = sum(self._largeur(nom) for nom in self._noms)
        return QSize(round(mots) + (len(self._noms) - 1) * px(LIEN + 2 * ECART), px(28))

    def _largeur(self, nom: str) -> float:
        return px(ROND + ECART) + fonts.largeur(nom, fonts.police(fonts.BASE, fonts.GRAS)) + 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        x, milieu = 0.0, self.height() / 2
        with soigne(QPainter(self)) as peintre:
            for rang, nom in enumerate(self._noms):
                if rang:
                    peintre.setPen(trait("accent" if rang <= self._courante else "bord", 2))
                    fin = x + px(LIEN)
                    peintre.drawLine(QPointF(x, milieu), QPointF(fin, milieu))
                    x = fin + px(ECART)
                self._dessiner(peintre, QPointF(x + px(ROND) / 2, milieu), rang)
                mot = QRectF(x + px(ROND + ECART), 0, self._largeur(nom), self.height())
                ecrire(peintre, mot, nom, *self._facon(rang))
                x += self._largeur(nom) + px(ECART)

    def _facon(self, rang: int) -> tuple[QFont, str]:
        graisse = fonts.GRAS if rang == self._courante else fonts.NORMAL
        token = "accent" if rang == self._courante else "texte" if rang < self._courante else "texte3"
        return fonts.police(fonts.BASE, graisse), token

    def _dessiner(self, peintre: QPainter, centre: QPointF, rang: int) -> None:
        rayon = px(ROND) / 2
        if rang < self._courante:
            disque(peintre, centre, rayon, fond="plein")
            coche(peintre, centre, px(13), "sur_plein", 1.8)
            return
        actif = rang == self._courante
        fond, bord, token = ("accent_fond", "accent", "accent") if actif else ("surface", "bord_fort", "texte3")
        disque(peintre, centre, rayon - 0.5, fond=fond, plume=trait(bord, 1))
        zone = QRectF(centre.x() - rayon, centre.y() - rayon, 2 * rayon, 2 * rayon)
        ecrire(peintre, zone, str(rang + 1), fonts.police(fonts.LEGENDE, fonts.GRAS), token, CENTRE)
