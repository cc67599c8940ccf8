"""Ce que l'agent fait de sa journée : se rappeler, dire fait, reporter avec un motif, reprendre."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.cellule.decisions import donner_suite
from relogement.a_faire import Rappel, Report
from relogement.caleol import PassageCaleol
from relogement.cellule.codes import SuiteDecision
from relogement.contacts import Precisions, noter_un_contact
from relogement.erreurs import ErreurMetier
from relogement.journee import LigneDuJour
from relogement.menage import Menage
from relogement.nomenclatures import Affaire
from relogement.suivi import Contact
from relogement.textes import jour

DISPARU = "Cette ligne n’existe plus : quelqu’un l’a changée entre-temps. La journée vient d’être relue."


@dataclass(frozen=True)
class RappelSaisi:
    """Un rappel à ajouter ; sans dossier, il ne regarde que l'agent."""

    le: date
    objet: str = field(repr=False)
    heure: time | None = None
    lieu: str = field(default="", repr=False)
    menage_id: int | None = None


def ajouter(session: Session, saisi: RappelSaisi, *, agent: str, au: date) -> Rappel:
    """Ajoute un rappel pour cet agent."""
    if not saisi.objet.strip():
        raise ErreurMetier("Écrivez ce qu’il faut vous rappeler.")
    if saisi.le < au:
        raise ErreurMetier(f"Le {jour(saisi.le)} est passé : choisissez aujourd’hui ou une date à venir.")
    rappel = Rappel(
        menage_id=saisi.menage_id, agent=agent, le=saisi.le, heure=saisi.heure, objet=saisi.objet.strip(),
        lieu=saisi.lieu.strip() or None,
    )  # fmt: skip
    session.add(rappel)
    return rappel


def faire(session: Session, cle: str, *, au: date) -> None:
    """Dit faits un rappel, la suite d'un contact ou une décision de cellule."""
    _dater(session, cle, au)


def rouvrir(session: Session, cle: str) -> None:
    """Ce qui était fait ne l'est plus."""
    _dater(session, cle, None)


def noter(
    session: Session, ligne: LigneDuJour, texte: str, le: datetime, *, auteur: str,
    precisions: Precisions | None = None,
) -> None:  # fmt: skip
    """Note un contact depuis une ligne de la journée ; il répond à la suite d'où il vient."""
    menage = session.get(Menage, ligne.menage_id)
    if menage is None:
        raise ErreurMetier(DISPARU)
    noter_un_contact(menage, texte, le, auteur=auteur, precisions=precisions)
    if ligne.genre is Affaire.SUITE:
        _dater(session, ligne.cle, le.date())


def reporter(session: Session, ligne: LigneDuJour, jusqu_au: date, motif: str, *, agent: str, au: date) -> Report:
    """Remet une affaire à plus tard : elle revient à sa date, et le motif reste au journal."""
    if jusqu_au <= au:
        raise ErreurMetier("Choisissez une date à venir : la ligne reviendra ce jour-là.")
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi vous la reportez : un collègue doit pouvoir le comprendre.")
    session.execute(update(Report).where(Report.cle == ligne.cle, Report.leve_le.is_(None)).values(leve_le=au))
    report = Report(
        menage_id=ligne.menage_id, cle=ligne.cle, objet=ligne.objet, agent=agent, le=au, jusqu_au=jusqu_au,
        motif=motif.strip(),
    )  # fmt: skip
    session.add(report)
    return report


def reprendre(session: Session, report_id: int, *, au: date) -> None:
    """Fait revenir tout de suite une affaire reportée."""
    report = session.get(Report, report_id)
    if report is None:
        raise ErreurMetier(DISPARU)
    report.leve_le = au


def accorder(session: Session, passage_id: int, le: date) -> None:
    """Le ménage accepte l'attribution de la commission : il reste le bail à signer."""
    passage = session.get(PassageCaleol, passage_id)
    if passage is None:
        raise ErreurMetier(DISPARU)
    if passage.notifie_le and le < passage.notifie_le:
        raise ErreurMetier(f"L’accord ne peut pas précéder la décision, notifiée le {jour(passage.notifie_le)}.")
    passage.accord_le = le


def _dater(session: Session, cle: str, le: date | None) -> None:
    genre, numero = cle.split(":")[:2]
    if genre == Affaire.RAPPEL.value:
        rappel = session.get(Rappel, int(numero))
        if rappel is None:
            raise ErreurMetier(DISPARU)
        rappel.fait_le = le
        return
    if genre == Affaire.CELLULE.value:
        donner_suite(session, int(numero), SuiteDecision.FAITE if le else None, le)
        return
    contact = session.get(Contact, int(numero))
    if contact is None:
        raise ErreurMetier(DISPARU)
    contact.suite_faite_le = le
