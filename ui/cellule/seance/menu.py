"""Un chevron qui ouvre un menu, à côté de ce qu'il fait changer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from ui.cadre.menu import Choix, action
from ui.composants.bouton import Bouton, Genre


class BoutonDeroulant(Bouton):
    """Entrée ou Espace l'ouvrent."""

    def __init__(self, *, nom: str, aide: str, icone: str = "chevron-down") -> None:
        super().__init__("", icone, genre=Genre.DISCRET, petit=True, nom=nom, aide=aide)
        self._lignes = QMenu(self)
        self._lignes.setObjectName(f"{nom}_menu")
        self.clicked.connect(self.deplier)

    def set_choix(self, choix: Sequence[Choix]) -> None:
        self._lignes.clear()
        for un in choix:
            self._lignes.addAction(action(un, self._lignes)) if un.faire else self._lignes.addSeparator()

    def deplier(self) -> None:
        self._lignes.popup(self.mapToGlobal(self.rect().bottomLeft()))
