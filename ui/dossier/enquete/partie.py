"""Une partie de l'enquête : une carte qui garde son propre brouillon, fait de textes et de listes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from db.dossier import Changement, DossierLu
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
