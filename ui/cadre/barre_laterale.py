"""La barre de gauche : les écrans, et de quoi la réduire."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.textes import pluriel
from ui import fonts, icons
from ui.composants.pressable import Pressable
from ui.peinture import boite, disque, ecrire, soigne
from ui.theme import couleur, px

LARGE, REDUITE = 172, 56
BEAUCOUP = 1000


@dataclass(frozen=True)
class Entree:
    """Un écran de la barre."""

    cle: str
    titre: str
    icone: str


class _Bouton(Pressable):
    def __init__(self, entree: Entree, *, nom: str, cochable: bool = True) -> None:
        super().__init__(entree.titre)
        self._entree, self.reduit = entree, False
        self._compte = 0
        self.setObjectName(nom)
        self.setAccessibleName(entree.titre)
        self.setCheckable(cochable)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_entree(self, entree: Entree) -> None:
        self._entree = entree
        self.setAccessibleName(entree.titre)

    def set_compte(self, compte: int) -> None:
        """Une pastille rouge : combien attendent depuis trop longtemps."""
        self._compte = compte
        suite = f", {pluriel(compte, 'en retard', 'en retard')}" if compte else ""
        self.setAccessibleName(f"{self._entree.titre}{suite}")
        self.update()

    def set_reduit(self, reduit: bool) -> None:
        self.reduit = reduit
        self.setToolTip(self._entree.titre if reduit else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(40), px(34))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone, actif = QRectF(self.rect()), self.isChecked()
            if actif or self.underMouse():
                boite(peintre, zone, rayon=6, fond="accent_fond" if actif else "creux")
            if actif:
                peintre.fillRect(QRectF(0, px(7), px(3), self.height() - px(14)), couleur("accent"))
            token = "accent" if actif else "texte2"
            gauche = (self.width() - px(18)) / 2 if self.reduit else px(11)
            carre = QRectF(gauche, (self.height() - px(18)) / 2, px(18), px(18))
            icons.draw(peintre, self._entree.icone, carre, token)
            if not self.reduit:
                fonte = fonts.police(fonts.BASE, fonts.GRAS if actif else fonts.NORMAL)
                ecrire(peintre, zone.adjusted(px(38), 0, 0, 0), self._entree.titre, fonte, token)
            if self._compte:
                self._pastille(peintre)

    def _pastille(self, peintre: QPainter) -> None:
        """L'horloge et le nombre ; un point seul quand la barre est réduite."""
        if self.reduit:
            disque(peintre, QPointF(self.width() - px(9), px(8)), px(4), fond="rouge")
            return
        texte = str(self._compte) if self._compte < BEAUCOUP else f"{BEAUCOUP - 1}+"
        fonte = fonts.police(fonts.LEGENDE - 1, fonts.GRAS)
        large = fonts.largeur(texte, fonte) + px(24)
        zone = QRectF(self.width() - large - px(5), (self.height() - px(18)) / 2, large, px(18))
        boite(peintre, zone, rayon=px(9), fond="rouge_fond")
        cote = px(11)
        carre = QRectF(zone.x() + px(5), zone.center().y() - cote / 2, cote, cote)
        icons.draw(peintre, "clock", carre, "rouge")
        ecrire(peintre, zone.adjusted(px(19), 0, 0, 0), texte, fonte, "rouge")


class BarreLaterale(QWidget):
    """Un bouton par écran ; ``chosen`` donne la clé de celui que l'on veut."""

    chosen = Signal(str)
    collapsed = Signal(bool)

    def __init__(self, entrees: Sequence[Entree], *, reduite: bool = False) -> None:
        super().__init__()
        self.setObjectName("barre_laterale")
        self._groupe = QButtonGroup(self)
        self._boutons: dict[str, _Bouton] = {}
        self._repli = _Bouton(Entree("repli", "Réduire", "chevron-left"), nom="barre_repli", cochable=False)
        self.reduite = reduite
        self._repli.clicked.connect(self.replier)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(px(8), px(12), px(8), px(12))
        disposition.setSpacing(px(4))
        for entree in entrees:
            disposition.addWidget(self._bouton(entree))
        disposition.addStretch(1)
        disposition.addWidget(self._repli)
        self.set_reduite(reduite)

    def set_current(self, cle: str) -> None:
        """Marque l'écran montré, sans le demander."""
        if cle in self._boutons:
            self._boutons[cle].setChecked(True)

    def set_compte(self, cle: str, compte: int) -> None:
        """La pastille d'un écran."""
        if cle in self._boutons:
            self._boutons[cle].set_compte(compte)

    def set_reduite(self, reduite: bool) -> None:
        self.reduite = reduite
        self.setFixedWidth(px(REDUITE if reduite else LARGE))
        titre, icone = ("Agrandir la barre", "chevron-right") if reduite else ("Réduire", "chevron-left")
        self._repli.set_entree(Entree("repli", titre, icone))
        for bouton in (*self._boutons.values(), self._repli):
            bouton.set_reduit(reduite)

    def replier(self) -> None:
        """Le choix de l'agent ; la fenêtre, elle, ne réduit la barre que faute de place."""
        self.set_reduite(not self.reduite)
        self.collapsed.emit(self.reduite)

    def _bouton(self, entree: Entree) -> _Bouton:
        bouton = _Bouton(entree, nom=f"aller_{entree.cle}")
        bouton.clicked.connect(lambda: self.chosen.emit(entree.cle))
        self._groupe.addButton(bouton)
        self._boutons[entree.cle] = bouton
        return bouton

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("fond"))
        peintre.fillRect(self.width() - 1, 0, 1, self.height(), couleur("bord"))
        peintre.end()
