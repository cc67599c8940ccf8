"""Lire les enquêtes sociales : la composition, les ressources et les souhaits de chaque ménage."""

from relogement.imports.enquete.colonnes import LEXIQUE
from relogement.imports.enquete.lecture import EnqueteLue, lire_enquetes

__all__ = ["LEXIQUE", "EnqueteLue", "lire_enquetes"]
