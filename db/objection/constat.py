"""Constater l'accord quand le délai est passé, avec sa preuve ; ou retirer une consultation."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.objection.lecture import exiger_intact, lire_consultation
from relogement.erreurs import ErreurMetier
from relogement.modeles import Consultation
from relogement.objection.codes import EtatReponse, Issue
from relogement.objection.etat import RETRAIT, constat, duree, fin_dite, instant
from relogement.textes import INSECABLE

MUETS = (EtatReponse.ENVOYE, EtatReponse.VU)


def constater(session: Session, consultation_id: int, maintenant: datetime) -> Consultation:
    """« accord tacite le … : envoyé le … à X, Y, Z ; aucune objection reçue » ; jamais avant la fin du délai."""
    lue, consultation = lire_consultation(session, consultation_id), session.get_one(Consultation, consultation_id)
    if lue.issue is not None:
        finie = f"{lue.issue.libelle.lower()}, le {instant(lue.issue_le)}"
        raise ErreurMetier(f"Cette consultation est déjà finie : {finie}.")
    if lue.sans_objet:
        raise ErreurMetier(f"{lue.sans_objet} Il n’y a plus rien à constater : retirez la consultation.")
    if not lue.a_constater(maintenant):
        raise ErreurMetier(
            f"Le délai court encore : il finit le {fin_dite(lue.finit_le)} "
            f"(reste {duree(lue.reste(maintenant))}). Le silence ne vaut accord qu’après."
        )
    for reponse in consultation.reponses:
        exiger_intact(reponse)
    consultation.issue = Issue.EXPRES if lue.tous_d_accord else Issue.TACITE
    consultation.issue_le, consultation.constat = maintenant, constat(lue, maintenant)
    for reponse in consultation.reponses:
        if reponse.etat in MUETS:
            reponse.etat = EtatReponse.SANS_REPONSE
    session.flush()
    return consultation


def retirer(session: Session, consultation_id: int, maintenant: datetime, motif: str) -> Consultation:
    """L'attribution ne se fera pas ; ce qui est parti reste gardé, et le motif avec."""
    consultation = session.get(Consultation, consultation_id)
    if consultation is None:
        raise ErreurMetier("Cette consultation n’existe plus. Rouvrez la liste.")
    if consultation.issue in (Issue.TACITE, Issue.EXPRES, Issue.RETIREE):
        raise ErreurMetier(f"Cette consultation est déjà finie : {consultation.issue.libelle.lower()}.")
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi la consultation est retirée.")
    consultation.issue, consultation.issue_le = Issue.RETIREE, maintenant
    consultation.constat = f"{RETRAIT} le {instant(maintenant)}{INSECABLE}: {motif.strip()}"
    session.flush()
    return consultation
