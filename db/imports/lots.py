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
from db.journal import Ecriture
from relogement.travail import Avancement, sans_avancement


@dataclass(frozen=True)
class Lot:
    """Un import fait : son fichier, ce qu'il contenait, qui et quand, et s'il est annulé ; ``id`` le désigne."""

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
    bailleur: str = ""
    operation: str = ""


@dataclass(frozen=True)
class Provenance:
    """D'où vient une valeur : la ligne d'une feuille d'un fichier, importé ce jour-là."""

    fichier: str
    feuille: str
    ligne: int
    le: datetime
    lot: int


@dataclass(frozen=True)
class ApercuAnnulation:
    """Ce que l'annulation d'un lot retirerait, et ce qu'elle laisserait parce que cela a changé depuis."""

    defaits: tuple[str, ...]
    laisses: tuple[Obstacle, ...] = field(default=(), repr=False)


def lots(session: Session) -> Sequence[Lot]:
    """Tous les imports, le dernier d'abord."""
    defaites = annulees(session)
    requete = select(Ecriture).where(Ecriture.acte.like("Import %")).order_by(Ecriture.id.desc())
    return [_ancien(ecriture, defaites) for ecriture in session.scalars(requete)]


def _ancien(ecriture: Ecriture, defaites: set[int]) -> Lot:
    nature, _, nom = ecriture.acte.removeprefix("Import ").partition(" : ")
    return Lot(ecriture.id, nom, (), nature, ecriture.le, ecriture.auteur, annule=ecriture.id in defaites)


def apercu_annulation(session: Session, lot: int) -> ApercuAnnulation:
    """Ce que l'annulation de ce lot ferait ; rien ne change."""
    return ApercuAnnulation(ce_qui_sera_defait(session, lot), ce_qui_empeche(session, lot))


def annuler_lot(session: Session, lot: int, avancement: Avancement = sans_avancement) -> Annulee:
    """Défait un lot entier dans l'écriture ouverte ; ce qui a changé depuis est gardé, et dit."""
    return annuler(session, lot, tolerant=True, avancement=avancement)


def provenance(session: Session, objet: Any, champ: str) -> Provenance | None:
    """La ligne du fichier dont vient cette valeur ; rien si quelqu'un l'a saisie."""
    return None
