"""Ce que dit une ligne sans le dire : vacant, gardien, association, garage… ou une personne qui porte ce nom."""

import re

from relogement.nomenclatures import StatutLogement
from relogement.rapprochement import sans_accents

PLACE = r"places?(?: de)? (?:parking|stationnement|garage)|emplacements?"
ANNEXE = re.compile(
    rf"(?:garages?|parkings?|pkg|pk|gar|box|boxe|caves?|celliers?|stationnements?|jardins?|motos?|annexes?|{PLACE})\b.*"
)
COMMERCE = re.compile(r"(?:local|locaux|commerces?|bureaux?|lcr|magasin|cabinet)\b.*")
LOGEMENT = r"(?:(?:logt|logement|log|loge|appartement)(?: du| de la| de| d)? )?"
VACANT = re.compile(LOGEMENT + r"(?:vacant|vacante|vacance|libre|vide|inoccupe|inoccupee|neutralise|mure)\b.*")
FONCTION = re.compile(
    LOGEMENT + r"(?:gardien|gardienne|gardiens|concierge|fonction|service|loge)|.* logement de fonction"
)
ORGANISMES = r"asso|assoc|association|fondation|ccas|udaf|secours (?:catholique|populaire)|croix rouge|emmaus|siao"
ASSOCIATION = re.compile(rf"(?:{ORGANISMES})\b.*|.* association")
LOUE = re.compile(r"(?:louee?|occupee?|en location)\b.*")
PAR_NOM = (
    (VACANT, StatutLogement.VACANT),
    (FONCTION, StatutLogement.FONCTION),
    (ASSOCIATION, StatutLogement.ASSOCIATION),
)


def est_annexe(nature: str) -> bool:
    return bool(ANNEXE.fullmatch(sans_accents(nature)))


def est_commerce(nature: str) -> bool:
    return bool(COMMERCE.fullmatch(sans_accents(nature)))


def statut(nom: str, prenom: str, situation: str, *, paie: bool) -> StatutLogement:
    """Le statut d'un logement ; un prénom dit une personne, même nommée « Libre » ou « Gardien »."""
    declare = _par_mot(situation)
    if declare is not None:
        return declare
    if not nom:
        return StatutLogement.LOUE if paie or _est_loue(situation) else StatutLogement.VACANT
    return (None if prenom else _par_mot(nom)) or StatutLogement.LOUE


def _est_loue(situation: str) -> bool:
    return bool(LOUE.fullmatch(sans_accents(situation)))


def _par_mot(texte: str) -> StatutLogement | None:
    mots = sans_accents(texte)
    return next((statut for motif, statut in PAR_NOM if mots and motif.fullmatch(mots)), None)
