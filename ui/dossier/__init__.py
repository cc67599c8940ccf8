"""L'écran d'un dossier : un ménage, son chemin, ses offres, son reste à charge et son journal."""

from ui.dossier.ecran import EcranDossier

__all__ = ["EcranDossier"]
