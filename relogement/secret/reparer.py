"""Élargir le masque au moindre coût : le déplacement le moins cher qui rend sa place à une case secrète."""

from collections.abc import Iterable, Set

from relogement.secret.audit import LOIN, Defaut, ligne
from relogement.secret.solveur import ENTIER, Programme
from relogement.secret.systeme import FIXE, Systeme

INVISIBLE = 0.001  # bouger ce qui est déjà masqué ne coûte presque rien : assez pour préférer le plus court


def reparer(systeme: Systeme, masquees: Set[int], defauts: Iterable[Defaut]) -> set[int]:
    """Les cases publiées à masquer en plus."""
    voulues = list(defauts)
    if not voulues:
        return set()
    programme, nouvelles = _tout(systeme, masquees), set[int]()
    for defaut in voulues:
        choisies = _pour(programme, systeme, defaut, masquees | nouvelles) or _autour(systeme, defaut, masquees)
        programme.couter({cote: INVISIBLE for rang in choisies for cote in _cotes(systeme, rang)})
        nouvelles |= choisies
    return nouvelles


def _tout(systeme: Systeme, masquees: Set[int]) -> Programme:
    """Chaque case a deux déplacements, l'un vers le haut, l'autre vers le bas, pour que chacun ait son prix."""
    n = len(systeme.cellules)
    haut = [0.0 if c.poids >= FIXE else LOIN for c in systeme.cellules]
    bas = [0.0 if c.poids >= FIXE else float(c.valeur) for c in systeme.cellules]
    relations = []
    for relation in systeme.relations:
        montee = ligne(relation, {rang: rang for rang in relation})
        relations.append(montee | {rang + n: -coefficient for rang, coefficient in montee.items()})
    programme = Programme([0.0] * (2 * n), haut + bas, relations)
    programme.couter(
        {
            cote: INVISIBLE if rang in masquees or not cellule.publiee else _prix(cellule.poids, cellule.valeur)
            for rang, cellule in enumerate(systeme.cellules)
            for cote in _cotes(systeme, rang)
        }
    )
    return programme


def _cotes(systeme: Systeme, rang: int) -> tuple[int, int]:
    return rang, rang + len(systeme.cellules)


def _prix(poids: int, valeur: int) -> float:
    """Masquer un zéro étonne : il coûte un peu plus."""
    return poids * (1.5 if valeur == 0 else 1.0)


def _pour(programme: Programme, systeme: Systeme, defaut: Defaut, masquees: Set[int]) -> set[int]:
    cellule, n = systeme.cellules[defaut.rang], len(systeme.cellules)
    place = float(cellule.seuil - defaut.baisse)
    programme.borner(defaut.rang, place, place)
    programme.borner(defaut.rang + n, 0.0, 0.0)
    trouve = programme.le_moins_cher()
    programme.borner(defaut.rang, 0.0, LOIN)
    programme.borner(defaut.rang + n, 0.0, float(cellule.valeur))
    if trouve is None:
        return set()
    bougees = {rang for rang in range(n) if trouve[rang] > ENTIER or trouve[rang + n] > ENTIER}
    return {rang for rang in bougees if systeme.cellules[rang].publiee and rang not in masquees}


def _autour(systeme: Systeme, defaut: Defaut, masquees: Set[int]) -> set[int]:
    """À défaut de mieux : tout ce qui s'additionne avec elle."""
    voisines = {rang for relation in systeme.relations_de[defaut.rang] for rang in systeme.relations[relation]}
    masquables = {rang for rang in voisines | {defaut.rang} if systeme.cellules[rang].publiee}
    return {r for r in masquables - set(masquees) if systeme.cellules[r].poids < FIXE}
