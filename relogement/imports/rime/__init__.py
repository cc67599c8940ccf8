"""Un tableau de type RIME relu : ses lignes pseudonymes, que seule la clé du projet rattache à des dossiers."""

from relogement.imports.rime.colonnes import PSEUDONYME, lexique_rime
from relogement.imports.rime.ecarts import AutresEcarts, Comparaison, comparer
from relogement.imports.rime.lecture import LigneRime, lire_rime

__all__ = ["PSEUDONYME", "AutresEcarts", "Comparaison", "LigneRime", "comparer", "lexique_rime", "lire_rime"]
