"""Les tableaux d'un classeur, sans rien savoir de ce qu'il contient : titres, colonnes, totaux, ce qui se dit."""

from relogement.imports.analyse.analyser import Analyse, analyser
from relogement.imports.analyse.controle import Controle, controler
from relogement.imports.analyse.dialecte_des_valeurs import DialecteDesValeurs
from relogement.imports.analyse.profil import Contenu, Profil
from relogement.imports.analyse.sortes import Sorte
from relogement.imports.analyse.tableau import Colonne, Tableau

__all__ = [
    "Analyse",
    "Colonne",
    "Contenu",
    "Controle",
    "DialecteDesValeurs",
    "Profil",
    "Sorte",
    "Tableau",
    "analyser",
    "controler",
]
