"""Un attaquant, écrit à part du programme : il énumère les tableaux possibles, ou résout en fractions."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from relogement.secret import Masque, Systeme

Equation = tuple[dict[int, int], int]
Ligne = tuple[dict[int, Fraction], Fraction]


class Attaquant:
    """Il connaît les additions, ce qui est publié, et que nul effectif n'est négatif ; rien d'autre."""

    def __init__(self, systeme: Systeme, masque: Masque) -> None:
        self.cellules = systeme.cellules
        self.cherchees = [rang for rang, c in enumerate(self.cellules) if not c.publiee or masque.cache(c.cle)]
        self.equations = [self._equation(relation) for relation in systeme.relations]

    def _equation(self, relation: Sequence[int]) -> Equation:
        """Somme(coefficient × inconnue) = constante."""
        coefficients: dict[int, int] = {}
        constante = 0
        for place, rang in enumerate(relation):
            signe = -1 if place == 0 else 1
            if rang in self.cherchees:
                coefficients[rang] = coefficients.get(rang, 0) + signe
            else:
                constante -= signe * self.cellules[rang].valeur
        return {rang: k for rang, k in coefficients.items() if k}, constante

    def recalculees(self) -> dict[int, Fraction]:
        """Les cases que l'élimination de Gauss, en fractions exactes, donne sans ambiguïté."""
        pivots: dict[int, Ligne] = {}
        for coefficients, constante in self.equations:
            ligne: Ligne = ({rang: Fraction(k) for rang, k in coefficients.items()}, Fraction(constante))
            for rang in [rang for rang in ligne[0] if rang in pivots]:
                ligne = _moins(ligne, rang, pivots[rang])
            if not ligne[0]:
                continue
            pivot = min(ligne[0])
            ligne = _divisee(ligne, ligne[0][pivot])
            for rang, autre in pivots.items():
                if pivot in autre[0]:
                    pivots[rang] = _moins(autre, pivot, ligne)
            pivots[pivot] = ligne
        return {rang: constante for rang, (coefficients, constante) in pivots.items() if len(coefficients) == 1}

    def est_possible(self, rang: int, valeur: int, plafond: int) -> bool:
        """Il existe un tableau d'entiers compatible où cette case vaut cela : par essais et retours en arrière."""
        proches = self._du_plus_proche(rang)
        return any(True for _ in self._essayer({}, proches, plafond, {rang: valeur}))

    def _du_plus_proche(self, rang: int) -> list[int]:
        """Les inconnues, de proche en proche : une contradiction se voit tôt."""
        ordre = [rang]
        for connue in ordre:
            for coefficients, _ in self.equations:
                if connue in coefficients:
                    ordre += [autre for autre in coefficients if autre not in ordre]
        return ordre

    def _essayer(
        self, fixes: dict[int, int], restent: list[int], plafond: int, impose: dict[int, int]
    ) -> Iterator[dict[int, int]]:
        if not restent:
            yield fixes
            return
        rang, *suite = restent
        for valeur in [impose[rang]] if rang in impose else range(plafond + 1):
            essai = fixes | {rang: valeur}
            if all(self._tient(equation, essai, plafond) for equation in self.equations if rang in equation[0]):
                yield from self._essayer(essai, suite, plafond, impose)

    @staticmethod
    def _tient(equation: Equation, essai: dict[int, int], plafond: int) -> bool:
        """L'équation peut encore être vraie, quoi que valent les inconnues qui restent."""
        coefficients, constante = equation
        bas = haut = 0
        for rang, k in coefficients.items():
            if rang in essai:
                bas, haut = bas + k * essai[rang], haut + k * essai[rang]
            else:
                bas, haut = bas + min(0, k * plafond), haut + max(0, k * plafond)
        return bas <= constante <= haut


def _moins(ligne: Ligne, rang: int, pivot: Ligne) -> Ligne:
    """La ligne, sans l'inconnue de ce pivot."""
    facteur, coefficients = ligne[0][rang], dict(ligne[0])
    for autre, valeur in pivot[0].items():
        coefficients[autre] = coefficients.get(autre, Fraction(0)) - facteur * valeur
    return {r: k for r, k in coefficients.items() if k}, ligne[1] - facteur * pivot[1]


def _divisee(ligne: Ligne, par: Fraction) -> Ligne:
    return {rang: k / par for rang, k in ligne[0].items()}, ligne[1] / par
