"""Un logement, son occupant et ses annexes tels que le bailleur les donne."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.nomenclatures import StatutLogement, Typologie


@dataclass(frozen=True, repr=False)
class Identite:
    """Un nom et un prénom, casse du bailleur gardée."""

    nom: str
    prenom: str | None = None


@dataclass(frozen=True, repr=False)
class OccupantLu:
    """Le ménage en place ; un montant absent est inconnu, sauf les annexes rattachées par leur nom."""

    nom: str
    prenom: str | None = None
    cotitulaires: tuple[Identite, ...] = ()
    nb_occupants: int | None = None
    loyer: Decimal | None = None
    charges: Decimal | None = None
    apl: Decimal | None = None
    rls: Decimal | None = None
    sls: Decimal | None = None
    annexes: Decimal | None = None
    date_entree_bail: date | None = None


@dataclass(frozen=True, repr=False)
class AnnexeLue:
    """Un garage, une place, une cave : loué à part."""

    ligne: int
    ug: str
    libelle: str
    locataire: Identite | None
    loyer: Decimal | None
    feuille: str = ""


@dataclass(frozen=True, repr=False)
class LogementLu:
    """Une ligne de l'état locatif, numérotée comme dans le tableur."""

    feuille: str
    ligne: int
    ug: str
    statut: StatutLogement
    batiment: str | None = None
    entree: str | None = None
    etage: str | None = None
    porte: str | None = None
    adresse: str | None = None
    typologie: Typologie | None = None
    surface: Decimal | None = None
    occupant: OccupantLu | None = None
    annexes: tuple[AnnexeLue, ...] = ()
    annexe: AnnexeLue | None = None
    observations: str | None = None
