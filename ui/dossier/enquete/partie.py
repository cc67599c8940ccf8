"""Une partie de l'enquête : une carte qui garde son propre brouillon, fait de textes et de listes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from db.conflits import Champ
from db.dossier import Changement, DossierLu, Modification
from relogement.erreurs import ErreurMetier
from ui.composants.carte import Carte


class Partie(Carte):
    """`edited` annonce une frappe ; le brouillon rendu par `draft` se reprend par `show_dossier`."""

    edited = Signal()

    def show_dossier(self, lu: DossierLu, brouillon: Any) -> None:
        raise NotImplementedError

    def draft(self) -> Any:
        """Ce qui est tapé et pas enregistré ; vide si rien ne l'est."""
        raise NotImplementedError

    def draft_count(self) -> int:
        raise NotImplementedError

    def changes(self) -> Sequence[Changement]:
        raise NotImplementedError

    def touches(self) -> set[Champ]:
        """Les champs tapés des lignes qui existent déjà."""
        try:
            modifications = [c for c in self.changes() if isinstance(c, Modification)]
        except ErreurMetier:  # une saisie illisible ne s'enregistre pas : elle n'écrase donc personne
            return set()
        return {(m.modele, m.id, nom) for m in modifications for nom in m.valeurs}

    def poser(self, champ: Champ, valeur: Any) -> bool:
        """Met cette valeur dans un champ de la partie ; faux s'il n'y est pas."""
        return False
