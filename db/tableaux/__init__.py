"""Les tableaux des indicateurs : avancement, reste à charge, refus, délais, et les dossiers derrière."""

from db.tableaux.chiffre import Chiffre, Derriere, Groupe
from db.tableaux.portee import Portee
from db.tableaux.releve import LigneOperation, Releve, relever

__all__ = ["Chiffre", "Derriere", "Groupe", "LigneOperation", "Portee", "Releve", "relever"]
