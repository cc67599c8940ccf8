"""Un bouton de la barre haute qui montre un choix et ouvre un menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.composants.bouton import Bouton


@dataclass(frozen=True)
class Choix:
    """Une ligne de menu ; sans action, un trait."""

    texte: str = ""
    faire: Callable[[], object] | None = None
    icone: str = ""
    raccourci: str = ""


class BoutonMenu(Bouton):
    """Entrée, Espace ou Flèche bas ouvrent le menu."""

    def __init__(self, texte: str, icone: str, *, nom: str, aide: str, parent: QWidget | None = None) -> None:
        super().__init__(texte, icone, menu=True, nom=nom, aide=aide, parent=parent)
        self._choix: QMenu = QMenu(self)
        self._choix.setObjectName(f"{nom}_menu")
        self.clicked.connect(self.deplier)

    def set_choix(self, choix: Sequence[Choix]) -> None:
        self._choix.clear()
        for un in choix:
            self._choix.addAction(action(un, self._choix)) if un.faire else self._choix.addSeparator()

    def set_texte(self, texte: str) -> None:
        self.setText(texte)
        self.setAccessibleName(f"{self.toolTip()} : {texte}")
        self.updateGeometry()

    def deplier(self) -> None:
        self._choix.popup(self.mapToGlobal(self.rect().bottomLeft()))


def action(choix: Choix, menu: QMenu) -> QAction:
    """Une ligne de ce menu."""
    ligne = QAction(choix.texte, menu)
    if choix.icone:
        ligne.setIcon(icons.icon(choix.icone))
    if choix.raccourci:
        ligne.setShortcut(choix.raccourci)
        ligne.setShortcutVisibleInContextMenu(True)
    assert choix.faire is not None
    faire = choix.faire
    ligne.triggered.connect(lambda: faire())
    return ligne
