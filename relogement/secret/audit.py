"""L'audit : prouver, case secrète par case secrète, que le reste du fichier ne la laisse pas deviner.

Une preuve est faite de deux tableaux d'effectifs entiers, compatibles avec tout ce qui est publié, où la case
diffère d'au moins son seuil. Le vrai tableau en est un ; on cherche l'autre par déplacements.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relogement.secret.completer import Lecteur
from relogement.secret.solveur import Deplacement, Programme, est_entier
from relogement.secret.systeme import Systeme

LOIN = 1000.0
TOURS = 40
PEU = 0.02
_MELANGE = 2_654_435_761


@dataclass(frozen=True, slots=True)
class Defaut:
    """Une case secrète trop bien encadrée : de combien elle peut encore baisser."""

    rang: int
    baisse: int


class _Morceau:
    """Des inconnues liées entre elles par les additions, et elles seules."""

    def __init__(
        self, systeme: Systeme, rangs: list[int], relations: Iterable[int], secretes: Iterable[int]
    ) -> None:
        self.rangs, self.seuils = rangs, {}
        local = {rang: i for i, rang in enumerate(rangs)}
        bas, haut = [], []
        voulues = set(secretes)
        assez = float(max(systeme.cellules[rang].seuil for rang in voulues))
        for rang in rangs:
            cellule = systeme.cellules[rang]
            bas.append(-float(cellule.valeur))
            haut.append(assez if rang in voulues else LOIN)  # plus loin ne prouverait rien de plus
            if rang in voulues:
                self.seuils[local[rang]] = cellule.seuil
        lignes = [ligne(systeme.relations[r], local) for r in relations]
        self.programme = Programme(bas, haut, lignes)
        self.vus_bas, self.vus_haut = [0] * len(rangs), [0] * len(rangs)

    def defauts(self) -> list[Defaut]:
        restent = self._par_lots(sorted(self.seuils))
        return [Defaut(self.rangs[i], -self.vus_bas[i]) for i in restent if not self._prouvee_seule(i)]

    def _par_lots(self, restent: list[int]) -> list[int]:
        """Bouger beaucoup de cases à la fois, dans un sens ou dans l'autre, tant que cela en prouve."""
        for tour in range(TOURS):
            if not restent:
                break
            self._chercher({i: 1.0 if (i * _MELANGE >> (tour % 24)) & 1 else -1.0 for i in restent})
            avant, restent = len(restent), [i for i in restent if not self._prouvee(i)]
            if tour > 1 and avant - len(restent) <= PEU * avant:
                break
        return restent

    def _prouvee(self, i: int) -> bool:
        return self.vus_haut[i] - self.vus_bas[i] >= self.seuils[i]

    def _prouvee_seule(self, i: int) -> bool:
        for sens in (1.0, -1.0):
            if not self._prouvee(i):
                self._chercher({i: sens})
        return self._prouvee(i)

    def _chercher(self, objectif: Mapping[int, float]) -> None:
        trouve = self.programme.le_plus_loin(objectif)
        if trouve is not None and not est_entier(trouve):
            trouve = self.programme.le_plus_loin(objectif, entier=True)
        if trouve is not None and est_entier(trouve):
            self._retenir(trouve)

    def _retenir(self, trouve: Deplacement) -> None:
        for i in self.seuils:
            y = round(trouve[i])
            self.vus_bas[i] = min(self.vus_bas[i], y)
            self.vus_haut[i] = max(self.vus_haut[i], y)


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


def auditer(systeme: Systeme, lecteur: Lecteur) -> list[Defaut]:
    """Les cases secrètes qu'un lecteur attentif encadrerait de trop près."""
    defauts: list[Defaut] = []
    for rangs, relations in _morceaux(systeme, lecteur.inconnue):
        secretes = [rang for rang in rangs if rang in lecteur.secretes]
        if secretes:
            defauts += _Morceau(systeme, rangs, relations, secretes).defauts()
    connues = (rang for rang in sorted(lecteur.secretes) if not lecteur.inconnue[rang])
    return defauts + [Defaut(rang, 0) for rang in connues]


def _morceaux(systeme: Systeme, inconnue: list[bool]) -> list[tuple[list[int], list[int]]]:
    """Les groupes d'inconnues que des additions relient, avec ces additions."""
    vus: set[int] = set()
    morceaux = []
    for depart in range(len(systeme.cellules)):
        if not inconnue[depart] or depart in vus:
            continue
        rangs, relations, file = [], set(), [depart]
        vus.add(depart)
        while file:
            rang = file.pop()
            rangs.append(rang)
            for relation in systeme.relations_de[rang]:
                if relation not in relations:
                    relations.add(relation)
                    voisins = {i for i in systeme.relations[relation] if inconnue[i]} - vus
                    vus |= voisins
                    file.extend(sorted(voisins))
        morceaux.append((sorted(rangs), sorted(relations)))
    return morceaux
