"""Un avis en haut d'un écran : une phrase, et les gestes qu'elle propose."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.peinture import boite, soigne
from ui.theme import px

Geste = tuple[str, str, Callable[[], None]]


class Avis(QWidget):
    """Caché tant qu'il n'a rien à dire ; chaque geste porte son nom, son texte et ce qu'il fait."""

    def __init__(self, icone: str, famille: str = "ambre", *, nom: str) -> None:
        super().__init__()
        self._famille, self._nom = famille, nom
        self.setObjectName(nom)
        self._phrase = Texte("", famille, lignes=True, nom=f"{nom}_phrase")
        self._gestes: list[Bouton] = []
        self._rangee = QHBoxLayout(self)
        self._rangee.setContentsMargins(px(12), px(6), px(8), px(6))
        self._rangee.setSpacing(px(8))
        self._rangee.addWidget(Icone(icone, famille, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        self._rangee.addWidget(self._phrase, 1)
        self._fermer = Bouton("", "x", genre=Genre.NU, petit=True, aide="Fermer cet avis", nom=f"{nom}_fermer")
        self._fermer.clicked.connect(self.hide)
        self._rangee.addWidget(self._fermer)
        self.hide()

    @property
    def phrase(self) -> str:
        return self._phrase.text()

    def dire(self, phrase: str, gestes: Sequence[Geste] = ()) -> None:
        """Montre la phrase et ses boutons ; une phrase vide fait disparaître l'avis."""
        for ancien in self._gestes:
            ancien.hide()
            ancien.deleteLater()
        self._gestes = [self._bouton(*geste) for geste in gestes]
        self._phrase.setText(phrase)
        self.setAccessibleName(phrase)
        self.setVisible(bool(phrase))

    def _bouton(self, nom: str, texte: str, faire: Callable[[], None]) -> Bouton:
        bouton = Bouton(texte, petit=True, nom=f"{self._nom}_{nom}")
        bouton.clicked.connect(lambda: faire())
        self._rangee.insertWidget(self._rangee.count() - 1, bouton)
        bouton.show()
        return bouton

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            fond, bord = f"{self._famille}_fond", f"{self._famille}_bord"
            boite(peintre, QRectF(self.rect()), rayon=6, fond=fond, bord=bord)
