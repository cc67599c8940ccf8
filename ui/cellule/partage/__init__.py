"""La part de chaque bailleur, pendant la séance : le panneau de droite, et la fenêtre « Inter-bailleurs »."""

from ui.cellule.partage.panneau import PanneauPartage

__all__ = ["PanneauPartage"]
