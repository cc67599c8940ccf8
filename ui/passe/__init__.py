"""Le passé : un dossier tel qu'il était, et ce qui a changé entre deux dates."""

from ui.passe.changements import FenetreChangements
from ui.passe.fenetre import FenetrePasse

__all__ = ["FenetreChangements", "FenetrePasse"]
