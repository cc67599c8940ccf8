"""Le pied de l'assistant : revenir, renoncer, ce qui se passe, avancer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import legende
from ui.echanges.assistant.barres import Bandeau, barre
from ui.echanges.progression import Progression


class Pied(QWidget):
    """Un seul bouton plein ; pendant un calcul, la progression prend la place de la phrase."""

    back_asked = Signal()
    quit_asked = Signal()
    next_asked = Signal()
    report_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assistant_pied")
        self.progression = Progression("import_progression")
        self.retour = Bouton("Fichier", "chevron-left", nom="import_retour")
        self.annuler = Bouton("Annuler", genre=Genre.DISCRET, nom="import_renoncer")
        self.annuler.setAccessibleName("Annuler cet import")
        self.phrase = legende("", nom="import_phrase")
        self.rapport = Bouton("Rapport", "file-text", nom="import_rapport_ouvrir")
        self.suite = Bouton("Colonnes", "chevron-right", genre=Genre.PRINCIPAL, apres=True, nom="import_suite")
        rangee = barre(self.retour, self.annuler, self.progression, None, self.phrase, self.rapport, self.suite)
        rangee.setStretch(2, 3)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(Bandeau("surface", rangee, dessus=True))
        self.retour.clicked.connect(self.back_asked)
        self.annuler.clicked.connect(self.quit_asked)
        self.rapport.clicked.connect(self.report_asked)
        self.suite.clicked.connect(self.next_asked)

    def montrer(self, *, retour: str, suite: str, phrase: str, rapport: bool = False) -> None:
        """Ce que dit le pied à cette étape ; un mot vide cache son bouton."""
        self.rapport.setVisible(rapport)
        self.retour.setVisible(bool(retour))
        self.retour.set_texte(retour)
        self.suite.setVisible(bool(suite))
        self.suite.set_texte(suite)
        self.suite.setAccessibleName(suite)
        self.phrase.setText(phrase)

    def permettre(self, possible: bool, pourquoi: str = "") -> None:
        """Le bouton plein attend ; la phrase dit alors quoi."""
        self.suite.setEnabled(possible)
        if pourquoi:
            self.phrase.setText(pourquoi)

    def set_busy(self, *, busy: bool) -> None:
        self.phrase.setVisible(not busy)
