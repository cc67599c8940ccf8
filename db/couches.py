"""Les couches de quartiers gardées : d'où vient chaque contour, depuis quand, et ce qu'il vaut."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from relogement.baremes import Source, periodes
from relogement.erreurs import ErreurMetier
from relogement.modeles import CoucheQpv, Quartier
from relogement.nomenclatures import GenerationQpv


@dataclass(frozen=True)
class CoucheLue:
    """Une couche, et combien de contours elle donne encore : une plus récente a pu reprendre les autres."""

    id: int
    generation: GenerationQpv
    outre_mer: bool
    source: str
    empreinte: str
    importee_le: datetime
    projection: str
    en_vigueur_du: date | None
    en_vigueur_au: date | None
    quartiers: int


def couches(session: Session) -> list[CoucheLue]:
    """Toutes les couches, de la plus récente à la plus ancienne."""
    c = CoucheQpv
    requete = (
        select(
            c.id, c.generation, c.outre_mer, c.source, c.empreinte, c.importee_le, c.projection, c.en_vigueur_du,
            c.en_vigueur_au, func.count(Quartier.id),
        )
        .outerjoin(Quartier, Quartier.couche_id == c.id)
        .group_by(c.id)
        .order_by(c.importee_le.desc(), c.id.desc())
    )  # fmt: skip
    return [CoucheLue(*tuple(ligne)) for ligne in session.execute(requete)]


def retirer_couche(session: Session, id_: int) -> int:
    """Retire une couche et les contours qu'elle donne encore ; les quartiers déjà calculés restent tels quels."""
    couche = session.get(CoucheQpv, id_)
    if couche is None:
        raise ErreurMetier("Cette couche a déjà été retirée.")
    session.flush()
    siens = list(session.scalars(select(Quartier.id).where(Quartier.couche_id == id_)))
    session.execute(delete(Quartier).where(Quartier.couche_id == id_))
    session.delete(couche)
    return len(siens)


def en_vigueur(
    generation: GenerationQpv, *, outre_mer: bool, dossier: Source | None = None
) -> tuple[date | None, date | None]:
    """Le premier et le dernier jour d'une génération sur ce territoire, d'après les décrets du barème."""
    territoire = "outre_mer" if outre_mer else "hexagone"
    debut = fin = None
    for periode in periodes("generations_qpv", dossier):
        retenue = periode.valeurs[territoire] == generation.value
        if retenue and debut is None:
            debut = periode.debut
        elif debut is not None and fin is None and not retenue:
            fin = periode.debut - timedelta(days=1)
    return debut, fin
