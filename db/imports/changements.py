"""Poser des valeurs sur un objet en disant si quelque chose a changé ; une valeur inconnue n'efface rien."""

from typing import Any

from db.imports.rapport import Sort
from relogement.cout import Cout
from relogement.nomenclatures import Source


class Changements:
    """Ce qu'une ligne du fichier change à la base."""

    def __init__(self) -> None:
        self.cree = False
        self.modifie = False
        self.ecarts: list[tuple[str, Any, Any]] = []

    def poser(self, objet: Any, **valeurs: Any) -> None:
        """Donne à l'objet les valeurs connues qui diffèrent des siennes."""
        for nom, valeur in valeurs.items():
            if valeur is not None and getattr(objet, nom) != valeur:
                self.ecarts.append((nom, getattr(objet, nom), valeur))
                setattr(objet, nom, valeur)
                self.modifie = True

    def poser_cout(self, cout: Cout, source: Source | None = None, **montants: Any) -> None:
        """Donne des montants à un coût ; chacun de ceux qui changent reçoit sa source."""
        for nom, valeur in montants.items():
            if valeur is not None and cout.montant(nom) != valeur:
                self.ecarts.append((nom, cout.montant(nom), valeur))
                setattr(cout, nom, valeur)
                self.modifie = True
                if source is not None:
                    cout.justifier(nom, source, None)

    @property
    def sort(self) -> Sort:
        if self.cree:
            return Sort.CREEE
        return Sort.MODIFIEE if self.modifie else Sort.INCHANGEE
