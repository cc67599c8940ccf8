"""La liste des dossiers : son ordre, ce que l'on y cherche, et les lignes que l'écran montre, à la demande."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db import recherche
from db.recherche import Recherche
from relogement.modeles import Bilan, LogementQuitte, Menage, Operation
from relogement.nomenclatures import Critere, Etat, TypeDossier, Typologie

ETATS_CLOS = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI)
_RANG_ETAT = case({etat.value: rang for rang, etat in enumerate(Etat)}, value=Bilan.etat)


@dataclass(frozen=True, slots=True)
class LigneDossier:
    """Ce que la liste montre d'un dossier."""

    id: int
    reference: str
    nom: str
    type: TypeDossier
    nb_personnes: int | None
    typologie: Typologie | None
    ug: str | None
    batiment: str | None
    etage: str | None
    etat: Etat
    nb_comptees: int
    offre_en_cours: bool
    offre_acceptee: bool
    rac_av: Decimal | None
    rac_ap: Decimal | None
    rac_prevu: Decimal | None
    rac_estime: bool
    rac_prevu_estime: bool
    maitrise: Critere
    echeance_le: date | None
    echeance_objet: str | None
    referent: str | None

    @property
    def rac_nouveau(self) -> Decimal | None:
        """Le RAC après, ou celui de l'offre en discussion tant qu'il n'y a pas d'après."""
        return self.rac_prevu if self.rac_ap is None else self.rac_ap

    @property
    def rac_nouveau_estime(self) -> bool:
        return self.rac_prevu_estime if self.rac_ap is None else self.rac_estime


@dataclass(frozen=True, slots=True)
class Totaux:
    """Le pied de la liste."""

    dossiers: int
    personnes: int
    rac_median: Decimal | None
    rac_connus: int


TRIS: dict[str, tuple[InstrumentedAttribute[int], Any]] = {
    "reference": (Menage.id, Menage.reference),
    "nom": (Recherche.menage_id, Recherche.cle_tri),
    "nb_personnes": (Menage.id, Menage.nb_personnes),
    "etat": (Bilan.menage_id, _RANG_ETAT),
    "offres": (Bilan.menage_id, Bilan.nb_comptees),
    "rac_av": (Bilan.menage_id, Bilan.rac_av),
    "echeance": (Bilan.menage_id, Bilan.echeance_le),
    "referent": (Menage.id, Menage.referent),
}


def ordre(session: Session, tri: str = "nom", *, descendant: bool = False) -> "array[int]":
    """Tous les dossiers dans l'ordre demandé ; les valeurs inconnues vont toujours à la fin."""
    if tri == "logement":
        return _par_logement(session, descendant)
    cle, valeur = TRIS[tri]
    sens = valeur.desc() if descendant else valeur.asc()
    requete = select(cle).order_by(valeur.is_(None), sens, cle) if tri != "nom" else select(cle).order_by(sens)
    return array("q", session.scalars(requete))


def trouver(session: Session, demande: str) -> set[int] | None:
    """Les dossiers qui répondent à ce qui est tapé ; ``None`` si rien n'est tapé."""
    if not demande.strip():
        return None
    return set(recherche.trouver(session.connection(), demande))


def a_reloger(session: Session) -> set[int]:
    """Les dossiers qui ne sont ni relogés ni sortis."""
    return set(session.scalars(select(Bilan.menage_id).where(Bilan.etat.not_in(ETATS_CLOS))))


def de_l_operation(session: Session, code: str) -> set[int]:
    """Les dossiers d'une opération."""
    requete = select(Bilan.menage_id).join(Operation, Operation.id == Bilan.operation_id)
    return set(session.scalars(requete.where(Operation.code == code)))


def en_echeance(session: Session, jusqu_au: date) -> set[int]:
    """Les dossiers dont la prochaine échéance tombe au plus tard ce jour-là."""
    return set(session.scalars(select(Bilan.menage_id).where(Bilan.echeance_le <= jusqu_au)))


def sans_offre(session: Session) -> set[int]:
    """Les dossiers à reloger à qui aucun logement n'a été proposé."""
    requete = select(Bilan.menage_id).where(Bilan.nb_offres == 0, Bilan.etat.not_in(ETATS_CLOS))
    return set(session.scalars(requete))


def rac_inconnu(session: Session) -> set[int]:
    """Les titulaires dont le reste à charge avant n'est pas connu."""
    requete = select(Bilan.menage_id).where(Bilan.rac_av.is_(None), Bilan.type == TypeDossier.TITULAIRE)
    return set(session.scalars(requete))


VUES: dict[str, Callable[[Session, date], set[int] | None]] = {
    "Tous": lambda session, au: None,
    "À reloger": lambda session, au: a_reloger(session),
    "Échéance à moins de 7 jours": lambda session, au: en_echeance(session, au),
    "Sans offre": lambda session, au: sans_offre(session),
    "RAC avant inconnu": lambda session, au: rac_inconnu(session),
}


def page(session: Session, ids: Sequence[int]) -> list[LigneDossier]:
    """Les lignes de ces dossiers, dans l'ordre donné."""
    lues = {ligne[0]: LigneDossier(*ligne) for ligne in session.execute(_lignes().where(Menage.id.in_(ids)))}
    return [lues[i] for i in ids if i in lues]


def totaux(session: Session, ids: Sequence[int] | None = None) -> Totaux:
    """Dossiers, personnes et RAC avant médian des dossiers affichés (de tous si rien n'est dit)."""
    requete = select(Menage.id, Menage.nb_personnes, Bilan.rac_av).join(Bilan, Bilan.menage_id == Menage.id)
    lignes = session.execute(requete).all()
    affiches = None if ids is None else set(ids)
    gardees = [ligne for ligne in lignes if affiches is None or ligne[0] in affiches]
    connus = sorted(ligne[2] for ligne in gardees if ligne[2] is not None)
    personnes = sum(ligne[1] or 0 for ligne in gardees)
    return Totaux(len(gardees), personnes, _mediane(connus), len(connus))


def _mediane(valeurs: Sequence[Decimal]) -> Decimal | None:
    if not valeurs:
        return None
    milieu = len(valeurs) // 2
    return valeurs[milieu] if len(valeurs) % 2 else (valeurs[milieu - 1] + valeurs[milieu]) / 2


def _par_logement(session: Session, descendant: bool) -> "array[int]":
    requete = select(Menage.id).outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
    cle = func.coalesce(LogementQuitte.ug, "~")
    return array("q", session.scalars(requete.order_by(cle.desc() if descendant else cle.asc(), Menage.id)))


def _lignes() -> Select[*tuple[Any, ...]]:
    du_bilan = (
        "etat", "nb_comptees", "offre_en_cours", "offre_acceptee", "rac_av", "rac_ap", "rac_prevu",
        "rac_estime", "rac_prevu_estime", "maitrise", "echeance_le", "echeance_objet",
    )  # fmt: skip
    logement = (
        LogementQuitte.typologie,
        LogementQuitte.ug,
        LogementQuitte.batiment,
        LogementQuitte.etage,
    )
    return (
        select(
            Menage.id,
            Menage.reference,
            Recherche.nom,
            Menage.type,
            Menage.nb_personnes,
            *logement,
            *(getattr(Bilan, nom) for nom in du_bilan),
            Menage.referent,
        )
        .join(Bilan, Bilan.menage_id == Menage.id)
        .join(Recherche, Recherche.menage_id == Menage.id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
    )
