"""Deux tableaux côte à côte : séparés par une colonne sans titre, et qui reprennent les mêmes titres."""

from relogement.imports.analyse.decoupage import Bloc
from relogement.imports.entetes import piles_de_titres

COLONNES_MIN = 2
PART_REPRISE = 0.5


def groupes_de_colonnes(bloc: Bloc) -> list[range | None]:
    """Une plage de colonnes par tableau ; ``None`` quand il n'y en a qu'un, qui prend toute la largeur.

    Une colonne vide au milieu d'un seul tableau est ordinaire : il faut que les titres recommencent.
    """
    if not bloc.lignes:
        return [None]
    titres = [pile[-1].casefold() if pile else "" for pile in piles_de_titres(bloc.lignes)]
    plages = _plages(titres)
    if len(plages) < COLONNES_MIN or any(not _reprend(titres, plages[0], plage) for plage in plages[1:]):
        return [None]
    return list(plages)


def _plages(titres: list[str]) -> list[range]:
    plages, debut = list[range](), None
    for position, titre in enumerate([*titres, ""]):
        if titre and debut is None:
            debut = position
        elif not titre and debut is not None:
            plages.append(range(debut, position))
            debut = None
    return plages


def _reprend(titres: list[str], gauche: range, droite: range) -> bool:
    connus = {titres[position] for position in gauche}
    repris = sum(titres[position] in connus for position in droite)
    return len(droite) >= COLONNES_MIN and repris >= PART_REPRISE * len(droite)
