"""L'erreur, dite là où elle se produit, avec ce qu'il faut faire."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.peinture import boite, soigne
from ui.theme import px


class BandeauErreur(QWidget):
    """Caché tant que rien n'est arrivé ; `famille` « ambre » pour un simple avertissement."""

    def __init__(self, famille: str = "rouge", *, nom: str = "erreur", fermable: bool = True) -> None:
        super().__init__()
        self._famille = famille
        self.setObjectName(nom)
        self._phrase = Texte("", famille, lignes=True, nom=f"{nom}_phrase")
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(px(12), px(6), px(8), px(6))
        disposition.setSpacing(px(8))
        disposition.addWidget(Icone("triangle-alert", famille, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        disposition.addWidget(self._phrase, 1)
        if fermable:
            fermer = Bouton("", "x", genre=Genre.NU, petit=True, aide="Fermer ce message", nom=f"{nom}_fermer")
            fermer.clicked.connect(self.hide)
            disposition.addWidget(fermer)
        self.hide()

    def dire(self, phrase: str) -> None:
        """Montre la phrase ; une phrase vide fait disparaître le bandeau."""
        self._phrase.setText(phrase)
        self.setAccessibleName(phrase)
        self.setVisible(bool(phrase))

    @property
    def phrase(self) -> str:
        return self._phrase.text()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            fond, bord = f"{self._famille}_fond", f"{self._famille}_bord"
            boite(peintre, QRectF(self.rect()), rayon=6, fond=fond, bord=bord)
