"""L'écran « Cellule » : la séance, les logements vacants, et le vidage d'un immeuble."""

from ui.cellule.ecran import EcranCellule

__all__ = ["EcranCellule"]
