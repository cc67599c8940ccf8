"""Le haut de l'écran « Cellule », commun à ses pages : laquelle on regarde, masquer les noms, projeter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.cellule.page import PageCellule
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.theme import px

ETROIT = 1250


class EnTeteCellule(Bande):
    """`page_asked` porte la clé d'une page ; `names_toggled`, vrai quand les noms se montrent."""

    page_asked = Signal(str)
    names_toggled = Signal(bool)
    project_asked = Signal()

    def __init__(self, pages: Sequence[Choix]) -> None:
        super().__init__(nom="cellule_entete")
        self.pages = Segment(pages, nom="cellule_pages")
        self.pages.set_titre("Page de la cellule")
        self.pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # cliquer ne prend pas les flèches à la séance
        self.noms = Bouton("Masquer les noms", "eye-off", touche="N", nom="cellule_noms")
        self.noms.setCheckable(True)
        self.noms.setToolTip("Montrer ou masquer les noms des ménages (N)")
        self.projeter = Bouton("Projeter", "presentation", touche="F11", nom="cellule_projeter")
        self.projeter.setAccessibleName("Projeter")
        self.projeter.setToolTip("En plein écran, sans les barres (F11) ; Échap pour revenir")
        self._places = [QHBoxLayout() for _ in range(3)]
        self._poses: list[QWidget] = []
        self._disposer()
        self.pages.current_changed.connect(self.page_asked)
        self.noms.toggled.connect(lambda masques: self.names_toggled.emit(not masques))
        self.projeter.clicked.connect(self.project_asked)

    def _disposer(self) -> None:
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(18), px(9), px(14), px(9))
        rangee.setSpacing(px(8))
        tete, outils, fin = self._places
        rangee.addLayout(tete, 1)
        rangee.addWidget(self.pages)
        rangee.addLayout(outils)
        rangee.addWidget(self.noms)
        rangee.addWidget(self.projeter)
        rangee.addLayout(fin)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """À l'étroit, « Projeter » n'est plus que son icône et sa touche."""
        super().resizeEvent(event)
        self.projeter.set_texte("Projeter" if self.width() >= px(ETROIT) else "")

    def ajouter(self, page: PageCellule) -> None:
        """Prend ce que la page pose dans le haut, caché tant qu'elle n'est pas regardée."""
        for place, widget in zip(self._places, _poses(page), strict=True):
            widget.hide()
            place.addWidget(widget)
            self._poses.append(widget)

    def show_page(self, cle: str, page: PageCellule) -> None:
        """Ne montre que ce que cette page a posé."""
        self.pages.set_current_quietly(cle)
        montres = _poses(page)
        for widget in self._poses:
            widget.setVisible(widget in montres and widget.layout() is not None)


def _poses(page: PageCellule) -> tuple[QWidget, QWidget, QWidget]:
    return page.tete, page.outils, page.fin
