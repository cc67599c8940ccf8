"""Importer : lire un fichier, comparer à ce que l'on sait, écrire tout ou rien, rendre compte ligne à ligne."""

from db.imports.importer import NATURES, SANS_LOGEMENT, Cible, importer
from db.imports.rapport import Rapport
from db.imports.sources import QPV

__all__ = ["NATURES", "QPV", "SANS_LOGEMENT", "Cible", "Rapport", "importer"]
