"""Tous les modèles, chargés ensemble : ce que la base et les migrations doivent connaître."""

from relogement.a_faire import LigneAFaire, Rappel, Report
from relogement.base import Base
from relogement.bilan import Bilan
from relogement.caleol import PassageCaleol
from relogement.cellule.seance import Avis, Decision, DemandeDePassage, Partenaire, Point, Presence, Seance
from relogement.charte import Charte
from relogement.colonne_locale import ColonneLocale, ValeurLocale
from relogement.cout import Cout
from relogement.demande import Accompagnement, Besoin, Souhait
from relogement.depart import CommuneDeDepart
from relogement.engagement import Engagement
from relogement.equilibre.residence import MesureDeResidence, Residence
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.numero_sne import NumeroSne
from relogement.objection.consultation import Consultation, ReponseDePartenaire
from relogement.offre import Offre
from relogement.operation import Operation
from relogement.organisme import Organisme, TexteDeDocument
from relogement.parc_social import LogementDuParc
from relogement.parcours import Etape
from relogement.partage.accueil import EngagementDAccueil
from relogement.passation import DossierConfie, Passation
from relogement.piece import ContenuPiece, Piece, ReglagePieces
from relogement.projet import Projet
from relogement.quartier import CoucheQpv, Localisation, Quartier
from relogement.relogement import Relogement
from relogement.ressource import Ressource
from relogement.suivi import Contact, Suivi

__all__ = [
    "Accompagnement",
    "Avis",
    "Base",
    "Besoin",
    "Bilan",
    "Charte",
    "ColonneLocale",
    "CommuneDeDepart",
    "Consultation",
    "Contact",
    "ContenuPiece",
    "CoucheQpv",
    "Cout",
    "Decision",
    "DemandeDePassage",
    "DossierConfie",
    "Engagement",
    "EngagementDAccueil",
    "Etape",
    "LigneAFaire",
    "Localisation",
    "LogementDuParc",
    "LogementOffert",
    "LogementQuitte",
    "Menage",
    "MesureDeResidence",
    "NumeroSne",
    "Offre",
    "Operation",
    "Organisme",
    "Partenaire",
    "PassageCaleol",
    "Passation",
    "Personne",
    "Piece",
    "Point",
    "Presence",
    "Projet",
    "Quartier",
    "Rappel",
    "ReglagePieces",
    "Relogement",
    "ReponseDePartenaire",
    "Report",
    "Residence",
    "Ressource",
    "Seance",
    "Souhait",
    "Suivi",
    "TexteDeDocument",
    "ValeurLocale",
]
