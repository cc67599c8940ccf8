"""Masquer un fichier : les petits effectifs, puis ce qu'il faut pour que l'audit ne retrouve rien."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from relogement.secret.audit import Preuves, auditer
from relogement.secret.lecteur import inconnues
from relogement.secret.reparer import Impossible, reparer
from relogement.secret.sensibles import sensibles
from relogement.secret.systeme import FIXE, Cle, Systeme

IMPORTANTE, ESSAIS = 200, 16


@dataclass(frozen=True)
class Masque:
    """Les cases que le fichier n'écrit pas, et parmi elles celles qui sont elles-mêmes sous le seuil."""

    primaires: frozenset[Cle]
    complementaires: frozenset[Cle]

    def cache(self, *cles: Cle) -> bool:
        """Vrai si l'une de ces cases est masquée."""
        return any(cle in self.primaires or cle in self.complementaires for cle in cles)


def masquer(systeme: Systeme) -> Masque:
    """Le masque d'un fichier ; le même pour les mêmes effectifs.

    Case après case, le masque prend ce qui coûte le moins à ce moment-là ; il lui arrive d'y perdre une case
    importante qu'un autre choix aurait gardée. On recommence alors en s'interdisant de la masquer.
    """
    secretes = sensibles(systeme)
    primaires = {rang for rang in secretes if systeme.cellules[rang].publiee}
    masquees = _au_pire_tout(systeme, secretes, primaires)
    a_montrer = set(_importantes(systeme, set(range(len(systeme.cellules))) - masquees))
    for perdue in _importantes(systeme, masquees - primaires)[:ESSAIS]:
        try:
            masquees = _masquees(systeme, secretes, primaires, a_montrer | {perdue})
        except Impossible:
            continue
        a_montrer.add(perdue)
    return Masque(_cles(systeme, primaires), _cles(systeme, masquees - primaires))


def _au_pire_tout(systeme: Systeme, secretes: Set[int], primaires: Set[int]) -> set[int]:
    """Une case que la forme même des tableaux fixe ne se protège pas : alors rien ne se montre."""
    try:
        return _masquees(systeme, secretes, primaires, set())
    except Impossible:
        return {rang for rang, c in enumerate(systeme.cellules) if c.publiee and c.poids < FIXE}


def _masquees(systeme: Systeme, secretes: Set[int], primaires: Set[int], a_montrer: Set[int]) -> set[int]:
    masquees, preuves = set(primaires), Preuves(systeme, secretes)
    if restent := auditer(preuves, inconnues(systeme, secretes, masquees)):
        reparer(preuves, masquees, restent, a_montrer)
    return masquees


def _importantes(systeme: Systeme, rangs: Set[int]) -> list[int]:
    """Les cases publiées qui comptent le plus pour le lecteur, la plus importante d'abord."""
    importantes = [r for r in rangs if systeme.cellules[r].publiee and systeme.cellules[r].poids >= IMPORTANTE]
    return sorted(importantes, key=lambda rang: (-systeme.cellules[rang].poids, rang))


def _cles(systeme: Systeme, rangs: Iterable[int]) -> frozenset[Cle]:
    return frozenset(systeme.cellules[rang].cle for rang in rangs)
