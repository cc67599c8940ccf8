"""La séance qui se tient, et les logements que ses décisions donnent."""

from datetime import date
from typing import Any

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import Session

from db.partage.requetes import pas_encore
from db.tableaux.portee import Portee
from relogement.cellule.codes import EtatSeance, SuiteDecision
from relogement.modeles import Bilan, Decision, LogementOffert, LogementQuitte, Seance
from relogement.partage import seance as pure
from relogement.partage.matrice import qui_accueille, qui_part

ABANDONS = (SuiteDecision.NON_TENUE, SuiteDecision.ABANDONNEE)


def lire_la_seance(
    session: Session, portee: Portee, seance_id: int | None, noms: list[tuple[str | None, int]]
) -> pure.Seance | None:
    """Ses décisions qui donnent un logement à un ménage encore à reloger de la portée."""
    trouvee = session.execute(_celle(seance_id, portee.au)).first()
    if trouvee is None:
        return None
    numero, le = trouvee
    lues = session.execute(des_decisions(portee, numero)).all()
    noms += [(nom, 0) for ligne in lues for nom in (ligne[2], ligne[4])]
    decidees = [
        pure.Decidee(menage, logement, qui_part(de, dossier), qui_accueille(vers))
        for menage, logement, de, dossier, vers in lues
    ]
    return pure.Seance(numero, le, pure.retenues(decidees))


def _celle(seance_id: int | None, au: date) -> Select[int, date]:
    """Celle qui est ouverte, sinon la dernière de ce jour."""
    requete = select(Seance.id, Seance.le)
    if seance_id is not None:
        return requete.where(Seance.id == seance_id)
    ouverte = case((Seance.etat == EtatSeance.OUVERTE, 0), else_=1)
    voulues = requete.where(or_(Seance.etat == EtatSeance.OUVERTE, Seance.le == au))
    return voulues.order_by(ouverte, Seance.le.desc(), Seance.heure.desc()).limit(1)


def des_decisions(portee: Portee, seance_id: int) -> Select[*tuple[Any, ...]]:
    """Dans l'ordre où elles sont notées : la dernière l'emportera."""
    return (
        select(Decision.menage_id, LogementOffert.id, LogementQuitte.bailleur, Bilan.type, LogementOffert.bailleur)
        .join(Bilan, Bilan.menage_id == Decision.menage_id)
        .join(LogementOffert, LogementOffert.id == Decision.logement_id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Bilan.logement_quitte_id)
        .where(
            Decision.seance_id == seance_id,
            or_(Decision.suite.is_(None), Decision.suite.not_in(ABANDONS)),
            *pas_encore(portee),
        )
        .order_by(Decision.notee_le, Decision.id)
    )
