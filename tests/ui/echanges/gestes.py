"""Les gestes que plusieurs pages d'« Échanges » partagent."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ui.echanges import EcranEchanges


def choisir_le_fichier(qtbot: QtBot, ecran: EcranEchanges, bouton: str, dialogue: str, chemin: Path) -> None:
    """Presse le bouton, puis accepte ce chemin dans la fenêtre qu'il ouvre."""
    qtbot.mouseClick(ecran.findChild(QPushButton, bouton), Qt.MouseButton.LeftButton)
    ouverte = ecran.findChild(QFileDialog, dialogue)
    ouverte.setDirectory(str(chemin.parent))
    ouverte.selectFile(chemin.name)
    ouverte.accept()
