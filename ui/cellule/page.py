"""Une page de l'écran « Cellule » : ce qu'elle montre, et ce qu'elle pose dans le haut commun."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.avant_envoi.disposition import rangee
from ui.ouvert import ProjetOuvert


class PageCellule(QWidget):
    """``tete`` se montre à gauche du haut, ``outils`` avant « Masquer les noms », ``fin`` après « Projeter »."""

    import_asked = Signal()
    aide = ""

    def __init__(self, ouvert: ProjetOuvert, nom: str) -> None:
        super().__init__()
        self.setObjectName(nom)
        self._ouvert = ouvert
        self.noms = True
        self.tete, self.outils, self.fin = QWidget(), QWidget(), QWidget()
        ouvert.saved.connect(self._refresh_if_visible)
        ouvert.operation_changed.connect(self._refresh_if_visible)

    def refresh(self) -> None:
        """Relit ce que la page montre."""

    def entrer(self) -> None:
        """On vient d'arriver sur l'écran, cette page montrée."""

    def set_noms(self, noms: bool) -> None:
        """Montre les noms, ou seulement les références."""
        self.noms = noms

    def quitter(self) -> bool:
        """Échap : vrai si la page avait quelque chose à refermer."""
        return False

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()


def garnir(place: QWidget, *widgets: QWidget | None) -> None:
    """Range des widgets dans une place du haut ; ``None`` pousse la suite à droite."""
    place.setLayout(rangee(*widgets))
