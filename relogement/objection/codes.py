"""Les mots d'une consultation des partenaires."""

from relogement.base import Code


class EtatReponse(Code):
    """Où en est un partenaire consulté."""

    ENVOYE = "ENVOYE", "Envoyé"
    VU = "VU", "Vu"
    OBJECTE = "OBJECTE", "S’oppose"
    ACCORD = "ACCORD", "D’accord"
    SANS_REPONSE = "SANS_REPONSE", "Sans réponse"


class Issue(Code):
    """Comment une consultation a fini."""

    OBJECTION = "OBJECTION", "Objection"
    TACITE = "TACITE", "Accord tacite"
    EXPRES = "EXPRES", "Accord de tous"
    RETIREE = "RETIREE", "Consultation retirée"


REPONDUS = (EtatReponse.OBJECTE, EtatReponse.ACCORD)
"""Ceux dont on n'attend plus rien."""
