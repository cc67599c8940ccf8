"""Un grand projet fictif : les dossiers de l'exemple, recopiés sous d'autres noms jusqu'au nombre voulu."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, cycle
from typing import Any

from relogement.base import Ligne
from relogement.exemple.gabarits import LIENS, Gabarit
from relogement.exemple.moules import mouler
from relogement.exemple.variations import VARIATIONS
from relogement.menage import Menage
from relogement.operation import Operation

DOSSIERS_PAR_OPERATION = 400
_FLEURS = ("Mimosas", "Lauriers", "Glycines", "Iris", "Pivoines", "Jasmins", "Lavandes", "Camélias")


@dataclass(frozen=True)
class Grand:
    """Des gabarits, et dans quel ordre les recopier ; tout s'en déduit, ligne à ligne, sans rien garder."""

    gabarits: Sequence[Gabarit]
    choix: Sequence[int]

    @property
    def nb_operations(self) -> int:
        return max(3, len(self.choix) // DOSSIERS_PAR_OPERATION)

    def effectif(self, modele: type[Ligne]) -> int:
        """Combien de lignes de ce modèle."""
        tailles = [gabarit.effectif(modele) for gabarit in self.gabarits]
        return sum(tailles[g] for g in self.choix)

    def lignes(self, modele: type[Ligne], premiers: Mapping[type[Ligne], int]) -> Iterator[tuple[Any, ...]]:
        """Les lignes de ce modèle, numérotées depuis les premiers numéros réservés à chacun."""
        debuts = [self._debuts(cible, premiers[cible]) for cible in LIENS[modele].values()]
        numero, varier = premiers[modele], VARIATIONS.get(modele)
        for copie, bases in enumerate(zip(*debuts, strict=True) if debuts else ((),) * len(self.choix)):
            lignes = self.gabarits[self.choix[copie]].lignes[modele]
            identites = varier(copie, lignes) if varier else ()
            for rang, ligne in enumerate(lignes):
                liens = (None if r is None else base + r for r, base in zip(ligne.liens, bases, strict=True))
                yield (numero, *liens, *(identites[rang] if identites else ()), *ligne.reste)
                numero += 1

    def _debuts(self, modele: type[Ligne], premier: int) -> Iterator[int]:
        """Le premier numéro de chaque copie pour ce modèle ; les opérations se partagent les copies."""
        if modele is Operation:
            return (premier + copie % self.nb_operations for copie in range(len(self.choix)))
        tailles = [gabarit.effectif(modele) for gabarit in self.gabarits]
        return accumulate((tailles[g] for g in self.choix[:-1]), initial=premier)


def grand_exemple(au: date, menages: int) -> Grand:
    """De quoi recopier exactement ce nombre de dossiers ; les mêmes à chaque fois."""
    gabarits = mouler(au, menages)
    choix, reste = [], menages
    for rang in cycle(range(len(gabarits))):
        if reste <= 0:
            break
        if (effectif := gabarits[rang].effectif(Menage)) <= reste:
            choix.append(rang)
            reste -= effectif
    return Grand(gabarits, choix)


def operations(grand: Grand) -> list[Operation]:
    """Les opérations d'un grand projet."""
    noms = [f"{_FLEURS[n % len(_FLEURS)]}, tranche {n // len(_FLEURS) + 1}" for n in range(grand.nb_operations)]
    return [Operation(code=f"OP{n:03}", libelle=nom) for n, nom in enumerate(noms, 1)]
