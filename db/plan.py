"""Lire le plan de relogement d'une opération : des lignes simples, sans rien qui nomme un ménage."""

from collections import defaultdict
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from relogement.documents.plan.donnees import DossierDuPlan, LogementDuPlan, OperationDuPlan, Plan, plan
from relogement.erreurs import ErreurMetier
from relogement.modeles import Besoin, Bilan, Cout, LogementQuitte, Menage, Operation
from relogement.nomenclatures import CodeBesoin, Moment, Nature
from relogement.textes import INCONNU


def lire_le_plan(session: Session, code: str, au: date) -> Plan:
    """Le plan de cette opération ; lève ``ErreurMetier`` si elle n'existe pas."""
    operation = session.scalar(select(Operation).where(Operation.code == code))
    if operation is None:
        raise ErreurMetier(f"L’opération « {code} » n’existe pas. Vérifiez son code.")
    dite = OperationDuPlan(
        operation.code, operation.libelle, operation.type.libelle, operation.maitre_ouvrage,
        operation.nb_logements, operation.concertation_le, operation.vide_le, operation.demolition_le,
    )  # fmt: skip
    return plan(dite, _dossiers(session, operation.id), _logements(session, operation.id), au=au)


def _dossiers(session: Session, operation: int) -> list[DossierDuPlan]:
    besoins = _besoins(session, operation)
    requete = (
        select(
            Menage.id, Menage.type, Menage.etat, Menage.nb_personnes, Menage.souhait_typologie, Bilan.quartile,
            Cout.loyer + Cout.charges, Bilan.rac_av, Bilan.nature, Bilan.entree_le, Bilan.sorti,
        )
        .join(Bilan, Bilan.menage_id == Menage.id)
        .outerjoin(Cout, and_(Cout.menage_id == Menage.id, Cout.moment == Moment.AVANT))
        .where(Menage.operation_id == operation, Bilan.fusionne.is_(False))
    )  # fmt: skip
    lus = []
    for id_, type_, etat, personnes, souhait, quartile, cout, rac, nature, entree, sorti in session.execute(
        requete
    ):
        definitive = entree if nature is Nature.DEFINITIF else None
        lus.append(DossierDuPlan(type_, etat, personnes, souhait, quartile, cout, rac, definitive, sorti,
                                 tuple(besoins.get(id_, ()))))  # fmt: skip
    return lus


def _besoins(session: Session, operation: int) -> dict[int, list[CodeBesoin]]:
    requete = select(Besoin.menage_id, Besoin.code).join(Menage, Menage.id == Besoin.menage_id)
    trouves: dict[int, list[CodeBesoin]] = defaultdict(list)
    for menage, code in session.execute(requete.where(Menage.operation_id == operation)):
        trouves[menage].append(code)
    return trouves


def _logements(session: Session, operation: int) -> list[LogementDuPlan]:
    """Un logement n'est vide que si tous ses dossiers en sont partis."""
    partis = func.count(Bilan.libere_le)
    requete = (
        select(
            LogementQuitte.batiment, LogementQuitte.entree, LogementQuitte.statut, func.max(Bilan.libere_le),
            partis, func.count(Bilan.menage_id),
        )
        .outerjoin(Bilan, and_(Bilan.logement_quitte_id == LogementQuitte.id, Bilan.fusionne.is_(False)))
        .where(LogementQuitte.operation_id == operation)
        .group_by(LogementQuitte.id, LogementQuitte.batiment, LogementQuitte.entree, LogementQuitte.statut)
    )  # fmt: skip
    return [
        LogementDuPlan(_cage(batiment, entree), statut, le if n and partis_ == n else None, bool(n))
        for batiment, entree, statut, le, partis_, n in session.execute(requete)
    ]


def _cage(batiment: str | None, entree: str | None) -> str:
    return ", ".join(filter(None, (batiment, f"entrée {entree}" if entree else None))) or INCONNU
