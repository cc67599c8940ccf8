"""Le squelette d'un écran : ce qui est en haut, puis rien avant la première lecture, la page, ou l'écran vide."""

from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

ATTENTE, PAGE, VIDE = range(3)


class Pages(QStackedWidget):
    """`attendre` au début, puis `montrer` la page, ou ce qu'il faut faire quand il n'y a rien."""

    def __init__(self, page: QWidget, vide: QWidget) -> None:
        super().__init__()
        for widget in (QWidget(), page, vide):
            self.addWidget(widget)

    def attendre(self) -> None:
        self.setCurrentIndex(ATTENTE)

    def montrer(self, *, vide: bool) -> None:
        self.setCurrentIndex(VIDE if vide else PAGE)

    @property
    def lues(self) -> bool:
        """Quelque chose a été lu."""
        return self.currentIndex() != ATTENTE

    @property
    def vides(self) -> bool:
        return self.currentIndex() == VIDE


def empiler(dans: QWidget, *morceaux: QWidget | QLayout, etire: QWidget | None = None) -> QVBoxLayout:
    """De haut en bas, bord à bord ; ``etire`` prend la place qui reste."""
    colonne = QVBoxLayout(dans)
    colonne.setContentsMargins(0, 0, 0, 0)
    colonne.setSpacing(0)
    for morceau in morceaux:
        if isinstance(morceau, QLayout):
            colonne.addLayout(morceau)
        else:
            colonne.addWidget(morceau, 1 if morceau is etire else 0)
    return colonne
