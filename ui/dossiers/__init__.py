"""L'écran « Dossiers » : la liste, ses filtres, l'aperçu du dossier choisi."""

from ui.dossiers.ecran import EcranDossiers

__all__ = ["EcranDossiers"]
