"""Les petites fenêtres de la journée : elles gardent ce qui est tapé jusqu'à ce que ce soit écrit."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.theme import px

Geste = Callable[[Session], Any]


class DialogueDuJour(QDialog):
    """`ecriture` rend ce qui s'écrira, et son nom au journal ; Entrée valide, Échap referme."""

    largeur = 460

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget, *, nom: str, titre: str, verbe: str) -> None:
        super().__init__(parent)
        self.ouvert = ouvert
        self.setObjectName(f"dialogue_{nom}")
        self.setWindowTitle(titre)
        self.setAccessibleName(titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(self.largeur))
        self.erreur = BandeauErreur(nom=f"{nom}_erreur")
        self.grille = QGridLayout()
        self.grille.setHorizontalSpacing(px(12))
        self.grille.setVerticalSpacing(px(8))
        self.grille.setColumnMinimumWidth(0, px(110))
        self.grille.setColumnStretch(1, 1)
        self.valider = Bouton(verbe, genre=Genre.PRINCIPAL, nom=f"{nom}_valider")
        self.annuler = Bouton("Annuler", nom=f"{nom}_annuler")
        self._disposer(titre)

    def _disposer(self, titre: str) -> None:
        corps = Bande(None)
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(12))
        pile.addWidget(Texte(titre, taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(self.erreur)
        pile.addLayout(self.grille, 1)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        rangee.addWidget(self.annuler)
        rangee.addWidget(self.valider)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(corps, 1)
        colonne.addWidget(pied)
        self.annuler.setAutoDefault(False)
        self.valider.setDefault(True)
        self.annuler.clicked.connect(self.reject)
        self.valider.clicked.connect(self._valider)

    def ajouter(self, libelle: str, champ: QWidget, nom: str) -> None:
        """Une étiquette à gauche, son champ en face."""
        champ.setObjectName(nom)
        champ.setAccessibleName(libelle)
        etiquette = Texte(libelle, "texte2")
        etiquette.setBuddy(champ)
        rang = self.grille.rowCount()
        self.grille.addWidget(etiquette, rang, 0)
        self.grille.addWidget(champ, rang, 1)

    def dire(self, phrase: str) -> None:
        """Une phrase sous les champs."""
        self.grille.addWidget(legende(phrase, lignes=True), self.grille.rowCount(), 0, 1, 2)

    def ecriture(self) -> tuple[str, Geste]:
        """Le nom de l'acte et le geste ; lève ``ErreurMetier`` si la saisie ne suffit pas."""
        raise NotImplementedError

    def _valider(self) -> None:
        try:
            acte, geste = self.ecriture()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.valider.setEnabled(False)
        tache = self.ouvert.write(acte, geste)
        tache.failed.connect(self._echouer)
        tache.ended.connect(self._liberer)
        tache.succeeded.connect(self._reussir)

    def _reussir(self, ecrit: object) -> None:
        """``ecrit`` : ce que le geste a rendu."""
        self.accept()

    def _echouer(self, phrase: str) -> None:
        """Ce qui est tapé reste, avec la phrase qui dit pourquoi cela ne s'écrit pas."""
        self.erreur.dire(phrase)

    def _liberer(self) -> None:
        self.valider.setEnabled(True)
