"""Les onglets : le mot, son compte, un trait d'accent sous l'actif."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.choix import Choix, Rangee
from ui.peinture import anneau, ecrire, soigne
from ui.theme import couleur, px

BORD, SERRE, ECART = 11, 5, 7


class Onglets(Rangee):
    """À l'étroit, les mots se rapprochent plutôt que de se couper."""

    def __init__(self, choix: Sequence[Choix], *, nom: str = "", parent: QWidget | None = None) -> None:
        super().__init__(choix, nom=nom, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @override
    def hauteur(self) -> int:
        return px(40)

    @override
    def largeur_choix(self, choix: Choix) -> float:
        return self._mots(choix) + 2 * self._bord()

    @override
    def sizeHint(self) -> QSize:
        return self._taille(px(BORD))

    @override
    def minimumSizeHint(self) -> QSize:
        return self._taille(px(SERRE))

    def _taille(self, bord: float) -> QSize:
        return QSize(sum(round(self._mots(c) + 2 * bord) for c in self._choix), self.hauteur())

    def _bord(self) -> float:
        """La marge de chaque côté d'un mot : celle que laisse la largeur donnée."""
        libre = self.width() - sum(map(self._mots, self._choix))
        return max(px(SERRE), min(px(BORD), libre / (2 * max(1, len(self._choix)))))

    def _mots(self, choix: Choix) -> float:
        compte = 0.0
        if choix.compte is not None:
            compte = px(ECART) + fonts.largeur(str(choix.compte), fonts.police(fonts.BASE, fonts.MOYEN))
        return fonts.largeur(choix.texte, _fonte(True)) + compte

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
        mot = zone.adjusted(self._bord(), 0, 0, 0)
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
