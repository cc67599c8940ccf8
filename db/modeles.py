"""Toutes les tables : celles du métier et celles de la tenue (journal, recherche)."""

from db.baremes import PeriodeAjoutee
from db.brouillons import Brouillon
from db.journal import ContenuRemplace, Ecriture, LigneDeJournal
from db.recherche import Recherche
from db.seuils_q1 import SeuilImporte
from db.tables_doublons import Fusion, PaireEcartee
from db.vues import VueGardee
from relogement.modeles import Base

__all__ = [
    "Base",
    "Brouillon",
    "ContenuRemplace",
    "Ecriture",
    "Fusion",
    "LigneDeJournal",
    "PaireEcartee",
    "PeriodeAjoutee",
    "Recherche",
    "SeuilImporte",
    "VueGardee",
]
