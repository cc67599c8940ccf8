"""L'histoire des quatre indicateurs : leur valeur à la fin de chaque trimestre, puis aujourd'hui."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, case, cast, extract, func, select
from sqlalchemy.orm import Session

from db.tableaux.portee import Portee
from relogement.indicateurs.criteres import QUATRE_CRITERES, dans_la_base
from relogement.indicateurs.indicateur import Mesure
from relogement.modeles import Bilan
from relogement.nomenclatures import Critere

TRIMESTRES = 8
_COLONNES = dict(zip(QUATRE_CRITERES, (Bilan.neuf, Bilan.hors_qpv, Bilan.hors_site, Bilan.maitrise), strict=True))
Serie = tuple[Decimal | None, ...]


def _mois() -> Any:
    """Le rang du mois où un dossier entre dans la base : la plus tardive de ses deux dates."""
    depuis = case((Bilan.entree_le > Bilan.bail_le, Bilan.entree_le), else_=Bilan.bail_le)
    annee, mois = cast(extract("year", depuis), Integer), cast(extract("month", depuis), Integer)
    return annee * 12 + mois


def historique(session: Session, portee: Portee) -> dict[str, Serie]:
    """Les derniers trimestres, cumulés depuis le début ; le dernier point est la valeur à la date demandée."""
    mois = _mois().label("mois")
    requete = (
        select(mois, *_COLONNES.values(), func.count())
        .where(dans_la_base(portee.au), *portee.conditions())
        .group_by("mois", *_COLONNES.values())
    )
    par_trimestre: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for ligne in session.execute(requete):
        par_trimestre[(ligne[0] - 1) // 3].append(tuple(ligne)[1:])
    dernier = (portee.au.year * 12 + portee.au.month - 1) // 3
    return {code: _serie(par_trimestre, rang, dernier) for rang, code in enumerate(QUATRE_CRITERES)}


def _serie(par_trimestre: dict[int, list[tuple[Any, ...]]], rang: int, dernier: int) -> Serie:
    if not par_trimestre:
        return ()
    mesure, points = Mesure(), []
    for trimestre in range(min(par_trimestre), dernier + 1):
        for ligne in par_trimestre.get(trimestre, ()):
            mesure = mesure.plus(Critere(ligne[rang]), ligne[-1])
        points.append(mesure.pct)
    return tuple(points[-TRIMESTRES:])
