"""Demander où écrire un classeur interne, et l'écrire hors de l'écran."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog
from sqlalchemy.orm import Session

from db.exports.interne import interne
from relogement.exports.tableau import Document
from relogement.travail import Avancement
from ui.composants.bouton import Bouton
from ui.ouvert import ProjetOuvert

Recette = Callable[[Session], Document]
FILTRE = "Classeur (*.xlsx);;Texte séparé (*.csv)"


class BoutonClasseur(Bouton):
    """``recette`` donne, au clic, de quoi faire le document ; ``written`` et ``failed`` disent la suite."""

    written = Signal(object)  # la phrase ; ce qu'annonce une tâche est un objet
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, recette: Callable[[], tuple[str, Recette]], *, nom: str) -> None:
        super().__init__("Classeur…", "file-spreadsheet", petit=True, nom=nom)
        self.setToolTip("Écrire ce tableau dans un classeur, nominatif et interne")
        self._ouvert, self._recette = ouvert, recette
        self.clicked.connect(self._demander)

    def _demander(self) -> None:
        propose, recette = self._recette()
        dialogue = QFileDialog(self.window(), "Écrire le classeur", propose, FILTRE)
        dialogue.setObjectName(f"{self.objectName()}_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("xlsx")
        dialogue.fileSelected.connect(lambda chemin: self.write(chemin, recette))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def write(self, chemin: str, recette: Recette) -> None:
        fichier = self._ouvert.fichier

        def travail(_: Avancement) -> str:
            with fichier.lire() as session:
                return interne(fichier, recette(session), Path(chemin))

        tache = self._ouvert.atelier.run(f"Classeur : {Path(chemin).name}", travail)
        self.setEnabled(False)
        tache.ended.connect(self._liberer)
        tache.succeeded.connect(self.written)
        tache.failed.connect(self.failed)

    def _liberer(self) -> None:
        self.setEnabled(True)
