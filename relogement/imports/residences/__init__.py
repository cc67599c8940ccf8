"""Lire ce qu'un bailleur dit de l'occupation de ses résidences."""

from relogement.imports.residences.colonnes import LEXIQUE
from relogement.imports.residences.lecture import ResidenceDuFichier, lire_residences

__all__ = ["LEXIQUE", "ResidenceDuFichier", "lire_residences"]
