"""Lire les seuils du premier quartile qu'un arrêté fixe, intercommunalité par intercommunalité."""

from relogement.imports.seuils_q1.colonnes import LEXIQUE
from relogement.imports.seuils_q1.lecture import SeuilLu, lire_seuils_q1

__all__ = ["LEXIQUE", "SeuilLu", "lire_seuils_q1"]
