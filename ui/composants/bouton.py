"""Le bouton : un verbe, son icône, son raccourci dans une touche."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.composants.pressable import Pressable
from ui.composants.touche import Touche
from ui.peinture import boite, ecrire, soigne
from ui.theme import couleur, px

if TYPE_CHECKING:  # la première fenêtre n'attend pas ces classes
    from PySide6.QtGui import QPaintEvent

RAYON, BORD, ICONE, ECART = 6, 12, 16, 6


class Genre(StrEnum):
    SIMPLE = "simple"
    PRINCIPAL = "principal"
    NU = "nu"
    DISCRET = "discret"  # nu, à la couleur du texte second
    LIEN = "lien"


TOKENS = {Genre.PRINCIPAL: "sur_plein", Genre.NU: "accent", Genre.LIEN: "accent", Genre.DISCRET: "texte2"}


class Bouton(Pressable):
    """`petit` pour les barres ; `touche` affiche le raccourci et l'active."""

    def __init__(
        self,
        texte: str = "",
        icone: str = "",
        *,
        genre: Genre = Genre.SIMPLE,
        petit: bool = False,
        touche: str = "",
        raccourci: str = "",
        menu: bool = False,
        apres: bool = False,
        aide: str = "",
        nom: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texte, parent)
        self._icone, self._genre, self._petit, self._menu = icone, genre, petit, menu
        self._apres = apres  # l'icône suit le mot : « Suivant › »
        self._touche = Touche(touche, genre is Genre.PRINCIPAL) if touche else None
        self.setObjectName(nom)
        self.setToolTip(aide)
        self.setAccessibleName(texte or aide)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if raccourci:
            self.setShortcut(raccourci)

    def set_icone(self, icone: str) -> None:
        self._icone = icone
        self.updateGeometry()
        self.update()

    def set_texte(self, texte: str) -> None:
        """Change le mot ; Qt oublierait le raccourci, qui reste."""
        raccourci = self.shortcut()
        self.setText(texte)
        self.setShortcut(raccourci)
        self.updateGeometry()
        self.update()

    def set_genre(self, genre: Genre) -> None:
        self._genre = genre
        if self._touche:
            self._touche = Touche(self._touche.texte, genre is Genre.PRINCIPAL)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        morceaux = [m for m in (self._largeur_icone(), self._largeur_texte(), self._largeur_touche()) if m]
        largeur = sum(morceaux) + px(ECART) * (len(morceaux) - 1) + 2 * self._marge()
        return QSize(round(largeur) + (px(18) if self._menu else 0), px(self._hauteur()))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            self._fond(peintre)
            self._contenu(peintre)

    def _fond(self, peintre: QPainter) -> None:
        zone = QRectF(self.rect())
        enfonce = self.isDown() or self.isChecked()
        match self._genre:
            case Genre.PRINCIPAL if self.isEnabled():
                boite(peintre, zone, rayon=RAYON, fond="accent" if self.isDown() else "plein")
            case Genre.LIEN:
                if self.isEnabled() and self.underMouse():
                    ligne = QRectF(0, self.height() - 2, self._largeur_texte(), 1)
                    peintre.fillRect(ligne, couleur("accent"))
            case Genre.NU | Genre.DISCRET:
                if self.isEnabled() and (enfonce or self.underMouse()):
                    boite(peintre, zone, rayon=RAYON, fond="accent_fond" if enfonce else "creux")
            case _:
                fond = "accent_fond" if enfonce else "creux" if self.underMouse() else "surface"
                boite(peintre, zone, rayon=RAYON, fond=fond, bord="bord_fort" if self.isEnabled() else "bord")

    def _contenu(self, peintre: QPainter) -> None:
        libre = self.width() - self.sizeHint().width()
        zone = QRectF(self.rect()).adjusted(self._marge() + max(0, libre / 2), 0, 0, 0)
        if self._icone and not self._apres:
            self._dessiner_icone(peintre, zone)
        if self.text():
            ecrire(peintre, zone, self.text(), self._fonte(), self._token())
            zone.setLeft(zone.left() + self._largeur_texte() + px(ECART))
        if self._icone and self._apres:
            self._dessiner_icone(peintre, zone)
        if self._touche:
            self._touche.dessiner(peintre, zone)
        if self._menu:
            carre = QRectF(self.width() - px(26), self.height() / 2 - px(8), px(16), px(16))
            icons.draw(peintre, "chevron-down", carre, self._token())

    def _dessiner_icone(self, peintre: QPainter, zone: QRectF) -> None:
        cote = px(self._cote())
        carre = QRectF(zone.x(), round(zone.center().y() - cote / 2), cote, cote)
        icons.draw(peintre, self._icone, carre, self._token())
        zone.setLeft(zone.left() + cote + px(ECART))

    def _token(self) -> str:
        if not self.isEnabled():
            return "texte3"
        if self.isChecked():
            return "accent"
        return TOKENS.get(self._genre, "texte")

    def _fonte(self) -> QFont:
        return fonts.police(fonts.LEGENDE if self._petit else fonts.BASE, fonts.MOYEN)

    def _hauteur(self) -> int:
        if self._genre is Genre.LIEN:
            return 18
        return 26 if self._petit else 32

    def _cote(self) -> int:
        return 14 if self._petit else ICONE

    def _marge(self) -> int:
        if self._genre is Genre.LIEN:
            return 0
        if not self.text():
            return round((px(26 if self._petit else 32) - px(self._cote())) / 2)
        return px(9 if self._petit or self._genre in (Genre.NU, Genre.DISCRET) else BORD)

    def _largeur_icone(self) -> float:
        return px(self._cote()) if self._icone else 0

    def _largeur_texte(self) -> float:
        return fonts.largeur(self.text(), self._fonte()) + 1 if self.text() else 0

    def _largeur_touche(self) -> float:
        return self._touche.largeur() if self._touche else 0
