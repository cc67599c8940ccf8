"""Les logements libres à montrer pour un ménage : les meilleurs, sans parcourir tout le registre."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from db.promesses import bail_tenu, offre_tenue
from db.situations import DOUTE, localisation_douteuse
from relogement.appariement.candidat import Contexte, candidat
from relogement.appariement.note import apparier, ranges
from relogement.appariement.tableau import Tableau, tableau
from relogement.cellule.cas import Vacants, typologies_voulues, vacant
from relogement.modeles import Localisation, LogementOffert, Offre, Relogement
from relogement.nomenclatures import Reponse, Reservation

EXAMINES, OUVERTS, MONTRES = 60, 6, 3
REFUSEES = (Reponse.REFUS, Reponse.SILENCE)


def vacants(session: Session, lu: DossierLu, ici: Contexte) -> Vacants:
    """Les trois mieux adaptés ; un grand registre ne se lit que par ses derniers logements de la bonne taille."""
    refuses = frozenset(o.logement_id for o in lu.menage.offres if o.reponse in REFUSEES)
    libres, tous = _libres(session, ()), True
    if len(libres) > EXAMINES:
        voulues, tous = typologies_voulues(lu.menage), False
        libres = _libres(session, (LogementOffert.typologie.in_(voulues),) if voulues else ())
    libres = libres[:EXAMINES]
    doutes, lui = _doutes(session, [li.id for li in libres]), candidat(lu.menage, ici, refuses)
    premiers = _premiers(tableau([lui], libres, ici, doutes), libres)
    notes = ranges([apparier(lui, li, ici, doutes.get(li.id)) for li in premiers])
    gardes = [a for a in notes if not a.bloque][:MONTRES]
    return Vacants(tuple(map(vacant, gardes)), len(libres), tous)


def _premiers(vu: Tableau, libres: Sequence[LogementOffert]) -> list[LogementOffert]:
    """Le tableau les range tous d'un coup ; seuls les premiers s'ouvrent en leurs parts."""
    rangs = range(len(libres))
    tries = sorted(rangs, key=lambda r: (bool(vu.bloques[0, r]), -float(vu.milieux[0, r]), libres[r].id or 0))
    return [libres[r] for r in tries[:OUVERTS]]


def _libres(session: Session, filtres: Sequence[ColumnElement[bool]]) -> list[LogementOffert]:
    """Les derniers entrés d'abord, un de plus que ce que l'on regarde."""
    loue = select(Relogement.id).where(Relogement.logement_id == LogementOffert.id, bail_tenu())
    promis = select(Offre.id).where(Offre.logement_id == LogementOffert.id, offre_tenue())
    requete = (
        select(LogementOffert)
        .where(
            LogementOffert.retire_le.is_(None),
            or_(LogementOffert.reservation.is_(None), LogementOffert.reservation == Reservation.PROJET),
            ~exists(loue),
            ~exists(promis),
            *filtres,
        )
        .order_by(LogementOffert.id.desc())
        .limit(EXAMINES + 1)
    )
    return list(session.scalars(requete))


def _doutes(session: Session, ids: Sequence[int]) -> dict[int, str]:
    requete = select(LogementOffert.id, DOUTE).join(Localisation, localisation_douteuse())
    return dict(session.execute(requete.where(LogementOffert.id.in_(ids))).all())
