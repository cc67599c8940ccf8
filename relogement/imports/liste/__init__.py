"""La liste des dossiers, modifiée dans un tableur : seules les cases changées comptent."""

from relogement.imports.liste.colonnes import CLE, FEUILLE, LEXIQUE, REFERENCE
from relogement.imports.liste.lecture import LigneListe, lire_liste

__all__ = ["CLE", "FEUILLE", "LEXIQUE", "REFERENCE", "LigneListe", "lire_liste"]
