"""Le registre des logements offerts : le lire, y ajouter, corriger, retirer, réserver, rendre."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.conflits import Collision, confronter
from db.imports.reperage import situer_un
from db.pannes import Conflit
from db.promesses import bail_tenu, tenus
from db.verifications import verifier
from relogement.communes import insee_du_logement
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, Offre, Projet, Relogement
from relogement.nomenclatures import Occupe, Reponse
from relogement.promesses import rendre
from relogement.textes import jour
from relogement.vacances import Promesse, Vacance
from relogement.valeurs_dites import dite

RECONNAISSABLE = ("residence", "adresse", "commune")
ENREGISTRER_DE_NOUVEAU = " Rien n’est écrit : enregistrez de nouveau pour garder votre saisie."


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


def ajouter(session: Session, valeurs: Mapping[str, Any]) -> LogementOffert:
    """Met un logement au registre ; il faut de quoi le reconnaître, le reste peut manquer."""
    if not any(valeurs.get(nom) for nom in RECONNAISSABLE):
        raise ErreurMetier("Donnez au moins la résidence, l’adresse ou la commune : de quoi le reconnaître.")
    logement = LogementOffert(**valeurs)
    session.add(logement)
    _verifie(session, logement, valeurs)
    return logement


def corriger(
    session: Session, logement_id: int, valeurs: Mapping[str, Any], montre: Mapping[str, Any]
) -> LogementOffert:
    """Change ces champs ; ce que quelqu'un d'autre vient de changer se dit avant de s'écraser."""
    logement = _logement(session, logement_id)
    contraires, _ = confronter(session, logement, valeurs, montre)
    if contraires:
        raise Conflit(" ".join(_devenu(c) for c in contraires) + ENREGISTRER_DE_NOUVEAU)
    for nom, valeur in valeurs.items():
        setattr(logement, nom, valeur)
    if not any(getattr(logement, nom) for nom in RECONNAISSABLE):
        raise ErreurMetier("Gardez au moins la résidence, l’adresse ou la commune : de quoi le reconnaître.")
    _verifie(session, logement, valeurs)
    return logement


def _devenu(collision: Collision) -> str:
    qui = f" par {collision.auteur}" if collision.auteur else ""
    return (
        f"« {collision.faits.libelle} » vient d’être changé{qui} : {dite(collision.leur, collision.faits.unite)}."
    )


def _verifie(session: Session, logement: LogementOffert, changes: Mapping[str, Any]) -> None:
    """L'impossible se refuse ; le code de la commune et le quartier se complètent quand ils se déduisent."""
    verifier(logement, changes)
    if logement.reservataire and logement.reservation is None:
        raise ErreurMetier("Réservé à : choisissez pour qui, ou effacez le réservataire.")
    if logement.commune_insee is None or ("commune" in changes and "commune_insee" not in changes):
        departement = session.scalar(select(Projet.departement))
        logement.commune_insee = insee_du_logement(
            None, logement.commune, logement.code_postal, departement=departement
        )
    session.flush()
    situer_un(session, logement)
    session.flush()


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
