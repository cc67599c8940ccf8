"""Ce que le parc social gardé dit d'une commune : ses loyers médians, au dernier millésime qui les donne."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relogement.communes import commune
from relogement.modeles import LogementDuParc, Projet
from relogement.parc_social import SANS_MILLESIME, LoyersDuParc, loyers_medians


def loyers_du_parc(session: Session, *, seuil: int) -> LoyersDuParc | None:
    """Par type, dans la commune du projet ; rien si aucun millésime daté n'en donne les loyers."""
    insee, parc = session.scalar(select(Projet.commune_insee)), LogementDuParc
    connus = (parc.commune_insee == insee, parc.loyer.is_not(None), parc.typologie.is_not(None))
    dates = (*connus, parc.millesime != SANS_MILLESIME)
    millesime = session.scalar(select(func.max(parc.millesime)).where(*dates)) if insee else None
    if millesime is None:
        return None
    lus = session.execute(select(parc.typologie, parc.loyer).where(*connus, parc.millesime == millesime))
    trouvee = commune(insee)
    nom = trouvee.nom if trouvee else str(insee)
    return LoyersDuParc(millesime, nom, loyers_medians(((t, x) for t, x in lus if t and x), seuil=seuil))
