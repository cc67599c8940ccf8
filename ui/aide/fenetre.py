"""La fenêtre d'aide (F1) : le sommaire à gauche, la page à droite ; elle reste ouverte pendant qu'on travaille."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.aide import pages
from ui.aide.texte import TexteAide
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import section
from ui.theme import px
from ui.touches import poser

LARGEUR, HAUTEUR, SOMMAIRE = 920, 680, 210
ROLE = Qt.ItemDataRole.UserRole


class FenetreAide(QDialog):
    """Alt+Gauche revient à la page d'avant, Échap ferme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fenetre_aide")
        self.texte = TexteAide()
        self.liste = QListWidget()
        self.liste.setObjectName("aide_sommaire")
        self.liste.setAccessibleName("Sommaire du guide")
        self.liste.setProperty("cadre", "champ")
        self.liste.setProperty("anneau", True)
        self.liste.setFixedWidth(px(SOMMAIRE))
        self.liste.setWordWrap(True)
        for page in pages.sommaire():
            ligne = QListWidgetItem(page.titre)
            ligne.setData(ROLE, page.chemin)
            self.liste.addItem(ligne)
        self.retour = Bouton(
            "", "arrow-left", genre=Genre.NU, petit=True, nom="aide_retour", aide="Page d’avant (Alt+Gauche)"
        )
        self._disposer()
        self.liste.currentItemChanged.connect(self._choisir)
        self.texte.page_changed.connect(self._suivre)
        self.retour.clicked.connect(self.texte.back)
        poser(self, "Alt+Left", self.texte.back)

    def show_page(self, chemin: str) -> None:
        self.texte.show_page(chemin)
        self.texte.setFocus()

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.addWidget(section("Guide"))
        haut.addStretch(1)
        haut.addWidget(self.retour)
        gauche = QVBoxLayout()
        gauche.setSpacing(px(8))
        gauche.addLayout(haut)
        gauche.addWidget(self.liste, 1)
        tout = QHBoxLayout(self)
        tout.setContentsMargins(px(12), px(12), px(12), px(12))
        tout.setSpacing(px(12))
        tout.addLayout(gauche)
        tout.addWidget(self.texte, 1)
        self.resize(px(LARGEUR), px(HAUTEUR))
        QWidget.setTabOrder(self.retour, self.liste)
        QWidget.setTabOrder(self.liste, self.texte)

    def _choisir(self, ligne: QListWidgetItem | None) -> None:
        if ligne is not None and ligne.data(ROLE) != self.texte.chemin:
            self.texte.show_page(ligne.data(ROLE))

    def _suivre(self, chemin: str) -> None:
        """La page peut venir d'un lien : le sommaire et le titre la suivent."""
        rangs = [r for r in range(self.liste.count()) if self.liste.item(r).data(ROLE) == chemin]
        self.liste.setCurrentRow(rangs[0] if rangs else -1)
        titre = self.liste.item(rangs[0]).text() if rangs else "Guide"
        self.setWindowTitle(f"Aide : {titre}")
        self.retour.setEnabled(self.texte.can_go_back)
