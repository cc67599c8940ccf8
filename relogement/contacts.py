"""Noter un contact en une ligne : le premier mot dit le canal."""

from datetime import datetime

from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import Canal
from relogement.rapprochement import sans_accents
from relogement.suivi import Contact

PREMIERS_MOTS = {
    "sms": Canal.SMS,
    "texto": Canal.SMS,
    "appel": Canal.TELEPHONE,
    "tel": Canal.TELEPHONE,
    "telephone": Canal.TELEPHONE,
    "courriel": Canal.COURRIEL,
    "mail": Canal.COURRIEL,
    "courrier": Canal.COURRIER,
    "lettre": Canal.COURRIER,
    "visite": Canal.VISITE,
    "rdv": Canal.RENDEZ_VOUS,
    "rendez": Canal.RENDEZ_VOUS,
    "entretien": Canal.RENDEZ_VOUS,
}


def canal_de(ligne: str) -> Canal:
    """« SMS : rappel de la visite » est un SMS ; sans mot connu, un appel."""
    mots = sans_accents(ligne).split()
    return PREMIERS_MOTS.get(mots[0], Canal.TELEPHONE) if mots else Canal.TELEPHONE


def noter_un_contact(menage: Menage, ligne: str, le: datetime, *, auteur: str = "") -> Contact:
    """Ajoute le contact au dossier, tel qu'il a été écrit."""
    if not ligne.strip():
        raise ErreurMetier("Écrivez en quelques mots ce qui s’est dit, puis Entrée.")
    contact = Contact(le=le, auteur=auteur or None, canal=canal_de(ligne), objet=ligne.strip())
    menage.contacts.append(contact)
    return contact
