"""L'audit : prouver, case secrète par case secrète, que le reste du fichier ne la laisse pas deviner.

Une preuve est faite de deux tableaux d'effectifs, compatibles avec tout ce qui est publié, où la case diffère d'au
moins son seuil. Le vrai tableau en est un ; l'autre se trouve par déplacements. Masquer davantage ne défait aucune
preuve : ce qui était possible le reste.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from relogement.secret.solveur import ENTIER, Deplacement, Programme
from relogement.secret.systeme import Systeme

LOIN = 1000.0
TOURS = 40
PEU = 0.02
_MELANGE = 2_654_435_761


@dataclass
class Preuves:
    """De combien chaque case secrète a été vue plus basse et plus haute que sa vraie valeur."""

    systeme: Systeme
    secretes: Set[int]
    bas: dict[int, float] = field(default_factory=dict)
    haut: dict[int, float] = field(default_factory=dict)

    def retenir(self, trouve: Deplacement, rangs: Sequence[int] | None = None) -> None:
        """Un tableau possible de plus ; ``rangs`` dit quelle case est chacune de celles qui bougent."""
        for place, y in trouve.items():
            rang = place if rangs is None else rangs[place]
            if rang in self.secretes:
                self.bas[rang] = min(self.bas.get(rang, 0.0), y)
                self.haut[rang] = max(self.haut.get(rang, 0.0), y)

    def manque(self, rang: int) -> float:
        """De combien la case doit encore pouvoir monter."""
        return self.systeme.cellules[rang].seuil + self.bas.get(rang, 0.0) - self.haut.get(rang, 0.0)

    def faite(self, rang: int) -> bool:
        return self.manque(rang) <= ENTIER


def auditer(preuves: Preuves, inconnue: list[bool]) -> list[int]:
    """Cherche des preuves par lots, et rend les cases secrètes qui en attendent encore une."""
    for rangs, relations in _morceaux(preuves.systeme, inconnue):
        restent = [rang for rang in rangs if rang in preuves.secretes and not preuves.faite(rang)]
        if restent:
            _prouver_par_lots(preuves, rangs, relations, restent)
    return [rang for rang in sorted(preuves.secretes) if not preuves.faite(rang)]


def _prouver_par_lots(preuves: Preuves, rangs: list[int], relations: list[int], restent: list[int]) -> None:
    """Bouger beaucoup de cases à la fois, dans un sens ou dans l'autre, tant que cela en prouve."""
    local = {rang: i for i, rang in enumerate(rangs)}
    programme = _programme(preuves, rangs, [ligne(preuves.systeme.relations[r], local) for r in relations])
    for tour in range(TOURS):
        sens = {local[r]: 1.0 if (r * _MELANGE >> (tour % 24)) & 1 else -1.0 for r in restent}
        if (trouve := programme.le_plus_loin(sens)) is not None:
            preuves.retenir(trouve, rangs)
        avant, restent = len(restent), [rang for rang in restent if not preuves.faite(rang)]
        if not restent or (tour > 1 and avant - len(restent) <= PEU * avant):
            break


def _programme(preuves: Preuves, rangs: list[int], lignes: list[dict[int, float]]) -> Programme:
    """Une case secrète ne monte que d'assez pour en prouver une autre : le mouvement se partage entre toutes."""
    cellules = preuves.systeme.cellules
    assez = float(max(cellules[rang].seuil for rang in rangs if rang in preuves.secretes))
    haut = [assez if rang in preuves.secretes else LOIN for rang in rangs]
    return Programme([-float(cellules[rang].valeur) for rang in rangs], haut, lignes)


def ligne(relation: tuple[int, ...], local: Mapping[int, int]) -> dict[int, float]:
    """Une addition, bornée aux cases qui bougent : le total bouge comme la somme de ses parts."""
    total, *parts = relation
    coefficients: dict[int, float] = {}
    for part in parts:
        if part in local:
            coefficients[local[part]] = coefficients.get(local[part], 0.0) + 1.0
    if total in local:
        coefficients[local[total]] = coefficients.get(local[total], 0.0) - 1.0
    return coefficients


def _morceaux(systeme: Systeme, inconnue: list[bool]) -> list[tuple[list[int], list[int]]]:
    """Les groupes d'inconnues que des additions relient, avec ces additions."""
    vus: set[int] = set()
    morceaux = []
    for depart in range(len(systeme.cellules)):
        if not inconnue[depart] or depart in vus:
            continue
        rangs, relations, file = list[int](), set[int](), [depart]
        vus.add(depart)
        while file:
            rang = file.pop()
            rangs.append(rang)
            for relation in set(systeme.relations_de[rang]) - relations:
                relations.add(relation)
                voisins = {i for i in systeme.relations[relation] if inconnue[i]} - vus
                vus |= voisins
                file.extend(voisins)
        morceaux.append((sorted(rangs), sorted(relations)))
    return morceaux
