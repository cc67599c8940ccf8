"""Le parc social tel que le répertoire (RPLS) le décrit au 1er janvier d'une année : une référence, datée.

Ni le bail ni l'occupant n'y entrent : on en garde le logement, et son loyer quand la version réservée le donne.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Euros, Ligne, MetresCarres
from relogement.champs import COUTS, LOGEMENT, champ
from relogement.nomenclatures import Financement, Typologie

SANS_MILLESIME = "inconnu"
FINANCEMENTS = {
    "PLAI": Financement.PLAI, "LLTS": Financement.PLAI, "PLUS": Financement.PLUS, "LLS": Financement.PLUS,
    "PLS": Financement.PLS, "PPLS": Financement.PLS, "PCLS": Financement.PLS,
}  # fmt: skip


class LogementDuParc(Ligne, kw_only=True):
    """Un logement du répertoire, d'un millésime ; ``cle`` le retrouve d'un fichier à l'autre du même millésime.

    ``cle`` est l'identifiant au répertoire, ou l'empreinte de la ligne quand la version ouverte le retire.
    """

    __tablename__ = "logement_du_parc"
    __table_args__ = (
        UniqueConstraint("millesime", "cle"),
        Index("ix_logement_du_parc_commune_insee", "commune_insee", "typologie"),
    )

    millesime: Mapped[str] = mapped_column(info=champ("Millésime", LOGEMENT))
    cle: Mapped[str] = mapped_column()
    empreinte: Mapped[str] = mapped_column()
    bailleur: Mapped[str | None] = mapped_column(default=None, info=champ("Bailleur", LOGEMENT))
    ident_int: Mapped[str | None] = mapped_column(
        default=None, info=champ("Identifiant chez le bailleur", LOGEMENT, sensible=True)
    )
    commune_insee: Mapped[str | None] = mapped_column(default=None, info=champ("Commune (code INSEE)", LOGEMENT))
    code_postal: Mapped[str | None] = mapped_column(default=None, info=champ("Code postal", LOGEMENT))
    commune: Mapped[str | None] = mapped_column(default=None, info=champ("Commune", LOGEMENT))
    adresse: Mapped[str | None] = mapped_column(default=None, info=champ("Adresse", LOGEMENT, sensible=True))
    batiment: Mapped[str | None] = mapped_column(default=None, info=champ("Bâtiment", LOGEMENT))
    entree: Mapped[str | None] = mapped_column(default=None, info=champ("Entrée", LOGEMENT))
    etage: Mapped[str | None] = mapped_column(default=None, info=champ("Étage", LOGEMENT))
    porte: Mapped[str | None] = mapped_column(default=None, info=champ("Porte", LOGEMENT, sensible=True))
    qpv_2015: Mapped[str | None] = mapped_column(default=None, info=champ("Quartier de 2015", LOGEMENT))
    qpv_2024: Mapped[str | None] = mapped_column(default=None, info=champ("Quartier de 2024", LOGEMENT))
    typologie: Mapped[Typologie | None] = mapped_column(default=None, info=champ("Typologie", LOGEMENT))
    surface: Mapped[MetresCarres | None] = mapped_column(default=None, info=champ("Surface", LOGEMENT, unite="m²"))
    annee_construction: Mapped[int | None] = mapped_column(
        default=None, info=champ("Année d’achèvement", LOGEMENT)
    )
    annee_location: Mapped[int | None] = mapped_column(
        default=None, info=champ("Première mise en location", LOGEMENT)
    )
    financement: Mapped[str | None] = mapped_column(default=None, info=champ("Financement d’origine", LOGEMENT))
    conventionne: Mapped[bool | None] = mapped_column(default=None, info=champ("Conventionné", LOGEMENT))
    conventionne_le: Mapped[date | None] = mapped_column(default=None, info=champ("Conventionné le", LOGEMENT))
    dpe: Mapped[str | None] = mapped_column(default=None, info=champ("Étiquette énergie", LOGEMENT))
    loyer: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Loyer principal", COUTS, unite="€", sensible=True)
    )


@dataclass(frozen=True)
class LoyerDuParc:
    """Le loyer médian des logements d'un type, et de combien on le connaît."""

    typologie: Typologie
    logements: int
    median: Decimal


@dataclass(frozen=True)
class LoyersDuParc:
    """Ce que le répertoire dit des loyers d'une commune ; ``millesime`` le date."""

    millesime: str
    commune: str
    loyers: tuple[LoyerDuParc, ...]


def loyers_medians(connus: Iterable[tuple[Typologie, Decimal]], *, seuil: int) -> tuple[LoyerDuParc, ...]:
    """Par type ; sous ``seuil`` logements, une médiane désignerait un loyer : elle se tait."""
    par_type: dict[Typologie, list[Decimal]] = {t: [] for t in Typologie}
    for typologie, loyer in connus:
        par_type[typologie].append(loyer)
    return tuple(
        LoyerDuParc(typologie, len(loyers), median(loyers))
        for typologie, loyers in par_type.items()
        if loyers and len(loyers) >= seuil
    )


def financement_dit(texte: str | None) -> Financement | None:
    """« PLUS (neuf) » est PLUS, « HLM/O » autre chose ; un numéro, qui change avec les années, ne dit rien."""
    mots = (texte or "").upper().replace("/", " ").split()
    if not mots or mots[0].isdigit():
        return None
    return next((FINANCEMENTS[mot] for mot in mots if mot in FINANCEMENTS), Financement.AUTRE)
