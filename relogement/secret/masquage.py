"""Masquer un fichier : les petits effectifs, puis ce qu'il faut pour que l'audit ne retrouve rien."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from relogement.secret.audit import Preuves, auditer
from relogement.secret.lecteur import inconnues
from relogement.secret.reparer import Impossible, reparer
from relogement.secret.sensibles import sensibles
from relogement.secret.systeme import Cle, Systeme

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
    masquees, a_montrer, essayees = _masquees(systeme, secretes, primaires, set()), set[int](), set[int]()
    while perdues := _importantes(systeme, masquees - primaires - essayees)[: ESSAIS - len(essayees)]:
        essayees.add(perdues[0])
        try:
            essai = _masquees(systeme, secretes, primaires, a_montrer | {perdues[0]})
        except Impossible:
            continue
        if _perte(systeme, essai - primaires) < _perte(systeme, masquees - primaires):
            masquees = essai
            a_montrer.add(perdues[0])
    return Masque(_cles(systeme, primaires), _cles(systeme, masquees - primaires))


def _masquees(systeme: Systeme, secretes: Set[int], primaires: Set[int], a_montrer: Set[int]) -> set[int]:
    masquees, preuves = set(primaires), Preuves(systeme, secretes)
    if restent := auditer(preuves, inconnues(systeme, secretes, masquees)):
        reparer(preuves, masquees, restent, a_montrer)
    return masquees


def _perte(systeme: Systeme, rangs: Set[int]) -> int:
    return sum(systeme.cellules[rang].poids for rang in _importantes(systeme, rangs))


def _importantes(systeme: Systeme, rangs: Set[int]) -> list[int]:
    importantes = [rang for rang in rangs if systeme.cellules[rang].poids >= IMPORTANTE]
    return sorted(importantes, key=lambda rang: (-systeme.cellules[rang].poids, rang))


def _cles(systeme: Systeme, rangs: Iterable[int]) -> frozenset[Cle]:
    return frozenset(systeme.cellules[rang].cle for rang in rangs)
