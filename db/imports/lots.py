"""Les lots importés : leur liste, leur annulation des jours plus tard, la ligne d'où vient une valeur."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.annulation import Annulee, annuler, ce_qui_empeche
from db.annulation_phrases import Obstacle
from db.ecritures import annulees, ce_qui_sera_defait
from db.journal import Ecriture, LigneDeJournal
from db.lots_importes import LotImporte
from db.provenances import Provenance as Provenance
from db.provenances import provenance as provenance
from relogement.erreurs import ErreurMetier
from relogement.travail import Avancement, sans_avancement

IMPORT = "Import "


@dataclass(frozen=True)
class Lot:
    """Un import fait ; ``id`` est celui de son écriture, que l'annulation désigne aussi."""

    id: int
    fichier: str
    feuilles: tuple[str, ...]
    nature: str
    le: datetime
    auteur: str
    creees: int = 0
    modifiees: int = 0
    inchangees: int = 0
    ecartees: int = 0
    annule: bool = False
    a_change: bool = True
    """Faux d'un fichier déjà importé : il n'y a rien à annuler."""
    bailleur: str = ""
    operation: str = ""


@dataclass(frozen=True)
class ApercuAnnulation:
    """Ce que l'annulation d'un lot retirerait, et ce qu'elle laisserait parce que cela a changé depuis."""

    lot: Lot
    defaits: tuple[str, ...]
    laisses: tuple[Obstacle, ...] = field(default=(), repr=False)


def lots(session: Session) -> Sequence[Lot]:
    """Tous les imports, le dernier d'abord."""
    defaites = annulees(session)
    a_change = select(LigneDeJournal.id).where(LigneDeJournal.ecriture_id == Ecriture.id).exists()
    requete = (
        select(Ecriture, LotImporte, a_change)
        .outerjoin(LotImporte, LotImporte.ecriture_id == Ecriture.id)
        .where(LotImporte.id.is_not(None) | Ecriture.acte.startswith(IMPORT))
        .order_by(Ecriture.id.desc())
    )
    return [
        _lot(ecriture, lot, ecriture.id in defaites, change) for ecriture, lot, change in session.execute(requete)
    ]


def _lot(ecriture: Ecriture, lot: LotImporte | None, annule: bool, change: bool) -> Lot:
    commun: dict[str, Any] = {"le": ecriture.le, "auteur": ecriture.auteur, "annule": annule, "a_change": change}
    if lot is None:  # d'avant que les lots soient gardés : leur acte les nomme
        nature, _, nom = ecriture.acte.removeprefix(IMPORT).partition(" : ")
        return Lot(ecriture.id, nom, (), nature, **commun)
    detail = dict(lot.detail)
    return Lot(
        ecriture.id, lot.fichier, tuple(detail.get("feuilles", ())), lot.nature, bailleur=lot.bailleur,
        operation=lot.operation, **{sort: detail.get(sort, 0) for sort in SORTS}, **commun,
    )  # fmt: skip


SORTS = ("creees", "modifiees", "inchangees", "ecartees")


def lot_de(session: Session, numero: int) -> Lot:
    """Ce lot, ou une phrase."""
    trouve = next((lot for lot in lots(session) if lot.id == numero), None)
    if trouve is None:
        raise ErreurMetier(f"Aucun import n° {numero} dans ce projet. Regardez la liste des imports.")
    return trouve


def apercu_annulation(session: Session, numero: int) -> ApercuAnnulation:
    """Ce que l'annulation de ce lot ferait ; rien ne change."""
    lot = _annulable(session, numero)
    return ApercuAnnulation(lot, ce_qui_sera_defait(session, numero), ce_qui_empeche(session, numero))


def annuler_lot(session: Session, numero: int, avancement: Avancement = sans_avancement) -> Annulee:
    """Défait un lot entier dans l'écriture ouverte ; ce qui a changé depuis est gardé, et dit.

    L'appelant ouvre l'écriture avec les mots de ``acte_d_annulation``.
    """
    _annulable(session, numero)
    return annuler(session, numero, tolerant=True, avancement=avancement)


def acte_d_annulation(lot: Lot) -> str:
    """« Annulation : Import etat-locatif : etat.xlsx »."""
    from db.annulation import mots

    return mots(f"{IMPORT}{lot.nature} : {lot.fichier}")


def _annulable(session: Session, numero: int) -> Lot:
    lot = lot_de(session, numero)
    if lot.annule:
        raise ErreurMetier(f"L’import de « {lot.fichier} » est déjà annulé.")
    if not lot.a_change:
        raise ErreurMetier(f"L’import de « {lot.fichier} » n’a rien changé : il n’y a rien à annuler.")
    return lot
