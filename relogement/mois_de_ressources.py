"""Les ressources du ménage mois par mois : totaux, dernier mois complet, et d'où vient le total du ménage."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from relogement.menage import Menage, Personne
from relogement.nomenclatures import CodeRessource
from relogement.textes import INSECABLE, euros

UN_AN = 12
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


class DuMois(Protocol):
    """Une ressource enregistrée, ou encore en brouillon."""

    @property
    def personne(self) -> Personne | None: ...

    @property
    def code(self) -> CodeRessource: ...

    @property
    def mois(self) -> date: ...

    @property
    def montant(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class MoisSaisi:
    """Un mois tel qu'il est tapé."""

    personne: Personne | None = field(repr=False)
    code: CodeRessource
    mois: date
    montant: Decimal = field(repr=False)


@dataclass(frozen=True, slots=True)
class TotalDuMois:
    """Tout ce que le ménage a reçu un mois où chacun est connu."""

    mois: date
    montant: Decimal = field(repr=False)


def rang_du_mois(le: date) -> int:
    """Un numéro par mois : d'un mois au suivant il augmente d'un."""
    return le.year * UN_AN + le.month - 1


def mois_de_rang(rang: int) -> date:
    return date(rang // UN_AN, rang % UN_AN + 1, 1)


def mois_dit(le: date) -> str:
    """« octobre 2026 »."""
    return f"{MOIS[le.month - 1]} {le.year}"


def depuis_le_mois(le: date) -> str:
    """« d’octobre 2025 », « de mars 2026 »."""
    mot = mois_dit(le)
    return f"d’{mot}" if mot[0] in "ao" else f"de {mot}"


def totaux(ressources: Iterable[DuMois]) -> Mapping[date, Decimal]:
    """Le total de chaque mois où quelque chose est dit."""
    sommes: defaultdict[date, Decimal] = defaultdict(Decimal)
    for ressource in ressources:
        sommes[ressource.mois] += ressource.montant
    return dict(sommes)


def dernier_total(lignes: Sequence[DuMois]) -> TotalDuMois | None:
    """Le dernier mois où chacun de ceux qui ont des mois, foyer compris, a dit quelque chose.

    Qui n'a rien dit de toute l'année avant le dernier mois connu n'est plus attendu.
    """
    if not lignes:
        return None
    dernier = max(rang_du_mois(r.mois) for r in lignes)
    recentes = [r for r in lignes if rang_du_mois(r.mois) > dernier - UN_AN]
    attendus = {id(r.personne) for r in recentes}
    dits: defaultdict[date, set[int]] = defaultdict(set)
    for ressource in recentes:
        dits[ressource.mois].add(id(ressource.personne))
    complets = [mois for mois, ceux in dits.items() if ceux == attendus]
    if not complets:
        return None
    mois = max(complets)
    return TotalDuMois(mois, totaux(recentes)[mois])


def du_mois(menage: Menage, personne: Personne | None, mois: date) -> Sequence[DuMois]:
    """Ce qu'une personne, ou le foyer, a reçu ce mois-là."""
    return [r for r in menage.ressources_mensuelles if r.personne is personne and r.mois == mois]


def reporter_les_mois(menage: Menage) -> None:
    """Le dernier mois complet devient le total du ménage, et ce que chacun reçoit par mois."""
    total = dernier_total(menage.ressources_mensuelles)
    if total is None:
        return
    menage.ressources = total.montant
    for personne in menage.personnes:
        siennes = du_mois(menage, personne, total.mois)
        if siennes:
            personne.ressources = sum((r.montant for r in siennes), Decimal(0))


def origine_des_ressources(menage: Menage) -> str:
    """D'où vient le total par mois que les règles emploient ; vide s'il est inconnu."""
    if menage.ressources is None:
        return ""
    total = dernier_total(menage.ressources_mensuelles)
    if total is not None:
        if total.montant == menage.ressources:
            return f"total {depuis_le_mois(total.mois)}, mois par mois"
        return f"saisi à la main{INSECABLE}: les mois donnent {euros(total.montant)} en {mois_dit(total.mois)}"
    connues = [p.ressources for p in menage.personnes if p.ressources is not None]
    if connues and sum(connues) == menage.ressources:
        return "somme de ce que reçoit chaque personne"
    return "déclaré pour tout le ménage"
