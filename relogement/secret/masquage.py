"""Masquer un fichier : les petits effectifs, puis ce qu'il faut pour que l'audit ne retrouve rien."""

from collections.abc import Iterable
from dataclasses import dataclass

from relogement.secret.audit import auditer
from relogement.secret.completer import completer, lecteur
from relogement.secret.reparer import reparer
from relogement.secret.sensibles import sensibles
from relogement.secret.systeme import Cle, Systeme


@dataclass(frozen=True)
class Masque:
    """Les cases que le fichier n'écrit pas, et parmi elles celles qui sont elles-mêmes sous le seuil."""

    primaires: frozenset[Cle]
    complementaires: frozenset[Cle]

    def cache(self, *cles: Cle) -> bool:
        """Vrai si l'une de ces cases est masquée."""
        return any(cle in self.primaires or cle in self.complementaires for cle in cles)


def masquer(systeme: Systeme) -> Masque:
    """Le masque d'un fichier ; le même pour les mêmes effectifs."""
    secretes = sensibles(systeme)
    primaires = {rang for rang in secretes if systeme.cellules[rang].publiee}
    masquees = set(primaires)
    while True:
        masquees = completer(systeme, secretes, masquees)
        manques = auditer(systeme, lecteur(systeme, secretes, masquees))
        ajoutees = reparer(systeme, masquees, manques)
        if not ajoutees:
            break
        masquees |= ajoutees
    if manques:
        raise ArithmeticError(f"{len(manques)} cases secrètes restent devinables, rien ne reste à masquer.")
    return Masque(_cles(systeme, primaires), _cles(systeme, masquees - primaires))


def _cles(systeme: Systeme, rangs: Iterable[int]) -> frozenset[Cle]:
    return frozenset(systeme.cellules[rang].cle for rang in rangs)
