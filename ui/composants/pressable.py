"""Un bouton qu'Entrée presse comme Espace, dans une fenêtre comme dans un dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

if TYPE_CHECKING:  # la première fenêtre n'attend pas cette classe
    from PySide6.QtGui import QKeyEvent


class Pressable(QPushButton):
    """Mère des boutons peints ; hors d'un dialogue, Qt ne donne pas la touche Entrée à un bouton."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
