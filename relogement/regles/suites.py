"""La suite qu'un contact laisse à donner : qui l'on attend, et le geste, d'après ses premiers mots."""

from enum import StrEnum

from relogement.nomenclatures import Attendu
from relogement.rapprochement import sans_accents

ATTENTES = frozenset(("attente", "attend", "attendre", "attendu", "attendue", "reponse", "retour"))
RELANCES = frozenset(("relance", "relancer", "relancez"))
APPELS = frozenset(("appel", "appeler", "rappeler", "rappel", "telephoner", "joindre"))
FAITS = frozenset(
    ("remettre", "envoyer", "poster", "deposer", "lettre", "imprimer", "preparer", "transmettre", "classer")
)
QUI = (
    (Attendu.CALEOL, frozenset(("caleol", "cal", "commission"))),
    (Attendu.SNE, frozenset(("sne",))),
    (Attendu.BAILLEUR, frozenset(("bailleur", "habitat", "logement", "organisme", "agence"))),
    (Attendu.MENAGE, frozenset(("menage", "famille", "locataire", "madame", "monsieur", "mme", "m"))),
)


class Geste(StrEnum):
    """L'acte d'une ligne : ce que dit son bouton."""

    CONSTATER = "Constater"
    RELANCER = "Relancer"
    APPELER = "Appeler"
    NOTER = "Noter"
    FAIT = "Fait"
    FAITE = "Faite"
    OUVRIR = "Ouvrir"


def attendu_par(suite: str) -> Attendu:
    """« Relance du bailleur : un T4 » attend le bailleur jusqu'à sa date ; « Lettre » attend l'agent."""
    mots = sans_accents(suite).split()
    if not (ATTENTES | RELANCES).intersection(mots[:2]):
        return Attendu.AGENT
    return next((qui for qui, connus in QUI if connus.intersection(mots)), Attendu.AUTRE)


def geste_pour(suite: str) -> Geste:
    """« Relance du bailleur » se relance, « Rappeler Mme Koffi » s'appelle, « Lettre d'information » se fait."""
    mots = sans_accents(suite).split()
    debut = frozenset(mots[:2])
    if debut & RELANCES or debut & ATTENTES:
        return Geste.RELANCER
    if debut & APPELS:
        return Geste.APPELER
    if debut & FAITS:
        return Geste.FAIT
    return Geste.NOTER
