"""Consulter les partenaires avant d'attribuer : préparer l'envoi, lancer le délai, noter, constater.

envoi = preparer(session, demande, maintenant)      # rien n'est écrit
remettre(session, envoi, dossier)                   # les .eml et le PDF, fouillés
lancer(session, demande, maintenant, ...)           # le délai court
"""

from db.objection.constat import constater, retirer
from db.objection.envoi import Demande, Envoi, Pli, lancer, preparer, remettre, rendre
from db.objection.lecture import (
    consultations,
    envoi_garde,
    lire_consultation,
    logements_a_soumettre,
    partenaires_a_consulter,
)
from db.objection.reponses import repondre

__all__ = [
    "Demande", "Envoi", "Pli", "constater", "consultations", "envoi_garde", "lancer", "lire_consultation",
    "logements_a_soumettre", "partenaires_a_consulter", "preparer", "remettre", "rendre", "repondre", "retirer",
]  # fmt: skip
