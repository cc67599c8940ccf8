"""Les bailleurs que le projet connaît déjà : ceux des logements, et ceux dont on a retenu les colonnes."""

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from db.colonnes_retenues import ColonnesRetenues
from relogement.modeles import LogementOffert, LogementQuitte


def bailleurs(session: Session) -> list[str]:
    """Par ordre alphabétique, chacun une fois."""
    tous = union(*(select(table.bailleur) for table in (LogementQuitte, LogementOffert, ColonnesRetenues)))
    return sorted({nom for nom in session.scalars(tous) if nom}, key=str.casefold)
