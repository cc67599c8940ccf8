"""L'histoire des indicateurs : leur valeur à la fin de chaque trimestre, puis à la date choisie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.cube import Cube, Filtre, repartir
from db.cube.lecture import MOIS
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.indicateur import Mesure

_PAR_TRIMESTRE, _PAR_AN = 3, 12
Serie = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Point:
    """La mesure cumulée depuis le début, à la fin d'un trimestre ; ``entres`` pendant ce trimestre."""

    fin: date
    mesure: Mesure
    entres: int


def points(cube: Cube, code: str, filtre: Filtre) -> tuple[Point, ...]:
    """Chaque trimestre depuis le premier relogement, le dernier arrêté à la date du cube."""
    par_mois = entrees_par_mois(cube, code, filtre)
    if not par_mois:
        return ()
    trouves, cumul = [], Mesure(couverture_min=cube.couverture_min)
    dernier = (cube.au.year * _PAR_AN + cube.au.month - 1) // _PAR_TRIMESTRE
    for trimestre in range(min(par_mois) // _PAR_TRIMESTRE, dernier + 1):
        ajoutes = [par_mois[m] for m in range(trimestre * 3, trimestre * 3 + 3) if m in par_mois]
        for mesure in ajoutes:
            cumul = somme(cumul, mesure)
        entres = sum(m.lignes for m in ajoutes)
        trouves.append(Point(min(_fin(trimestre), cube.au), cumul, entres))
    return tuple(trouves)


def entrees_par_mois(cube: Cube, code: str, filtre: Filtre) -> dict[int, Mesure]:
    """Par rang de mois, ceux qui sont entrés dans la base ce mois-là, et leur réponse."""
    par_mois = repartir(cube, PAR_CODE[code], filtre, MOIS).par_ligne
    return {mois: m for mois, m in par_mois.items() if mois is not None and isinstance(m, Mesure)}


def serie(trouves: Sequence[Point], trimestres: int) -> Serie:
    """Les derniers pourcentages, pour la petite courbe d'une carte."""
    return tuple(p.mesure.pct for p in trouves[-trimestres:])


def somme(une: Mesure, autre: Mesure) -> Mesure:
    """Deux mesures de dossiers différents, réunies."""
    effectifs = une.oui + autre.oui, une.non + autre.non, une.nr + autre.nr, une.so + autre.so
    return Mesure(*effectifs, une.a_verifier + autre.a_verifier, couverture_min=autre.couverture_min)


def _fin(trimestre: int) -> date:
    """Le dernier jour d'un trimestre."""
    annee, rang = divmod(trimestre, 4)
    suivant = date(annee + (rang == 3), (rang * 3 + 3) % 12 + 1, 1)
    return date.fromordinal(suivant.toordinal() - 1)
