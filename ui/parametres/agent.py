"""L'onglet de l'agent : le nom qui signe ses actes, et l'apparence de la fenêtre sur ce poste."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import legende
from ui.ouvert import ProjetOuvert
from ui.palettes import SOMBRE
from ui.reglages import Reglages
from ui.theme import px

CLAIR_, SOMBRE_ = "clair", "sombre"


class PageAgent(QWidget):
    def __init__(self, ouvert: ProjetOuvert, reglages: Reglages) -> None:
        super().__init__()
        self.setObjectName("page_agent")
        self._ouvert, self._reglages = ouvert, reglages
        self.nom = QLineEdit(ouvert.fichier.auteur)
        self.themes = Segment(
            [Choix(CLAIR_, "Clair", icone="sun"), Choix(SOMBRE_, "Sombre", icone="moon")], nom="parametres_theme"
        )
        self.themes.set_titre("Thème")
        self._dit = legende("", "vert", nom="parametres_dit")
        self._disposer()
        self._suivre_le_theme()
        self.themes.current_changed.connect(self._habiller)
        theme.theme_changed.connect(self._suivre_le_theme)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(12))
        colonne.addWidget(self._carte_nom())
        apparence = Carte("Apparence", "sur ce poste seulement", nom="parametres_apparence")
        apparence.contenu.addWidget(self.themes, 0, Qt.AlignmentFlag.AlignLeft)
        colonne.addWidget(apparence)
        colonne.addStretch(1)

    def _carte_nom(self) -> Carte:
        carte = Carte("Agent", "le nom sous lequel vos actes sont inscrits au journal", nom="parametres_agent")
        self.nom.setObjectName("parametres_nom")
        self.nom.setAccessibleName("Nom de l’agent")
        self.nom.setFixedWidth(px(320))
        garder = Bouton("Enregistrer", nom="parametres_enregistrer")
        garder.clicked.connect(self._nommer)
        self.nom.returnPressed.connect(self._nommer)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addWidget(self.nom)
        rangee.addWidget(garder)
        rangee.addWidget(self._dit, 1)
        carte.contenu.addLayout(rangee)
        return carte

    def _nommer(self) -> None:
        nom = self.nom.text().strip()
        if not nom:
            self._dire("Écrivez votre nom : il signe vos actes.", "rouge")
            return
        self._reglages.agent = nom
        self._ouvert.fichier.auteur = nom
        self._dire("Enregistré.", "vert")
        self._ouvert.saved.emit()

    def _dire(self, phrase: str, token: str) -> None:
        self._dit.set_token(token)
        self._dit.setText(phrase)

    def _habiller(self, choix: str) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._reglages.sombre = choix == SOMBRE_
        theme.apply(application, sombre=choix == SOMBRE_)

    def _suivre_le_theme(self) -> None:
        """La barre du haut change aussi le thème."""
        self.themes.blockSignals(True)
        self.themes.set_current(SOMBRE_ if theme.palette() is SOMBRE else CLAIR_)
        self.themes.blockSignals(False)
