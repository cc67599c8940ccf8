"""Qui tient un logement offert : le dire avant de le promettre, et à la restauration d'un dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from db.pannes import DejaPromis
from relogement.modeles import LogementOffert, Menage, Offre, Relogement
from relogement.nomenclatures import Reponse
from relogement.offre import OUVERTES

A_PROMESSES = ("offre", "relogement")


@dataclass(frozen=True)
class Tenu:
    """Le dossier qui tient un logement : par une offre, ou par un bail."""

    logement_id: int
    menage_id: int
    reference: str
    offre_id: int | None = None
    rang: int | None = None
    reponse: Reponse | None = None

    @property
    def par(self) -> str:
        """« par un bail », « par l'offre 2, acceptée »."""
        if self.offre_id is None:
            return "par un bail"
        return f"par l’offre {self.rang}, {self.reponse.libelle.lower() if self.reponse else ''}"


def offre_tenue() -> ColumnElement[bool]:
    """Une offre qui tient son logement."""
    return and_(Offre.reponse.in_(OUVERTES), Offre.rendu_le.is_(None))


def bail_tenu() -> ColumnElement[bool]:
    """Un bail qui tient son logement."""
    return Relogement.rendu_le.is_(None)


def tenus(session: Session, logement_id: int | None = None) -> list[Tenu]:
    """Toutes les promesses qui courent, ou celles d'un logement : d'ordinaire une seule."""
    offres = (
        select(Offre.logement_id, Menage.id, Menage.reference, Offre.id, Offre.rang, Offre.reponse)
        .join(Menage, Menage.id == Offre.menage_id)
        .where(offre_tenue())
    )
    baux = (
        select(Relogement.logement_id, Menage.id, Menage.reference)
        .join(Menage, Menage.id == Relogement.menage_id)
        .where(bail_tenu())
    )
    if logement_id is not None:
        offres = offres.where(Offre.logement_id == logement_id)
        baux = baux.where(Relogement.logement_id == logement_id)
    return [Tenu(*r) for requete in (offres, baux) for r in session.execute(requete.order_by(Menage.reference))]


def refuser_si_promis(session: Session, logement: LogementOffert, menage_id: int | None = None) -> None:
    """Lève ``DejaPromis`` en nommant le dossier qui tient ce logement, s'il y en a un autre."""
    if logement.id is None:
        return
    for tenu in tenus(session, logement.id):
        if tenu.menage_id != menage_id or menage_id is None:
            raise DejaPromis(
                f"Ce logement est déjà promis au dossier {tenu.reference}, {tenu.par} : rien n’a été enregistré. "
                "Notez sa réponse ou rendez d’abord le logement, sinon choisissez-en un autre."
            )


def rendre_ce_qui_est_pris(connexion: Connection, objet: str, ligne: Mapping[str, Any]) -> Mapping[str, Any]:
    """Une promesse qui revient quand un autre tient le logement revient rendue : rien d'elle n'est perdu."""
    if objet not in A_PROMESSES or not _prise(connexion, ligne):
        return ligne
    return {**ligne, "rendu_le": ligne.get("rendu_le") or aujourdhui().isoformat()}


def _prise(connexion: Connection, ligne: Mapping[str, Any]) -> bool:
    logement, menage = int(ligne["logement_id"]), int(ligne["menage_id"])
    offres = select(Offre.id).where(Offre.logement_id == logement, offre_tenue(), Offre.menage_id != menage)
    baux = select(Relogement.id).where(
        Relogement.logement_id == logement, bail_tenu(), Relogement.menage_id != menage
    )
    retire = select(LogementOffert.id).where(LogementOffert.id == logement, LogementOffert.retire_le.is_not(None))
    return any(connexion.scalar(requete.limit(1)) is not None for requete in (offres, baux, retire))
