"""Chercher d'autres tableaux possibles : déplacer les effectifs sans fausser une addition connue (HiGHS)."""

from collections.abc import Mapping, Sequence
from typing import Any

ENTIER = 1e-6
Deplacement = Mapping[int, float]  # ce qui bouge, et de combien


class Programme:
    """Des déplacements ``y`` bornés, tels que chaque total bouge comme la somme de ses parts."""

    def __init__(
        self, bas: Sequence[float], haut: Sequence[float], relations: Sequence[Mapping[int, float]]
    ) -> None:
        import highspy
        import numpy

        self._outil, self._numpy, self._taille = highspy, numpy, len(bas)
        self._rangs = numpy.arange(self._taille, dtype=numpy.int32)
        self._nul = numpy.zeros(self._taille)
        modele = highspy.HighsLp()
        modele.num_col_, modele.num_row_ = self._taille, len(relations)
        modele.col_cost_ = self._nul
        modele.col_lower_, modele.col_upper_ = numpy.array(bas, float), numpy.array(haut, float)
        modele.row_lower_ = modele.row_upper_ = numpy.zeros(len(relations))
        modele.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        debuts = numpy.cumsum([0, *map(len, relations)])
        modele.a_matrix_.start_ = debuts.astype(numpy.int32)
        modele.a_matrix_.index_ = numpy.array([i for r in relations for i in r], numpy.int32)
        modele.a_matrix_.value_ = numpy.array([v for r in relations for v in r.values()], float)
        # La classe publique de highspy 1.16 écrit une bannière sur la sortie standard : sa mère, non.
        self._highs: Any = highspy.highs._Highs()  # type: ignore[attr-defined]
        for nom, valeur in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("random_seed", 0)):
            self._highs.setOptionValue(nom, valeur)
        self._highs.passModel(modele)

    def le_plus_loin(self, objectif: Mapping[int, float]) -> Deplacement | None:
        """Le déplacement qui rend l'objectif le plus grand ; rien si aucun ne tient."""
        couts = self._nul.copy()
        for rang, valeur in objectif.items():
            couts[rang] = -valeur
        self._highs.changeColsCost(self._taille, self._rangs, couts)
        return self._resolu()

    def borner(self, rang: int, bas: float, haut: float) -> None:
        self._highs.changeColBounds(rang, bas, haut)

    def couter(self, couts: Mapping[int, float]) -> None:
        """Change le prix de quelques déplacements, pour ``le_moins_cher``."""
        for rang, valeur in couts.items():
            self._highs.changeColCost(rang, valeur)

    def le_moins_cher(self) -> Deplacement | None:
        return self._resolu()

    def _resolu(self) -> Deplacement | None:
        self._highs.run()
        if self._highs.getModelStatus() != self._outil.HighsModelStatus.kOptimal:
            return None
        valeurs = self._numpy.array(self._highs.getSolution().col_value)
        bougees = self._numpy.flatnonzero(self._numpy.abs(valeurs) > ENTIER)
        return dict(zip(bougees.tolist(), valeurs[bougees].tolist(), strict=True))
