"""Tout ce que la base sait d'un dossier et qu'il faut pour établir son bilan : des valeurs, rien de vivant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relogement.baremes import Ajouts
from relogement.charte import Charte
from relogement.depart import INCONNU, Depart
from relogement.nomenclatures import (
    Condition,
    DecisionCaleol,
    Etat,
    MotifSortie,
    Nature,
    Recevable,
    Reponse,
    TypeDossier,
    Typologie,
)
from relogement.seuils_q1 import SANS_SEUIL, SeuilsQ1


class PostesVus(NamedTuple):
    """Les montants d'un coût, en euros par mois."""

    loyer: Decimal | None
    annexes: Decimal | None
    rls: Decimal | None
    sls: Decimal | None
    charges: Decimal | None
    eau_incluse: bool | None
    chauffage_inclus: bool | None
    forfait_eau: Decimal | None
    forfait_chauffage: Decimal | None
    apl: Decimal | None
    apl_estimee: bool | None

    @property
    def muets(self) -> bool:
        """Vrai quand aucun montant n'est connu."""
        return all(valeur is None for valeur in self[:-1])


class DossierVu(NamedTuple):
    """Le ménage et le logement qu'il quitte."""

    menage_id: int
    operation_id: int
    logement_quitte_id: int | None
    type: TypeDossier
    etat: Etat
    nb_personnes: int | None
    nb_moins_14: int | None
    ressources: Decimal | None
    motif_sortie: MotifSortie | None
    sorti_le: date | None
    nb_offres_reprises: int | None
    nb_refus_repris: int | None
    logement_adapte: bool | None
    besoin_d_adaptation: bool
    bailleur: str | None
    surface: Decimal | None
    premiere_entree_le: date | None

    def __repr__(self) -> str:
        return f"<DossierVu {self.menage_id}>"

    @property
    def adaptation_necessaire(self) -> bool | None:
        """Un besoin d'adaptation coché le dit ; sinon ce que le dossier en dit."""
        return self.besoin_d_adaptation or self.logement_adapte

    @property
    def sorti(self) -> bool:
        """Vrai dès que l'état, un motif ou une date le dit."""
        return bool(self.etat is Etat.SORTI or self.motif_sortie or self.sorti_le)

    @property
    def fusionne(self) -> bool:
        """Repris par un autre dossier : le même ménage ne se compte qu'une fois, et personne n'est parti."""
        return self.motif_sortie is MotifSortie.FUSION


class NouveauLogement(NamedTuple):
    """Le relogement retenu : le définitif s'il y en a un, sinon le provisoire."""

    nature: Nature
    bail_le: date | None
    entree_le: date | None
    retour_prevu_le: date | None
    bailleur: str | None
    qpv: str | None
    surface: Decimal | None
    premiere_location: bool | None
    conventionne_le: date | None
    qpv_douteux: str | None = None  # pourquoi le quartier calculé est à vérifier sur SIG Ville


class LogementVu(NamedTuple):
    """Un logement offert, pour ce que l'article 13 bis en demande."""

    commune_insee: str | None
    commune: str | None
    code_postal: str | None
    lon: float | None
    lat: float | None
    adapte_pmr: bool | None
    pieces_habitables: int | None
    typologie: Typologie | None
    surface: Decimal | None


class OffreVue(NamedTuple):
    """Une offre, son logement et son coût."""

    rang: int
    notifiee_le: date | None
    preuve: str | None
    limite_le: date | None
    visite_le: date | None
    compte_rendu: str | None
    reponse: Reponse
    motif_recevable: Recevable | None
    specialement_concu: bool
    conditions: tuple[Condition, ...]
    logement: LogementVu
    cout: PostesVus | None


class CaleolVue(NamedTuple):
    """Un passage en commission."""

    decision: DecisionCaleol | None
    limite_le: date | None
    accord_le: date | None = None


class EngagementVu(NamedTuple):
    """La suite d'un contact, ou un rappel, pas encore faits : ce qui est à faire, et pour quand."""

    objet: str
    le: date

    def __repr__(self) -> str:
        return f"<EngagementVu {self.le}>"


@dataclass(frozen=True, slots=True)
class Cadre:
    """Ce qui vaut pour tout le projet."""

    site: str
    site_2024: str | None
    outre_mer: bool
    chartes: Sequence[Charte]
    baremes: Ajouts | None = None
    seuils_q1: SeuilsQ1 = SANS_SEUIL
    departs: Mapping[int, Depart] = field(default_factory=dict)

    def depart(self, operation_id: int | None) -> Depart:
        """D'où partent les ménages d'une opération."""
        return self.departs.get(operation_id or 0, INCONNU)


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """Un dossier entier, à un instant."""

    dossier: DossierVu
    avant: PostesVus | None
    apres: PostesVus | None
    nouveau: NouveauLogement | None
    offres: tuple[OffreVue, ...] = ()
    caleols: tuple[CaleolVue, ...] = ()
    engagements: tuple[EngagementVu, ...] = ()

    def __repr__(self) -> str:
        return f"<Situation {self.dossier.menage_id}>"
