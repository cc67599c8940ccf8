"""Le registre des logements offerts : le lire, y ajouter, retirer, réserver, rendre, et prévenir les bailleurs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.promesses import bail_tenu, tenus
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, Menage, Offre, Relogement
from relogement.nomenclatures import Occupe, Reponse, Reservation
from relogement.promesses import rendre
from relogement.textes import jour
from relogement.vacances import REFUSEES, Promesse, Retour, Vacance


def registre(session: Session, *, tous: bool = False) -> list[Vacance]:
    """Les logements à proposer ou proposés ; ``tous`` : aussi ceux qui ont un bail ou que l'on a retirés."""
    requete = select(LogementOffert)
    if not tous:
        loues = select(Relogement.logement_id).where(bail_tenu())
        requete = requete.where(LogementOffert.retire_le.is_(None), LogementOffert.id.not_in(loues))
    ranges = requete.order_by(LogementOffert.commune, LogementOffert.residence, LogementOffert.id)
    return _vacances(session, session.scalars(ranges).all())


def vacance(session: Session, logement_id: int) -> Vacance:
    """Un logement du registre ; lève ``ErreurMetier`` s'il n'y est plus."""
    return _vacances(session, [_logement(session, logement_id)])[0]


def _vacances(session: Session, logements: Sequence[LogementOffert]) -> list[Vacance]:
    promesses: dict[int, list[Promesse]] = defaultdict(list)
    un_seul = logements[0].id if len(logements) == 1 else None
    for t in tenus(session, un_seul):
        promesses[t.logement_id].append(Promesse(t.reference, t.menage_id, t.rang, t.reponse, t.offre_id))
    refusees = (
        select(Offre.logement_id, func.count())
        .where(Offre.reponse.in_((Reponse.REFUS, Reponse.SILENCE)))
        .group_by(Offre.logement_id)
    )
    refus = dict(session.execute(refusees).all())
    return [Vacance(li, tuple(promesses.get(li.id, ())), refus.get(li.id, 0)) for li in logements]


def en_double(session: Session) -> list[Vacance]:
    """Les logements promis à plusieurs dossiers avant que la base ne le refuse."""
    return [v for v in registre(session, tous=True) if v.en_double]


def retours(session: Session, depuis: date) -> list[Retour]:
    """Les logements refusés, laissés ou retirés depuis ce jour : ce que leurs bailleurs doivent savoir."""
    requete = (
        select(Offre, LogementOffert, Menage.reference)
        .join(LogementOffert, LogementOffert.id == Offre.logement_id)
        .join(Menage, Menage.id == Offre.menage_id)
        .where(Offre.reponse.in_(REFUSEES), Offre.repondue_le >= depuis)
        .order_by(Offre.repondue_le, Offre.id)
    )
    pris = {t.logement_id for t in tenus(session)}
    revenus = []
    for offre, logement, reference in session.execute(requete):
        libre = logement.id not in pris and logement.retire_le is None
        le, bailleur = offre.repondue_le or depuis, logement.bailleur or ""
        revenus.append(Retour(logement.id, bailleur, logement.libelle, reference, le, offre.reponse, libre))
    return revenus


def ajouter(session: Session, valeurs: dict[str, Any]) -> LogementOffert:
    """Met un logement au registre ; il faut de quoi le reconnaître."""
    if not valeurs.get("typologie") or not any(valeurs.get(n) for n in ("residence", "adresse")):
        raise ErreurMetier("Donnez au moins la typologie, et la résidence ou l’adresse.")
    logement = LogementOffert(**valeurs)
    session.add(logement)
    session.flush()
    return logement


def retirer_du_registre(session: Session, logement_id: int, le: date) -> LogementOffert:
    """Son bailleur le reprend : plus personne ne peut le recevoir ; une offre qui court se retire d'abord."""
    lu = vacance(session, logement_id)
    if lu.promesses:
        verbe = "a signé son bail" if lu.etat is Occupe.ATTRIBUE else "l’a reçu en offre"
        raise ErreurMetier(
            f"Le dossier {lu.references[0]} {verbe} : retirez d’abord cette offre dans le dossier, ou rendez le "
            "logement."
        )
    lu.logement.retire_le = le
    return lu.logement


def remettre_au_registre(session: Session, logement_id: int) -> LogementOffert:
    """Un logement retiré se propose de nouveau."""
    logement = _logement(session, logement_id)
    logement.retire_le = None
    return logement


def reserver(
    session: Session, logement_id: int, reservation: Reservation | None, reservataire: str | None = None
) -> LogementOffert:
    """Dit pour qui le logement est gardé ; sans réservation, il est pour ceux du projet."""
    logement = _logement(session, logement_id)
    logement.reservation, logement.reservataire = reservation, (reservataire or "").strip() or None
    return logement


def rendre_le_logement(session: Session, offre_id: int, le: date) -> Offre:
    """Une offre acceptée qui ne se fera pas, ou restée ouverte pour rien, ne tient plus son logement."""
    offre = session.get(Offre, offre_id)
    if offre is None:
        raise ErreurMetier("Cette offre n’existe plus. Rouvrez la liste des logements.")
    signe = select(Relogement.id).where(
        Relogement.logement_id == offre.logement_id, Relogement.menage_id == offre.menage_id, bail_tenu()
    )
    if session.scalar(signe.limit(1)) is not None:
        raise ErreurMetier("Le bail de ce logement est signé : faites d’abord reculer le dossier.")
    if offre.notifiee_le is not None and le < offre.notifiee_le:
        raise ErreurMetier(
            f"Le logement ne peut pas être rendu avant l’offre, notifiée le {jour(offre.notifiee_le)}."
        )
    rendre(offre, le)
    return offre


def _logement(session: Session, logement_id: int) -> LogementOffert:
    logement = session.get(LogementOffert, logement_id)
    if logement is None:
        raise ErreurMetier("Ce logement n’est plus au registre. Rouvrez la liste des logements.")
    return logement
