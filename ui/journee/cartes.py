"""Les deux petites listes du bas : les dossiers sans action, les anniversaires de suivi."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relogement.textes import nombre
from ui import fonts
from ui.composants.bande import vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import legende
from ui.composants.vue import Vignette
from ui.peinture import anneau, soigne
from ui.theme import px


@dataclass(frozen=True)
class Entree:
    """« FAURE Marie-Claude  Recherche  34 jours »."""

    menage_id: int
    nom: str
    precision: str
    valeur: str

    @property
    def dite(self) -> str:
        return f"{self.nom}, {self.precision}, {self.valeur}"


class _Rangee(Vignette):
    """Une ligne ; Entrée ou un clic ouvrent le dossier."""

    opened = Signal(int)

    def __init__(self, entree: Entree, nom: str) -> None:
        nom_, precision = Morceau(entree.nom, graisse=fonts.MOYEN), Morceau(entree.precision, "texte2")
        super().__init__(Ligne((nom_, precision), ecart=6), hauteur=24, nom=nom)
        self._entree = entree
        self.setAccessibleName(entree.dite)
        self.setToolTip(f"Ouvrir le dossier de {entree.nom}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_O):
            self.opened.emit(self._entree.menage_id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._entree.menage_id)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            valeur = Ligne((Morceau(self._entree.valeur, graisse=fonts.GRAS),), ecart=0)
            large = valeur.largeur()
            self.vue.dessiner(peintre, zone.adjusted(px(4), 0, -large - px(10), 0))
            valeur.dessiner(peintre, zone.adjusted(zone.width() - large - px(4), 0, 0, 0))
            if self.hasFocus():
                anneau(peintre, zone.adjusted(0, 1, 0, -1), 4)


class CarteCourte(Carte):
    """Les premiers dossiers d'une liste, et « Tous » pour les autres."""

    opened = Signal(int)
    all_asked = Signal()

    def __init__(self, icone: str, titre: str, vide: str, *, nom: str) -> None:
        super().__init__(titre, nom=nom)
        self._nom, self._vide = nom, vide
        self.tete.insertWidget(0, Icone(icone, "texte2", 16))
        self.tous = Bouton("Tous", genre=Genre.LIEN, nom=f"{nom}_tous")
        self.tete.addWidget(self.tous)
        self.tous.clicked.connect(self.all_asked)
        self.contenu.setContentsMargins(px(8), px(6), px(8), px(6))
        self.contenu.setSpacing(px(2))

    def show_entrees(self, entrees: Sequence[Entree], total: int) -> None:
        vider(self.contenu)
        self.tous.setText("Tous" if total <= len(entrees) else f"Tous ({nombre(total, 0)})")
        self.tous.setAccessibleName(f"{self.titre.text()} : voir les {total} dossiers")
        self.tous.updateGeometry()
        self.tous.setVisible(bool(entrees))
        for rang, entree in enumerate(entrees):
            rangee = _Rangee(entree, f"{self._nom}_{rang}")
            _etaler(rangee)
            rangee.opened.connect(self.opened)
            self.contenu.addWidget(rangee)
        if not entrees:
            self.contenu.addWidget(legende(self._vide, "texte3", nom=f"{self._nom}_vide"))
        self.contenu.addStretch(1)


def _etaler(rangee: QWidget) -> None:
    politique = rangee.sizePolicy()
    politique.setHorizontalPolicy(politique.Policy.Ignored)
    rangee.setSizePolicy(politique)
