"""Le corps de la séance : l'ordre du jour, le cas, la décision, les touches au pied ; sans dossier, quoi faire."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.cellule.seance.cas import CasMontre
from ui.cellule.seance.droite import ColonneDroite
from ui.cellule.seance.ordre import OrdreDuJour
from ui.cellule.seance.pied import PiedSeance
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.pages import empiler
from ui.composants.vide import Vide

SANS_POINT = "Aucun dossier à l’ordre du jour : les critères de la charte n’en retiennent aucun."


class CorpsDeSeance(QWidget):
    """`add_asked` porte le bouton sous lequel chercher le dossier."""

    add_asked = Signal(object)
    complete_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ordre, self.cas = OrdreDuJour(), CasMontre()
        self.droite, self.pied = ColonneDroite(), PiedSeance()
        completer = Bouton("Compléter l’ordre du jour", genre=Genre.PRINCIPAL, nom="seance_vide_completer")
        ajouter = Bouton("Ajouter un dossier…", "plus", nom="seance_vide_ajouter")
        self._milieu = QStackedWidget()
        self._milieu.addWidget(self.cas)
        self._milieu.addWidget(Vide("presentation", SANS_POINT, completer, ajouter, nom="seance_sans_point"))
        trois = QHBoxLayout()
        trois.setSpacing(0)
        for widget in (self.ordre, Separateur(vertical=True, token="bord")):
            trois.addWidget(widget)
        trois.addWidget(self._milieu, 1)
        trois.addWidget(self.droite)
        empiler(self, trois, self.pied).setStretch(0, 1)
        for bouton in (completer, self.ordre.completer):
            bouton.clicked.connect(self.complete_asked)
        ajouter.clicked.connect(lambda: self.add_asked.emit(ajouter))
        self.ordre.ajouter.clicked.connect(lambda: self.add_asked.emit(self.ordre.ajouter))

    def show_vide(self, *, vide: bool) -> None:
        """Sans dossier, ce qu'il faut faire ; avec, le cas."""
        self._milieu.setCurrentIndex(1 if vide else 0)
