"""La liste des raccourcis clavier (Ctrl+/)."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget
from typing_extensions import override

from ui.composants.texte import Texte, titre
from ui.composants.touche import Touche
from ui.composants.vue import Vignette
from ui.theme import couleur, px

RACCOURCIS = (
    ("Ctrl+K", "Aller à un dossier, lancer une commande"),
    ("Ctrl+F", "Filtrer la liste"),
    ("Ctrl+N", "Nouveau dossier"),
    ("Entrée", "Ouvrir"),
    ("Échap", "Revenir"),
    ("Ctrl+S", "Enregistrer"),
    ("Ctrl+C", "Copier la sélection avec les en-têtes"),
    ("Ctrl+O", "Ouvrir un projet"),
    ("Ctrl+1 à 4", "Changer d’écran"),
    ("Ctrl+/", "Cette liste"),
)


class FenetreRaccourcis(QDialog):
    """Se ferme par Échap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fenetre_raccourcis")
        self.setWindowTitle("Raccourcis clavier")
        grille = QGridLayout(self)
        grille.setContentsMargins(px(20), px(16), px(20), px(20))
        grille.setHorizontalSpacing(px(20))
        grille.setVerticalSpacing(px(8))
        grille.addWidget(titre("Raccourcis clavier"), 0, 0, 1, 2)
        for rang, (touche, effet) in enumerate(RACCOURCIS, start=1):
            grille.addWidget(Vignette(Touche(touche)), rang, 0)
            grille.addWidget(Texte(effet), rang, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("surface"))
        peintre.end()
