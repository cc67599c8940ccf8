"""La table de saisie : le format canonique, une ligne par dossier, relue comme elle a été écrite."""

from relogement.imports.saisie.colonnes import LEXIQUE
from relogement.imports.saisie.lecture import lire_saisie
from relogement.imports.saisie.valeurs import LigneSaisie, Valeurs

__all__ = ["LEXIQUE", "LigneSaisie", "Valeurs", "lire_saisie"]
