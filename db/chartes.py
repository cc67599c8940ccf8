"""Les versions de la charte d'un projet."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from relogement.charte import Charte, charte_au


def charte_en_vigueur(session: Session, au: date | None = None) -> Charte:
    """La version qui vaut à une date ; aujourd'hui si rien n'est dit."""
    return charte_au(session.scalars(select(Charte)).all(), au or aujourdhui())
