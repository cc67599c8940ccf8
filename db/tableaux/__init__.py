"""Les tableaux des indicateurs : avancement, reste à charge, refus, délais, et les dossiers derrière."""

from db.tableaux.chiffre import Chiffre, Derriere, Groupe, Liste
from db.tableaux.derriere import chiffre_du_cube
from db.tableaux.portee import Portee
from db.tableaux.releve import LigneDeCoupe, Releve, relever

__all__ = [
    "Chiffre",
    "Derriere",
    "Groupe",
    "LigneDeCoupe",
    "Liste",
    "Portee",
    "Releve",
    "chiffre_du_cube",
    "relever",
]
