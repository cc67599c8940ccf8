"""Toutes les tables : celles du métier et celles de la tenue (journal, recherche)."""

from db.baremes import PeriodeAjoutee
from db.brouillons import Brouillon
from db.colonnes_retenues import ColonnesRetenues
from db.journal import ContenuRemplace, Ecriture, LigneDeJournal
from db.lots_importes import LigneImportee, LotImporte
from db.recherche import Recherche
from db.scelles.tables import ExemplaireScelle, LigneScellee, MiseEnPageGardee, PeriodeScellee
from db.seuils_q1 import SeuilImporte
from db.tables_doublons import Fusion, PaireEcartee
from db.vues import VueGardee
from relogement.modeles import Base

__all__ = [
    "Base",
    "Brouillon",
    "ColonnesRetenues",
    "ContenuRemplace",
    "Ecriture",
    "ExemplaireScelle",
    "Fusion",
    "LigneDeJournal",
    "LigneImportee",
    "LigneScellee",
    "LotImporte",
    "MiseEnPageGardee",
    "PaireEcartee",
    "PeriodeAjoutee",
    "PeriodeScellee",
    "Recherche",
    "SeuilImporte",
    "VueGardee",
]
