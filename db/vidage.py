"""L'immeuble à vider, lu en quelques requêtes à plat : il se redit ensuite à toute date sans relire la base."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.cube import lire_cube
from db.journal import Ecriture
from db.journee import noms_des_menages
from db.operations import exiger_operation
from db.promesses import bail_tenu, offre_tenue
from db.tableaux.portee import Portee
from db.tableaux.previsions import Previsions, previsions
from relogement.a_faire import LigneAFaire
from relogement.bilan import Bilan
from relogement.erreurs import ErreurMetier
from relogement.indicateurs import prevision
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.conditions import REFUS
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage
from relogement.nomenclatures import Reponse, Reservation
from relogement.offre import Offre
from relogement.operation import Operation
from relogement.parcours import Etape
from relogement.relogement import Relogement
from relogement.vidage.lignes import (
    AffaireLue,
    DossierLu,
    EtapeLue,
    Immeuble,
    LogementLu,
    OffreLue,
    OperationLue,
)

SANS_OPERATION = "Le projet n’a pas encore d’opération. Ajoutez-la dans Paramètres, ou importez un état locatif."


def lire_immeuble(session: Session, code: str, au: date) -> Immeuble:
    """Les logements de l'opération, leurs dossiers, leurs étapes ; ``au`` choisit les réglages de la prévision."""
    exiger_operation(session, code)
    id_, *dites = session.execute(
        select(Operation.id, *(getattr(Operation, nom) for nom in OperationLue._fields)).where(
            Operation.code == code
        )
    ).one()
    ecrit = session.scalar(select(func.max(Ecriture.le)))
    return Immeuble(
        OperationLue(*dites),
        ecrit.date() if ecrit else date.min,
        prevision.reglages(au, periodes_ajoutees(session)),
        _logements(session, id_),
        _dossiers(session, id_),
        _offres(session, id_),
    )


def operation_a_montrer(session: Session, au: date) -> str:
    """Celle que l'on montre d'abord : la plus proche de sa date cible, sinon la première."""
    lues = session.execute(select(Operation.code, Operation.vide_le).order_by(Operation.code)).all()
    if not lues:
        raise ErreurMetier(SANS_OPERATION)
    return min(lues, key=lambda lue: (lue[1] is None or lue[1] < au, lue[1] or date.max, lue[0]))[0]


def previsions_des_criteres(session: Session, code: str, au: date) -> Previsions:
    """Les quatre critères quand l'opération sera finie, comme l'écran des indicateurs les annonce."""
    portee = Portee(au, code)
    return previsions(session, lire_cube(session, au, axes=[AXE_PAR_CLE["operation"]]), portee)


def logements_libres(session: Session) -> int:
    """Combien de logements du registre peuvent se proposer : ni loués, ni promis, ni gardés ailleurs."""
    loues = select(Relogement.logement_id).where(bail_tenu())
    promis = select(Offre.logement_id).where(offre_tenue())
    libres = select(func.count()).where(
        LogementOffert.retire_le.is_(None),
        or_(LogementOffert.reservation.is_(None), LogementOffert.reservation == Reservation.PROJET),
        LogementOffert.id.not_in(loues),
        LogementOffert.id.not_in(promis),
    )
    return session.scalar(libres) or 0


def _logements(session: Session, operation: int) -> tuple[LogementLu, ...]:
    colonnes = [getattr(LogementQuitte, nom) for nom in LogementLu._fields]
    requete = select(*colonnes).where(LogementQuitte.operation_id == operation).order_by(LogementQuitte.id)
    return tuple(LogementLu(*ligne) for ligne in session.execute(requete))


def _des_logements(requete: Select[*tuple[Any, ...]], operation: int) -> Select[*tuple[Any, ...]]:
    """Les dossiers qui partent d'un logement de l'opération et comptent pour un."""
    return (
        requete.join(Bilan, Bilan.menage_id == Menage.id)
        .join(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .where(LogementQuitte.operation_id == operation, Bilan.fusionne.is_(False))
    )


def _dossiers(session: Session, operation: int) -> tuple[DossierLu, ...]:
    requete = _des_logements(
        select(
            Menage.id, Menage.logement_quitte_id, Menage.reference, Menage.type, Menage.etat, Menage.nb_personnes,
            Menage.referent, Menage.numero_unique.is_not(None), Bilan.libere_le,
        ),
        operation,
    )  # fmt: skip
    lus = session.execute(requete.order_by(Menage.id)).all()
    noms = noms_des_menages(session, [ligne[0] for ligne in lus])
    offres = _dernieres_offres(session, operation)
    etapes, affaires = _etapes(session, operation), _affaires(session, operation)
    return tuple(
        DossierLu(
            id_, logement, reference, noms.get(id_, ""), type_, etat, personnes, referent, bool(numero), libere,
            offres.get(id_), etapes.get(id_, ()), affaires.get(id_, ()),
        )
        for id_, logement, reference, type_, etat, personnes, referent, numero, libere in lus
    )  # fmt: skip


def _etapes(session: Session, operation: int) -> Mapping[int, tuple[EtapeLue, ...]]:
    requete = select(Etape.menage_id, Etape.etat, Etape.le, Etape.motif).join(Menage, Menage.id == Etape.menage_id)
    return _ranges(session, _des_logements(requete, operation).order_by(Etape.id), EtapeLue)


def _affaires(session: Session, operation: int) -> Mapping[int, tuple[AffaireLue, ...]]:
    colonnes = [getattr(LigneAFaire, nom) for nom in AffaireLue._fields]
    requete = select(LigneAFaire.menage_id, *colonnes).join(Menage, Menage.id == LigneAFaire.menage_id)
    return _ranges(session, _des_logements(requete, operation).order_by(LigneAFaire.cle), AffaireLue)


def _ranges(session: Session, requete: Select[*tuple[Any, ...]], lire: Any) -> dict[int, tuple[Any, ...]]:
    trouves: dict[int, list[Any]] = defaultdict(list)
    for menage, *valeurs in session.execute(requete):
        trouves[menage].append(lire(*valeurs))
    return {menage: tuple(lignes) for menage, lignes in trouves.items()}


def _dernieres_offres(session: Session, operation: int) -> dict[int, date | None]:
    requete = select(Offre.menage_id, func.max(Offre.notifiee_le)).join(Menage, Menage.id == Offre.menage_id)
    return {id_: le for id_, le in session.execute(_des_logements(requete, operation).group_by(Offre.menage_id))}  # noqa: C416


def _offres(session: Session, operation: int) -> tuple[OffreLue, ...]:
    """Celles qui ont eu une réponse ; une offre retirée n'en est pas une."""
    requete = (
        select(Offre.id, Offre.reponse, Offre.notifiee_le, Offre.repondue_le, func.min(Relogement.entree_le))
        .join(Menage, Menage.id == Offre.menage_id)
        .outerjoin(Relogement, Relogement.offre_id == Offre.id)
        .where(Offre.reponse.in_((Reponse.ACCORD, *REFUS)))
        .group_by(Offre.id, Offre.reponse, Offre.notifiee_le, Offre.repondue_le)
        .order_by(Offre.id)
    )
    return tuple(
        OffreLue(reponse is Reponse.ACCORD, notifiee, repondue, entree)
        for _, reponse, notifiee, repondue, entree in session.execute(_des_logements(requete, operation))
    )
