"""La clé des pseudonymes du projet : elle reste dans la base, et se renouvelle si l'équipe le veut.

Elle n'est dans aucun export, aucun journal du programme, aucun message. Une sauvegarde du fichier la garde, comme
elle garde les noms : sans elle, une copie restaurée ne donnerait plus les mêmes pseudonymes. Le journal du projet
la garde aussi, pour que le renouvellement s'annule.
"""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.projet import Projet
from relogement.textes import INSECABLE

OCTETS = 32
RENOUVELLEMENT = "Pseudonymes renouvelés"
AVERTISSEMENT = (
    "Chaque dossier prend un autre pseudonyme : qui a reçu un envoi ne pourra plus le rapprocher du suivant, "
    "ligne à ligne. Les périodes closes gardent ceux d’alors. Ctrl+Z rend les anciens."
)


def cle_neuve() -> str:
    """256 bits tirés du système, en hexadécimal."""
    return secrets.token_hex(OCTETS)


def renouveler(session: Session, motif: str) -> None:
    """Change la clé du projet ; le motif est dans l'acte (voir ``acte_du_renouvellement``)."""
    acte_du_renouvellement(motif)
    session.scalars(select(Projet)).one().cle_pseudonymes = cle_neuve()


def acte_du_renouvellement(motif: str) -> str:
    """« Pseudonymes renouvelés : clé partagée par erreur » ; lève ``ErreurMetier`` sans motif."""
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi les pseudonymes sont renouvelés : le motif reste au journal.")
    return f"{RENOUVELLEMENT}{INSECABLE}: {motif.strip()}"
