"""La passation des dossiers d'un agent absent."""

from ui.passation.fenetre import FenetrePassation

__all__ = ["FenetrePassation"]
