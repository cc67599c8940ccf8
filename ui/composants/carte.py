"""La carte : un titre, une note à droite, un contenu, parfois un pied."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.composants.texte import legende, section
from ui.peinture import anneau, boite, soigne
from ui.theme import couleur, px

RAYON = 8


class Carte(QWidget):
    """On remplit `contenu` ; `tete` accueille une icône ou un bouton ; `choisie` la cerne d'accent."""

    clicked = Signal()

    def __init__(
        self, titre: str = "", note: str = "", *, nom: str = "", cliquable: bool = False, bande: str = ""
    ) -> None:
        super().__init__()
        self._choisie, self._cliquable, self._bande = False, cliquable, bande
        self.setObjectName(nom)
        self.setAccessibleName(titre)
        self.titre, self.note = section(titre), legende(note)
        self.tete = QHBoxLayout()
        self.contenu = QVBoxLayout()
        self._entete = bool(titre or note)
        for mot in (self.titre, self.note):
            mot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._disposer()
        if cliquable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_choisie(self, choisie: bool) -> None:
        self._choisie = choisie
        self.update()

    def set_titre(self, titre: str, note: str = "") -> None:
        self.titre.setText(titre)
        self.note.setText(note)
        self.setAccessibleName(titre)

    def _disposer(self) -> None:
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(1, 1, 1, 1)
        disposition.setSpacing(0)
        self.tete.setContentsMargins(px(12), px(9), px(12), px(9))
        self.tete.setSpacing(px(8))
        self.contenu.setContentsMargins(px(12), px(12), px(12), px(12))
        self.contenu.setSpacing(px(8))
        if self._entete:
            self.tete.addWidget(self.titre)
            self.tete.addStretch(1)
            self.tete.addWidget(self.note)
            disposition.addLayout(self.tete)
        else:  # sans en-tête, ses mots restent à elle : ils partent avec elle
            for mot in (self.titre, self.note):
                mot.setParent(self)
                mot.hide()
        disposition.addLayout(self.contenu, 1)
        disposition.addStretch(0)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cliquable and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        touches = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._cliquable and event.key() in touches:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            bord = "accent" if self._choisie else "bord"
            boite(peintre, zone, rayon=RAYON, fond="surface", bord=bord)
            if self._entete:
                self._souligner(peintre)
            if self.hasFocus():
                anneau(peintre, zone, RAYON)

    def _souligner(self, peintre: QPainter) -> None:
        bas = self.tete.geometry().bottom()
        peintre.fillRect(QRectF(1, bas, self.width() - 2, 1), couleur("trait"))
        if self._bande:
            peintre.fillRect(QRectF(1, 0, self.width() - 2, 3), couleur(self._bande))
