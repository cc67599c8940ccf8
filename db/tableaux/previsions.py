"""Le rythme des derniers mois, lu dans le cube, et ce qu'il annonce pour chaque critère."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.cube import Cube, Filtre, mesurer
from db.tableaux.historique import entrees_par_mois, somme
from db.tableaux.portee import Portee
from relogement.indicateurs import prevision
from relogement.indicateurs.criteres import PAR_CODE, QUATRE_CRITERES
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.prevision import Fin, Prevision, Rythme
from relogement.modeles import Operation


@dataclass(frozen=True)
class Previsions:
    """``refus`` dit pourquoi rien n'est annoncé ; ``cible`` est la date de vidage que l'opération vise."""

    rythme: Rythme
    refus: str = ""
    fin: Fin | None = None
    a_la_fin: Mapping[str, Prevision] = field(default_factory=dict)
    cible: date | None = None
    a_la_cible: Mapping[str, Prevision] = field(default_factory=dict)


def previsions(session: Session, cube: Cube, portee: Portee) -> Previsions:
    """Ce que le rythme annonce, pour la population et l'opération regardées."""
    regles = prevision.reglages(portee.au, periodes_ajoutees(session))
    titulaires = Filtre(titulaires=True, axes=portee.filtre.axes)
    avancement = mesurer(cube, PAR_CODE["AVANCEMENT"], titulaires)
    assert isinstance(avancement, Mesure)
    entres = _recents(cube, "RELOGEMENTS", titulaires, regles.mois).oui
    rythme = Rythme(portee.au, entres, _ecoules(portee.au, regles.mois), avancement.non)
    if motif := prevision.refus(rythme, regles):
        return Previsions(rythme, motif)
    cible = date_cible(session, portee)
    a_la_fin, a_la_cible = {}, {}
    for code in QUATRE_CRITERES:
        mesure = mesurer(cube, PAR_CODE[code], portee.filtre)
        recents = _recents(cube, code, portee.filtre, regles.mois)
        assert isinstance(mesure, Mesure)
        if (annoncee := prevision.part_a_la_fin(mesure, recents, rythme, regles)) is not None:
            a_la_fin[code] = annoncee
        if cible and (annoncee := prevision.part_le(mesure, recents, rythme, cible, regles)) is not None:
            a_la_cible[code] = annoncee
    return Previsions(rythme, "", prevision.fin(rythme, regles), a_la_fin, cible, a_la_cible)


def _ecoules(au: date, mois: int) -> float:
    """Les mois entiers, et ce qui est passé de celui de la date."""
    return mois - 1 + au.day / monthrange(au.year, au.month)[1]


def date_cible(session: Session, portee: Portee) -> date | None:
    """La date où l'opération doit être vide, la dernière de toutes pour le projet ; vide si elle est passée."""
    requete = select(func.max(Operation.vide_le))
    if portee.operation:
        requete = requete.where(Operation.code == portee.operation)
    cible = session.scalar(requete)
    return cible if cible is not None and cible > portee.au else None


def _recents(cube: Cube, code: str, filtre: Filtre, mois: int) -> Mesure:
    """Ceux qui sont entrés dans la base pendant les derniers mois, le mois de la date compris."""
    dernier = cube.au.year * 12 + cube.au.month - 1
    total = Mesure()
    for rang, mesure in entrees_par_mois(cube, code, filtre).items():
        if dernier - mois < rang <= dernier:
            total = somme(total, mesure)
    return total
