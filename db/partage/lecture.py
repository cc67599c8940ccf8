"""Lire le partage d'une portée : quelques requêtes groupées, quelle que soit la taille du projet."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.partage.accueils import accueils
from db.partage.requetes import STADES, des_flux, des_promis, des_restants
from db.partage.seance import lire_la_seance
from db.tableaux.portee import Portee
from relogement.modeles import Bilan
from relogement.partage.accueil import en_vigueur
from relogement.partage.matrice import Flux, Matrice, Noms, Qui, Stade, qui_accueille, qui_part
from relogement.partage.partage import Partage
from relogement.partage.periode import Periode

Nommes = list[tuple[str | None, int]]


def periode_a_montrer(session: Session, au: date) -> Periode:
    """Tout le projet ; l'année en cours si les engagements ne sont qu'annuels."""
    annees = {objet.annee for objet in en_vigueur(accueils(session), au)}
    annuels = bool(annees) and None not in annees and au.year in annees
    return Periode.de_l_annee(au.year, au) if annuels else Periode.du_projet(au)


def lire_parts(session: Session, portee: Portee, periode: Periode, seance_id: int | None = None) -> Partage:
    """Les parts, les engagements et la séance ; ni ceux qui restent ni ceux qui viennent : le plus court."""
    return _lire(session, portee, periode, seance_id, complet=False)


def lire_partage(session: Session, portee: Portee, periode: Periode, seance_id: int | None = None) -> Partage:
    """Tout ; la séance demandée, sinon celle qui se tient ou que ce jour prépare."""
    return _lire(session, portee, periode, seance_id, complet=True)


def _lire(session: Session, portee: Portee, periode: Periode, seance_id: int | None, *, complet: bool) -> Partage:
    flux = [Flux(*lu) for lu in session.execute(des_flux(portee, periode))]
    matrice = Matrice.des_flux(flux)
    noms: Nommes = [(nom, lu.nombre) for lu in flux for nom in (lu.de, lu.vers)]
    promis = en_vigueur(accueils(session), portee.au)
    noms += [(nom, 0) for accueil in promis.values() for nom in (accueil.vers, accueil.de)]
    restants = _restants(session, portee, noms) if complet else None
    venir = _a_venir(session, portee, noms) if complet and periode.ouverte else {}
    tous = _tous(session, portee) if complet else matrice.nombre()
    seance = lire_la_seance(session, portee, seance_id, noms)
    return Partage(
        periode, matrice, Noms.lus(noms), promis, restants, venir, seance,
        tous - matrice.nombre(), portee.operation is None,
    )  # fmt: skip


def _tous(session: Session, portee: Portee) -> int:
    requete = select(func.count()).select_from(Bilan).where(*portee.conditions())
    return session.scalar(requete) or 0


def _restants(session: Session, portee: Portee, noms: Nommes) -> dict[Qui, int]:
    comptes: Counter[Qui] = Counter()
    for nom, dossier, n in session.execute(des_restants(portee)):
        comptes[qui_part(nom, dossier)] += n
        noms.append((nom, n))
    return dict(comptes)


def _a_venir(session: Session, portee: Portee, noms: Nommes) -> dict[tuple[Qui, Qui, Stade], int]:
    comptes: Counter[tuple[Qui, Qui, Stade]] = Counter()
    for de, vers, dossier, rang, n in session.execute(des_promis(portee)):
        comptes[qui_part(de, dossier), qui_accueille(vers), STADES[rang]] += n
        noms += [(de, n), (vers, n)]
    return dict(comptes)
