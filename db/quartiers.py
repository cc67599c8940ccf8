"""Les quartiers gardés : de quoi situer une adresse, et les dossiers dont le quartier est à vérifier."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.geographie import Contour, IndexQuartiers
from relogement.modeles import Localisation, LogementOffert, Quartier, Relogement
from relogement.nomenclatures import GenerationQpv


def index_des_quartiers(session: Session, generation: GenerationQpv) -> IndexQuartiers | None:
    """Les quartiers d'une génération, prêts à situer des points ; vide si aucun n'est chargé."""
    requete = select(Quartier.code, Quartier.geometrie).where(Quartier.generation == generation)
    contours = [Contour(code, geometrie) for code, geometrie in session.execute(requete.order_by(Quartier.code))]
    return IndexQuartiers(contours) if contours else None


def dossiers_a_verifier(session: Session) -> list[int]:
    """Les dossiers dont le quartier a été calculé trop près d'une limite pour s'y fier sans contrôle."""
    requete = (
        select(Relogement.menage_id)
        .join(LogementOffert, LogementOffert.id == Relogement.logement_id)
        .join(Localisation, Localisation.logement_id == LogementOffert.id)
        .where(Localisation.a_verifier, Localisation.qpv == LogementOffert.qpv)
    )
    return sorted(set(session.scalars(requete)))
