"""Une sous-vue de l'écran des indicateurs : ce qu'un onglet montre, pour la portée que l'en-tête choisit."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from db.tableaux import Portee
from ui.ouvert import ProjetOuvert


class SousVue(QWidget):
    """Mère des onglets. ``refresh`` lit hors de l'écran et montre ; l'écran ne l'appelle que pour l'onglet vu.

    ``counted`` donne à l'en-tête les effectifs des deux populations ; ``import_asked`` mène à l'import,
    ``date_asked`` remet l'écran à une date.
    """

    counted = Signal(int, int)
    date_asked = Signal(object)
    import_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.ouvert = ouvert

    def refresh(self, portee: Portee) -> None:
        """Relit et redessine, jusqu'à cette date, pour cette opération et cette population."""
        raise NotImplementedError

    def image(self) -> QPixmap:
        """Ce que « Copier en image » met dans le presse-papiers."""
        return self.grab()
