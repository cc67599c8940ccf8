"""Importer : lire un fichier, comparer à ce que l'on sait, écrire tout ou rien, rendre compte ligne à ligne."""

from db.imports.importer import NATURES, QPV, SANS_LOGEMENT, Cible, importer
from db.imports.rapport import Rapport

__all__ = ["NATURES", "QPV", "SANS_LOGEMENT", "Cible", "Rapport", "importer"]
