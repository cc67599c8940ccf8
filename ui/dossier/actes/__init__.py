"""Les actes d'un dossier : lesquels sont possibles maintenant, et la fenêtre qui note chacun."""

from ui.dossier.actes.liste import ACTES, Acte, actes_possibles, ligne_visee, menu_des_actes, ouvrir_acte

__all__ = ["ACTES", "Acte", "actes_possibles", "ligne_visee", "menu_des_actes", "ouvrir_acte"]
