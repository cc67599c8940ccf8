"""Lire la liste des logements vacants que les bailleurs proposent pour reloger."""

from relogement.imports.offres.colonnes import LEXIQUE
from relogement.imports.offres.lecture import OffreLue, lire_offres

__all__ = ["LEXIQUE", "OffreLue", "lire_offres"]
