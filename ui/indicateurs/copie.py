"""Dire que c'est copié, sur le bouton même, le temps de le lire."""

from PySide6.QtCore import QTimer

from ui.composants.bouton import Bouton

DUREE_MS = 1500
COPIE = "Copié"


def dire_copie(bouton: Bouton) -> None:
    avant = bouton.text()
    if avant == COPIE:
        return
    bouton.setText(COPIE)
    bouton.set_icone("check")
    QTimer.singleShot(DUREE_MS, bouton, lambda: _remettre(bouton, avant))


def _remettre(bouton: Bouton, texte: str) -> None:
    bouton.setText(texte)
    bouton.set_icone("copy")
