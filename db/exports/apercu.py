"""Les premières lignes d'un export de type RIME, telles qu'elles sortiraient, à montrer avant d'écrire."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.exports import rime
from db.exports.portee import Portee
from relogement.exports.ecriture.delimite import en_textes
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.travail import sans_avancement

LIGNES = 5


@dataclass(frozen=True)
class Apercu:
    """Des titres et des lignes de textes, pseudonymes comme dans le fichier."""

    titres: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


def apercu(
    session: Session, page: MiseEnPage, au: date, *, operation: str | None = None, combien: int = LIGNES
) -> Apercu:
    """Les premières lignes, dans l'ordre de l'export."""
    portee = Portee(session, operation, au, sans_avancement)
    _, tableau = rime.extraction(portee, page, nom=page.feuille, combien=combien)
    lignes = [ligne for morceau in tableau.pages for ligne in en_textes(tableau.entetes, morceau)]
    return Apercu(tuple(e.nom for e in tableau.entetes), tuple(lignes))
