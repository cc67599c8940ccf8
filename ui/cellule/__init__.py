"""L'écran « Cellule » : pour l'instant, le vidage d'un immeuble."""

from ui.cellule.ecran import EcranCellule

__all__ = ["EcranCellule"]
