"""Ce que l'on demande de sceller, et tout ce qui s'y oppose."""

from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from db.scelles.tables import PeriodeScellee
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.modeles import Menage, Operation
from relogement.scelles.periode import Periode
from relogement.textes import jour

PAR_DEFAUT = "Mise en page du programme"


@dataclass(frozen=True)
class Demande:
    """Une période, pour le projet ou une opération, avec la mise en page choisie (celle du programme sinon)."""

    periode: Periode
    operation: str | None = None
    mise_en_page: MiseEnPage | None = None
    nom_mise_en_page: str = PAR_DEFAUT
    intitule: str = ""

    @property
    def libelle(self) -> str:
        return self.intitule.strip() or self.periode.libelle


def verifier(session: Session, demande: Demande) -> None:
    """Lève ``ErreurMetier`` si cette période ne peut pas être scellée."""
    if demande.periode.fin > aujourdhui():
        raise ErreurMetier(
            f"Cette période finit le {jour(demande.periode.fin)} : elle n’est pas finie. "
            "Scellez-la quand elle le sera, ou choisissez la précédente."
        )
    _sans_chevauchement(session, demande)
    if not dossiers_de_la_portee(session, demande.operation):
        ou = f"l’opération {demande.operation}" if demande.operation else "ce projet"
        raise ErreurMetier(f"Aucun dossier dans {ou} : il n’y a rien à sceller.")


def dossiers_de_la_portee(session: Session, operation: str | None) -> int:
    requete = select(func.count()).select_from(Menage).join(Operation, Operation.id == Menage.operation_id)
    if operation is not None:
        requete = requete.where(Operation.code == operation)
    return session.scalar(requete) or 0


def scellees(session: Session, operation: str | None, *, levees: bool = False) -> list[PeriodeScellee]:
    """Les périodes closes de cette portée, la plus récente d'abord ; ``levees`` : les rouvertes aussi."""
    requete = select(PeriodeScellee).where(PeriodeScellee.operation.is_(None))
    if operation is not None:
        requete = select(PeriodeScellee).where(PeriodeScellee.operation == operation)
    if not levees:
        requete = requete.where(PeriodeScellee.levee_le.is_(None))
    return list(session.scalars(requete.order_by(PeriodeScellee.fin_le.desc(), PeriodeScellee.id.desc())))


def _sans_chevauchement(session: Session, demande: Demande) -> None:
    """Une année peut contenir ses trimestres scellés ; deux périodes ne se chevauchent pas à moitié."""
    for autre in scellees(session, demande.operation):
        sienne, voulue = autre.periode, demande.periode
        if sienne == voulue:
            raise ErreurMetier(
                f"{autre.libelle} : déjà scellé le {jour(autre.scellee_le.date())} par {autre.initiales}. "
                "Pour le refaire, levez d’abord ce scellé en disant pourquoi."
            )
        if sienne.chevauche(voulue) and not (sienne.contient(voulue) or voulue.contient(sienne)):
            raise ErreurMetier(
                f"Cette période chevauche « {autre.libelle} », déjà scellée "
                f"(du {jour(sienne.debut)} au {jour(sienne.fin)}). Choisissez d’autres dates."
            )


def existe(session: Session) -> bool:
    """Vrai si une période au moins a été scellée un jour."""
    return bool(session.scalar(select(exists().where(PeriodeScellee.id > 0))))
