"""Les versions de la charte d'un projet."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.charte import Charte, charte_au


def charte_en_vigueur(session: Session, au: date | None) -> Charte:
    """La version qui vaut à une date."""
    return charte_au(session.scalars(select(Charte)).all(), au)
