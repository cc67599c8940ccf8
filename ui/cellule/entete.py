"""Le haut de l'écran : l'immeuble, de quoi en changer, masquer les noms, projeter."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from relogement.textes import pluriel
from relogement.vidage import dits
from relogement.vidage.tableau import Tableau
from ui.cadre.menu import BoutonMenu, Choix
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte, titre
from ui.theme import px


class EnTeteCellule(Bande):
    """`operation_chosen` porte le code de l'opération à regarder."""

    operation_chosen = Signal(str)
    names_toggled = Signal(bool)
    project_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__(nom="cellule_entete")
        self._titre, self._detail = titre("", nom="cellule_titre"), Texte("", "texte2", nom="cellule_detail")
        self._detail.setMinimumWidth(px(10))
        self.operations = BoutonMenu("", "building-2", nom="cellule_operation", aide="Opération à vider")
        self.quand = Bouton("Vide quand\u202f?", "calendar-search", nom="cellule_quand")
        self.quand.setToolTip("Au rythme actuel, avec des logements offerts, au rythme que vous choisissez")
        self.imprimer = Bouton("", "printer", nom="cellule_imprimer", aide="Imprimer l’immeuble en PDF")
        self.noms = Bouton("Masquer les noms", "eye-off", touche="N", nom="cellule_noms")
        self.noms.setCheckable(True)
        self.noms.setToolTip("Montrer ou masquer les noms des ménages (N)")
        self.projeter = Bouton("Projeter", "presentation", touche="F11", nom="cellule_projeter")
        self.projeter.setToolTip("En plein écran, sans les barres (F11) ; Échap pour revenir")
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(18), px(9), px(14), px(9))
        rangee.setSpacing(px(8))
        rangee.addWidget(self._titre)
        rangee.addSpacing(px(4))
        rangee.addWidget(self._detail, 1)
        for widget in (self.operations, self.quand, self.imprimer, self.noms, self.projeter):
            rangee.addWidget(widget)
        self.noms.toggled.connect(lambda masques: self.names_toggled.emit(not masques))
        self.imprimer.clicked.connect(self.print_asked)
        self.projeter.clicked.connect(self.project_asked)

    def show_tableau(self, vu: Tableau) -> None:
        operation = vu.immeuble.operation
        self._titre.setText(dits.titre(vu))
        morceaux = (
            operation.libelle if operation.libelle not in dits.titre(vu) else "",
            operation.maitre_ouvrage,
            dits.ecart_annonce(vu) or pluriel(vu.comptes.total, "logement"),
        )
        self._detail.setText(", ".join(m for m in morceaux if m))

    def show_operations(self, operations: Sequence[tuple[str, str]], courante: str, *, choisie: bool) -> None:
        """Le choix ne se montre que s'il y en a un, et que la barre du haut ne l'a pas fait."""
        self.operations.setVisible(len(operations) > 1 and not choisie)
        self.operations.set_texte(courante)
        self.operations.set_choix(
            [
                Choix(f"{code} · {libelle}", partial(self.operation_chosen.emit, code))
                for code, libelle in operations
            ]
        )
