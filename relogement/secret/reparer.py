"""Élargir le masque au moindre coût : le déplacement le moins cher qui rend sa place à une case secrète.

Ce déplacement, une fois masquées les cases qu'il bouge, est lui-même la preuve que la case est protégée.
"""

from collections.abc import Iterable, Set

from relogement.secret.audit import LOIN, Preuves, ligne
from relogement.secret.solveur import Deplacement, Programme
from relogement.secret.systeme import FIXE, Cellule, Systeme

INVISIBLE = 0.001  # bouger ce qui est déjà masqué ne coûte presque rien : assez pour préférer le plus court


class Impossible(ArithmeticError):
    """Aucun masque ne protège une case sans en taire une que l'on veut montrer."""


def reparer(preuves: Preuves, masquees: set[int], restent: Iterable[int], a_montrer: Set[int]) -> None:
    """Masque ce qu'il faut, jusqu'à ce que chaque case ait sa preuve ; jamais ce qui est à montrer."""
    systeme = preuves.systeme
    programme = _tout(systeme, masquees, a_montrer)
    for rang in restent:
        if preuves.faite(rang):
            continue
        trouve = _le_moins_cher(programme, systeme, rang, preuves.manque(rang) + preuves.haut.get(rang, 0.0))
        if trouve is None:
            raise Impossible(f"Rien à masquer ne protège {systeme.cellules[rang].cle}.")
        nouvelles = {i for i in trouve if systeme.cellules[i].publiee} - masquees
        programme.couter({cote: INVISIBLE for i in nouvelles for cote in _cotes(systeme, i)})
        masquees |= nouvelles
        preuves.retenir(trouve)


def _tout(systeme: Systeme, masquees: set[int], a_montrer: Set[int]) -> Programme:
    """Chaque case a deux déplacements, l'un vers le haut, l'autre vers le bas, pour que chacun ait son prix."""
    n = len(systeme.cellules)
    fixes = a_montrer | {rang for rang, cellule in enumerate(systeme.cellules) if cellule.poids >= FIXE}
    haut = [0.0 if rang in fixes else LOIN for rang in range(n)]
    bas = [0.0 if rang in fixes else float(c.valeur) for rang, c in enumerate(systeme.cellules)]
    relations = []
    for relation in systeme.relations:
        montee = ligne(relation, {rang: rang for rang in relation})
        relations.append(montee | {rang + n: -coefficient for rang, coefficient in montee.items()})
    programme = Programme([0.0] * (2 * n), haut + bas, relations)
    programme.couter(
        {
            cote: INVISIBLE if rang in masquees or not cellule.publiee else _prix(cellule)
            for rang, cellule in enumerate(systeme.cellules)
            for cote in _cotes(systeme, rang)
        }
    )
    return programme


def _cotes(systeme: Systeme, rang: int) -> tuple[int, int]:
    return rang, rang + len(systeme.cellules)


def _prix(cellule: Cellule) -> float:
    """Une case importante ne se masque que si rien d'autre ne suffit ; masquer un zéro étonne, il coûte un peu."""
    return cellule.poids**2 * (1.5 if cellule.valeur == 0 else 1.0)


def _le_moins_cher(programme: Programme, systeme: Systeme, rang: int, place: float) -> Deplacement | None:
    """La case monte d'autant ; les autres bougent le moins cher possible."""
    n = len(systeme.cellules)
    programme.borner(rang, place, place)
    programme.borner(rang + n, 0.0, 0.0)
    trouve = programme.le_moins_cher()
    programme.borner(rang, 0.0, LOIN)
    programme.borner(rang + n, 0.0, float(systeme.cellules[rang].valeur))
    if trouve is None:
        return None
    return {i % n: trouve.get(i % n, 0.0) - trouve.get(i % n + n, 0.0) for i in trouve}
