"""Ce qu'il faut savoir d'un projet pour en faire des effectifs : un ménage par fiche, sans rien qui le nomme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relogement.nomenclatures import Critere


class Fiche(NamedTuple):
    """Un dossier qui compte pour un ; ``criteres`` et ``profil`` par code, vides là où il n'est pas compté."""

    operation: str
    titulaire: bool
    criteres: Mapping[str, Critere | None]
    etape: int
    mois: int | None = None  # année × 12 + mois de l'entrée dans la base
    rac: tuple[Decimal, Decimal] | None = None
    offres: int = 0
    delais: Mapping[str, int] = {}
    profil: Mapping[str, str] = {}
    bailleurs: tuple[str | None, str | None] = (None, None)


class Refusee(NamedTuple):
    """Des offres faites à un ménage, de même sort : le motif du refus, ou rien si elles ne sont pas refusées."""

    operation: str
    menage: int
    motif: str | None
    nombre: int


@dataclass(frozen=True)
class Cadre:
    """Ce qui vaut pour tout le fichier."""

    projet: str
    au: date
    operations: Mapping[str, str]  # code → libellé
    charte: str
    charte_du: date
    seuil_revenu: int
    seuil_effectif: int
    couverture_min: Decimal
    objectifs: Mapping[str, Decimal]
    motifs: Mapping[str, str]
    etapes: Mapping[str, str]
    a_verifier: int = 0  # relogements dont le quartier est à vérifier sur SIG Ville


@dataclass(frozen=True)
class Faits:
    """Les fiches d'un projet à une date ; ``logements`` : vidés et restants, par opération."""

    cadre: Cadre
    fiches: Sequence[Fiche] = field(repr=False)
    refusees: Sequence[Refusee] = field(repr=False, default=())
    logements: Mapping[str, tuple[int, int]] = field(default_factory=dict)
