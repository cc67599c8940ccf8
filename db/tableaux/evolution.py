"""L'évolution des critères : chaque trimestre, l'objectif de la charte, et ce que le rythme annonce."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from db.chiffres import Mesures, mesures_de
from db.cube import lire_cube
from db.generations import selon_la_generation
from db.tableaux.historique import Point, points
from db.tableaux.portee import Portee
from db.tableaux.previsions import Previsions, previsions
from db.tableaux.releve import regles
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import CATALOGUE, QUATRE_CRITERES
from relogement.indicateurs.indicateur import Forme, Sujet

SUIVIS = (*QUATRE_CRITERES, "INTERBAILLEUR")


@dataclass(frozen=True)
class Evolution:
    portee: Portee
    mesures: Mesures
    points: Mapping[str, tuple[Point, ...]]
    objectifs: Mapping[str, Decimal]
    previsions: Previsions


def evolution(session: Session, portee: Portee) -> Evolution:
    """Tout ce que l'onglet montre, pour la portée regardée."""
    comptes = [i for i in CATALOGUE if i.forme is not Forme.MEDIANE and i.forme is not Forme.MOYENNE]
    utiles = [i for i in comptes if i.sujet is not Sujet.OFFRES]
    lu = lire_cube(session, portee.au, utiles, [AXE_PAR_CLE["operation"]])
    cube = selon_la_generation(session, lu, portee.generation)
    return Evolution(
        portee,
        mesures_de(cube, portee.operation),
        {code: points(cube, code, portee.filtre) for code in SUIVIS},
        regles(session, portee).objectifs,
        previsions(session, cube, portee),
    )
