"""Les colonnes qu'un fichier de rejets ajoute à celles du bailleur : la relecture ne les voit pas."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from relogement.imports.lecture.classeur import Ligne

ANNOTATIONS = ("Ligne", "Colonne", "Motif", "Que faire")


@dataclass(frozen=True)
class LignesSansAnnotations:
    """Les lignes d'un fichier de rejets, sans les colonnes que l'on y a ajoutées."""

    lignes: Iterable[Ligne] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        ajoutees = frozenset[int]()
        for ligne in self.lignes:
            ajoutees = ajoutees or _annotations(ligne)
            if not ajoutees:
                yield ligne
                continue
            gardees = ("" if place in ajoutees else texte for place, texte in enumerate(ligne.cellules))
            yield Ligne(ligne.numero, tuple(gardees))


def _annotations(ligne: Ligne) -> frozenset[int]:
    """Où sont les quatre colonnes ajoutées, sur la ligne qui les titre."""
    depart = len(ligne.cellules) - len(ANNOTATIONS)
    for place in range(depart, -1, -1):
        if ligne.cellules[place : place + len(ANNOTATIONS)] == ANNOTATIONS:
            return frozenset(range(place, place + len(ANNOTATIONS)))
    return frozenset()
