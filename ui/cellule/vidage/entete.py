"""Ce que le vidage pose dans le haut de la cellule : l'immeuble, de quoi en changer, prévoir, imprimer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from relogement.textes import pluriel
from relogement.vidage import dits
from relogement.vidage.tableau import Tableau
from ui.cadre.menu import BoutonMenu, Choix
from ui.composants.bouton import Bouton
from ui.composants.texte import TexteAbrege, titre


class TeteVidage(QObject):
    """`operation_chosen` porte le code de l'opération à regarder."""

    operation_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._titre, self._detail = titre("", nom="vidage_titre"), TexteAbrege("", "texte2", nom="vidage_detail")
        self.operations = BoutonMenu("", "building-2", nom="vidage_operation", aide="Opération à vider")
        self.quand = Bouton("Vide quand\u202f?", "calendar-search", nom="vidage_quand")
        self.quand.setToolTip("Au rythme actuel, avec des logements offerts, au rythme que vous choisissez")
        self.imprimer = Bouton("", "printer", nom="vidage_imprimer", aide="Imprimer l’immeuble en PDF")
        self.gauche = (self._titre, self._detail)
        self.outils = (self.operations, self.quand, self.imprimer)

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
