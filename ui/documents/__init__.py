"""Écrire les documents d'un dossier : choisir, voir la page, enregistrer, garder dans le dossier."""

from ui.documents.fenetre import FenetreDocuments

__all__ = ["FenetreDocuments"]
