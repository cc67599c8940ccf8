"""Les délais médians du relogement, en jours : de l'enquête à la première offre, de l'offre au bail."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlalchemy.orm import Session

from db.tableaux.chiffre import Chiffre, Derriere, Groupe, dossiers, lues
from db.tableaux.portee import Portee
from relogement.indicateurs.criteres import dans_la_base
from relogement.modeles import Bilan, Menage, Offre
from relogement.textes import jour, pluriel

SOURCE = "Dates des dossiers"


@dataclass(frozen=True)
class Delai:
    """Un délai médian et le nombre de dossiers où ses deux dates sont connues."""

    cle: str
    libelle: str
    jours: Decimal | None
    dossiers: int


LIBELLES = {"ENQUETE_OFFRE": "Enquête → 1ʳᵉ offre", "OFFRE_BAIL": "1ʳᵉ offre → bail"}
DEFINITIONS = {
    "ENQUETE_OFFRE": "Jours entre l’enquête et la notification de la première offre ; la moitié des dossiers "
    "attend moins, l’autre plus.",
    "OFFRE_BAIL": "Jours entre la notification de la première offre et la signature du bail, pour les ménages "
    "relogés définitivement ; la moitié des dossiers attend moins, l’autre plus.",
}


def _premieres() -> Subquery:
    return (
        select(Offre.menage_id, func.min(Offre.notifiee_le).label("le"))
        .where(Offre.notifiee_le.is_not(None))
        .group_by(Offre.menage_id)
        .subquery()
    )


def _dates(cle: str, premieres: Subquery, portee: Portee) -> tuple[Any, Any, list[ColumnElement[bool]]]:
    """Le début, la fin, et ce qu'il faut pour compter un dossier."""
    offre = func.coalesce(premieres.c.le, Menage.premiere_offre_le)
    debut, fin = (Menage.enquete_le, offre) if cle == "ENQUETE_OFFRE" else (offre, Bilan.bail_le)
    voulus = [debut.is_not(None), fin <= portee.au, *portee.conditions()]
    return debut, fin, voulus if cle == "ENQUETE_OFFRE" else [dans_la_base(portee.au), *voulus]


def delai(session: Session, cle: str, portee: Portee) -> Delai:
    """Un délai médian ; inconnu si aucun dossier n'a ses deux dates."""
    premieres = _premieres()
    debut, fin, voulus = _dates(cle, premieres, portee)
    requete = select(debut, fin).select_from(Menage).join(Bilan, Bilan.menage_id == Menage.id)
    requete = requete.outerjoin(premieres, premieres.c.menage_id == Menage.id).where(*voulus)
    durees = [(f - d).days for d, f in session.execute(requete)]
    return Delai(cle, LIBELLES[cle], Decimal(median(durees)) if durees else None, len(durees))


def chiffre_du_delai(trouve: Delai, portee: Portee) -> Chiffre:
    """Les dossiers d'un délai, chacun avec ses deux dates."""

    def lire(session: Session, groupe: str) -> list[Derriere]:
        premieres = _premieres()
        debut, fin, voulus = _dates(trouve.cle, premieres, portee)
        requete = dossiers(debut, fin).outerjoin(premieres, premieres.c.menage_id == Menage.id).where(*voulus)
        return lues(session, requete, _phrase)

    groupes = (Groupe("OUI", "Dossiers", trouve.dossiers),)
    fraction = str(trouve.dossiers)
    return Chiffre(trouve.libelle, groupes, DEFINITIONS[trouve.cle], SOURCE, lire, fraction)


def _phrase(debut: date, fin: date) -> str:
    return f"{pluriel((fin - debut).days, 'jour')}, au {jour(fin)}"
