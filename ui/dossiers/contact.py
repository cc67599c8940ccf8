"""Noter un contact sans quitter l'écran : une ligne relue à mesure, ou des cases."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from relogement.erreurs import ErreurMetier
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende, section
from ui.dossier.saisie_contact import AIDE, SaisieContact
from ui.theme import px


class DialogueContact(QDialog):
    """`noted` porte la ligne écrite et ce que disent les cases ; l'écran l'enregistre et referme."""

    noted = Signal(str, object)

    def __init__(self, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialogue_contact")
        self.setWindowTitle("Noter un contact")
        self.setMinimumWidth(px(520))
        self.erreur = BandeauErreur(nom="contact_erreur")
        self.saisie = SaisieContact("Appel : ce qui s’est dit", nom="contact_ligne")
        self.ligne = self.saisie.ligne
        self.ligne.setAccessibleName("Contact")
        annuler = Bouton("Annuler", nom="contact_annuler")
        self.noter = Bouton("Noter", genre=Genre.PRINCIPAL, touche="Entrée", nom="contact_noter")
        annuler.setAutoDefault(False)
        self.saisie.detail.setAutoDefault(False)
        annuler.clicked.connect(self.reject)
        self.noter.clicked.connect(self._noter)
        etiquette = Texte(f"Contact avec {nom}", "texte2")
        etiquette.setBuddy(self.ligne)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(20), px(16), px(20), px(16))
        colonne.setSpacing(px(10))
        for widget in (section("Noter un contact"), self.erreur, etiquette, self.saisie):
            colonne.addWidget(widget)
        colonne.addWidget(legende(AIDE, "texte3", lignes=True))
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(annuler)
        rangee.addWidget(self.noter)
        colonne.addLayout(rangee)
        self.noter.setDefault(True)
        self.ligne.setFocus()

    def _noter(self) -> None:
        try:
            self.noted.emit(self.ligne.text(), self.saisie.precisions())
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
