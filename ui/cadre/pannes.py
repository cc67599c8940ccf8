"""La panne : dite sans détour, avec un rapport qui ne porte aucune donnée du projet."""

import platform
import traceback
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, titre
from ui.theme import px

RACINE = Path(__file__).parents[2]


def rapport(erreur: BaseException) -> str:
    """Le genre de l'erreur et le chemin dans le code ; ni message, ni valeur : ils pourraient nommer quelqu'un."""
    lignes = [
        f"Relogement · Python {platform.python_version()} · {platform.system()} {platform.release()}",
        f"Erreur : {type(erreur).__module__}.{type(erreur).__qualname__}",
    ]
    for trame in traceback.extract_tb(erreur.__traceback__):
        lignes.append(f"  {_lieu(trame.filename)}:{trame.lineno} dans {trame.name}")
    return "\n".join(lignes)


def _lieu(fichier: str) -> str:
    """Le chemin dans le programme ; hors de lui, le seul nom du module."""
    chemin = Path(fichier)
    return str(chemin.relative_to(RACINE)) if chemin.is_relative_to(RACINE) else chemin.name


class FenetrePanne(QDialog):
    """Une panne n'a rien enregistré à moitié : on peut continuer, copier le rapport ou quitter."""

    def __init__(self, erreur: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fenetre_panne")
        self.setWindowTitle("Une panne s’est produite")
        self.setMinimumWidth(px(560))
        self._rapport = QPlainTextEdit(rapport(erreur))
        self._rapport.setObjectName("panne_rapport")
        self._rapport.setAccessibleName("Rapport de panne")
        self._rapport.setReadOnly(True)
        self._disposer()

    def _disposer(self) -> None:
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(px(16), px(16), px(16), px(16))
        disposition.setSpacing(px(12))
        disposition.addWidget(titre("Une panne s’est produite"))
        phrase = (
            "Ce qui était enregistré l’est toujours ; le dernier geste n’a rien laissé à moitié. "
            "Ce rapport ne contient aucune donnée du projet : vous pouvez l’envoyer tel quel."
        )
        disposition.addWidget(Texte(phrase, "texte2", lignes=True))
        disposition.addWidget(self._rapport)
        boutons = QHBoxLayout()
        copier = Bouton("Copier le rapport", "copy", nom="panne_copier")
        copier.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._rapport.toPlainText()))
        continuer = Bouton("Continuer", genre=Genre.PRINCIPAL, nom="panne_continuer")
        continuer.setDefault(True)
        continuer.clicked.connect(self.accept)
        boutons.addWidget(copier)
        boutons.addStretch(1)
        boutons.addWidget(continuer)
        disposition.addLayout(boutons)
