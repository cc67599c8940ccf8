"""Les dossiers que la dernière écriture d'un agent vient de toucher, d'après le journal."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.fichier import Fichier
from db.journal import Ecriture, dossiers_touches


def dossiers_importes(fichier: Fichier) -> list[int]:
    """Ceux de l'import qui vient de finir ; vide s'il n'a rien changé à un dossier."""
    with fichier.lire() as session:
        ecriture = _derniere(session, fichier.auteur)
        return dossiers_touches(session.connection(), ecriture) or [] if ecriture else []


def _derniere(session: Session, auteur: str) -> int | None:
    return session.scalar(select(func.max(Ecriture.id)).where(Ecriture.auteur == auteur))
