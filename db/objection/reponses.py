"""Noter ce que dit un partenaire : vu, d'accord, ou une objection, qui mène le dossier à la prochaine cellule."""

from datetime import datetime

from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.modeles import DemandeDePassage, ReponseDePartenaire
from relogement.objection.codes import EtatReponse, Issue
from relogement.objection.etat import instant

ENVOYE, VU, OBJECTE, ACCORD = EtatReponse.ENVOYE, EtatReponse.VU, EtatReponse.OBJECTE, EtatReponse.ACCORD
TARDIVE = "Objection tardive"


def repondre(
    session: Session,
    reponse_id: int,
    etat: EtatReponse,
    *,
    le: datetime,
    maintenant: datetime,
    motif: str | None = None,
) -> ReponseDePartenaire:
    """Note la réponse ; après la fin du délai elle se garde comme tardive, et n'annule rien de constaté."""
    reponse = _reponse(session, reponse_id)
    _exiger_possible(reponse, etat, le, maintenant)
    raison = (motif or "").strip() or None
    if etat is OBJECTE and raison is None:
        raise ErreurMetier("Écrivez le motif de l’objection : la cellule en aura besoin pour décider.")
    _oublier_la_demande(session, reponse)
    reponse.vu_le = None if etat is ENVOYE else reponse.vu_le or le
    reponse.repondu_le = le if etat in (OBJECTE, ACCORD) else None
    reponse.tardive = reponse.repondu_le is not None and le > reponse.consultation.finit_le
    reponse.etat, reponse.motif = etat, raison if etat is OBJECTE else None
    if etat is OBJECTE:
        _demander_le_passage(session, reponse, le)
    _revoir_l_issue(reponse, maintenant)
    session.flush()
    return reponse


def _reponse(session: Session, reponse_id: int) -> ReponseDePartenaire:
    reponse = session.get(ReponseDePartenaire, reponse_id)
    if reponse is None:
        raise ErreurMetier("Cette consultation n’existe plus. Rouvrez la liste.")
    return reponse


def _exiger_possible(reponse: ReponseDePartenaire, etat: EtatReponse, le: datetime, maintenant: datetime) -> None:
    consultation = reponse.consultation
    if etat is EtatReponse.SANS_REPONSE:
        raise ErreurMetier("Le silence ne se note pas : il se constate à la fin du délai.")
    if consultation.issue is Issue.RETIREE:
        raise ErreurMetier("Cette consultation a été retirée : il n’y a plus rien à y répondre.")
    if le > maintenant:
        raise ErreurMetier(f"La réponse est datée du {instant(le)}, dans le futur. Corrigez la date ou l’heure.")
    if le < consultation.envoyee_le:
        raise ErreurMetier(
            f"La réponse ne peut pas précéder l’envoi, parti le {instant(consultation.envoyee_le)}. "
            "Corrigez la date ou l’heure."
        )


def _oublier_la_demande(session: Session, reponse: ReponseDePartenaire) -> None:
    """Une objection levée quitte la prochaine séance ; celle qu'une séance a prise y reste."""
    if reponse.demande_id is None:
        return
    demande = session.get(DemandeDePassage, reponse.demande_id)
    reponse.demande_id = None
    if demande is not None and demande.seance_id is None:
        session.flush()
        session.delete(demande)


def _demander_le_passage(session: Session, reponse: ReponseDePartenaire, le: datetime) -> None:
    """Dans le délai, c'est une objection ; après, une demande ordinaire, qui dit qu'elle est tardive."""
    motif = f"{TARDIVE} : {reponse.motif}" if reponse.tardive else reponse.motif
    demande = DemandeDePassage(
        menage_id=reponse.menage_id, partenaire_id=reponse.partenaire_id, le=le.date(),
        objection=not reponse.tardive, motif=motif,
    )  # fmt: skip
    session.add(demande)
    session.flush()
    reponse.demande_id = demande.id


def _revoir_l_issue(reponse: ReponseDePartenaire, maintenant: datetime) -> None:
    """Une objection arrivée à temps arrête la consultation ; levée, elle la laisse reprendre."""
    consultation = reponse.consultation
    a_temps = any(r.etat is OBJECTE and not r.tardive for r in consultation.reponses)
    if a_temps and consultation.issue is not Issue.OBJECTION:
        consultation.issue, consultation.issue_le = Issue.OBJECTION, maintenant
        if consultation.constat:
            consultation.constat += f" Caduc : objection de {reponse.partenaire.nom} arrivée à temps."
    elif not a_temps and consultation.issue is Issue.OBJECTION:
        consultation.issue = consultation.issue_le = consultation.constat = None
    if consultation.issue is Issue.TACITE and reponse.etat in (ENVOYE, VU):
        reponse.etat = EtatReponse.SANS_REPONSE
