"""Noter un contact sans quitter la liste : une ligne, dont le premier mot dit le canal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte, legende, section
from ui.theme import px


class DialogueContact(QDialog):
    """`noted` porte la ligne écrite ; l'écran l'enregistre et referme."""

    noted = Signal(str)

    def __init__(self, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialogue_contact")
        self.setWindowTitle("Noter un contact")
        self.setMinimumWidth(px(460))
        self.erreur = BandeauErreur(nom="contact_erreur")
        self.ligne = ChampRecherche("Appel : ce qui s’est dit", icone="phone", nom="contact_ligne")
        self.ligne.setAccessibleName("Contact")
        annuler = Bouton("Annuler", nom="contact_annuler")
        self.noter = Bouton("Noter", genre=Genre.PRINCIPAL, touche="Entrée", nom="contact_noter")
        self.noter.setDefault(True)
        annuler.setAutoDefault(False)
        annuler.clicked.connect(self.reject)
        self.noter.clicked.connect(lambda: self.noted.emit(self.ligne.text()))
        etiquette = Texte(f"Contact avec {nom}", "texte2")
        etiquette.setBuddy(self.ligne)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(20), px(16), px(20), px(16))
        colonne.setSpacing(px(10))
        for widget in (section("Noter un contact"), self.erreur, etiquette, self.ligne):
            colonne.addWidget(widget)
        colonne.addWidget(
            legende("Le premier mot dit le canal : Appel, SMS, Courriel, Courrier, Visite, RDV.", lignes=True)
        )
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(annuler)
        rangee.addWidget(self.noter)
        colonne.addLayout(rangee)
        self.ligne.setFocus()
