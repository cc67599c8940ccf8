"""N'importe quel autre tableau : une personne dit ce que porte chaque colonne, il se lit comme une saisie."""

from relogement.imports.autre.colonnes import CLES, LEXIQUE, LEXIQUE_ANGLAIS
from relogement.imports.autre.lecture import lire_autre

__all__ = ["CLES", "LEXIQUE", "LEXIQUE_ANGLAIS", "lire_autre"]
