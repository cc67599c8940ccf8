"""Répartir les logements vacants entre les ménages : le plus de points ensemble, sous contraintes (HiGHS).

C'est une proposition : on y fixe une paire, on en interdit une, on recalcule. Elle se compare à ce que donnerait
le un par un, où chaque ménage prend à son tour le meilleur logement qui reste.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from relogement.appariement.poids import Part
from relogement.appariement.tableau import Tableau
from relogement.erreurs import ErreurMetier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Permises = tuple[NDArray[np.intp], NDArray[np.intp]]

Paire = tuple[int, int]
ENTIER, MOITIE = 1e-6, 0.5
A_PEU_PRES, PROCHE = 0.005, 1.0  # avec des parts minimales : à un demi pour cent, autour d'un point de note


@dataclass(frozen=True)
class Contraintes:
    """Des paires fixées ou interdites, et la part minimale de chaque critère parmi les paires, en %."""

    fixees: frozenset[Paire] = frozenset()
    interdites: frozenset[Paire] = frozenset()
    minima: Mapping[Part, Decimal] = field(default_factory=dict)


SANS_CONTRAINTE = Contraintes()


@dataclass(frozen=True)
class Repartition:
    """Qui reçoit quoi, par rangs dans le tableau, et le total des points."""

    paires: tuple[Paire, ...]
    total: float

    @property
    def loges(self) -> int:
        return len(self.paires)


def repartir(vu: Tableau, contraintes: Contraintes = SANS_CONTRAINTE) -> Repartition:
    """La meilleure répartition : un logement pour un ménage au plus, rien de ce qui est écarté.

    Lève ``ErreurMetier`` si deux paires fixées se contredisent, ou si une part minimale ne peut pas être tenue.
    """
    permises = _permises(vu, contraintes)
    lignes, _ = permises
    if not len(lignes):
        return Repartition((), 0.0)
    return _total(vu, _resolues(vu, permises, contraintes))


def un_par_un(vu: Tableau, contraintes: Contraintes = SANS_CONTRAINTE) -> Repartition:
    """Chaque ménage, dans l'ordre, prend le meilleur logement qui reste ; les paires fixées d'abord."""
    import numpy as np

    lignes, colonnes = _permises(vu, contraintes)
    notes = np.full(vu.bloques.shape, -1.0)
    notes[lignes, colonnes] = vu.milieux[lignes, colonnes]
    prises = sorted(contraintes.fixees)
    for ligne, colonne in prises:
        notes[ligne, :] = notes[:, colonne] = -1.0
    for ligne in range(len(notes)):
        if len(notes[ligne]) and notes[ligne].max() >= 0:
            colonne = int(notes[ligne].argmax())
            prises.append((ligne, colonne))
            notes[:, colonne] = -1.0
    return _total(vu, prises)


def _total(vu: Tableau, paires: Sequence[Paire]) -> Repartition:
    rangees = tuple(sorted(paires))
    return Repartition(rangees, float(sum(vu.milieux[paire] for paire in rangees)))


def _permises(vu: Tableau, contraintes: Contraintes) -> Permises:
    """Les paires possibles ; une paire fixée l'est même écartée, c'est le choix d'une personne."""
    import numpy as np

    _verifier(contraintes)
    permises = ~vu.bloques
    for paire in contraintes.interdites:
        permises[paire] = False
    for ligne, colonne in contraintes.fixees:
        permises[ligne, :] = permises[:, colonne] = False
    for paire in contraintes.fixees:
        permises[paire] = True
    lignes, colonnes = np.nonzero(permises)
    return lignes, colonnes


def _verifier(contraintes: Contraintes) -> None:
    for rang, quoi in (
        (0, "Un ménage est fixé sur deux logements"),
        (1, "Un logement est fixé pour deux ménages"),
    ):
        if len({paire[rang] for paire in contraintes.fixees}) < len(contraintes.fixees):
            raise ErreurMetier(f"{quoi} : ne gardez qu’une de ces paires.")
    if contraintes.fixees & contraintes.interdites:
        raise ErreurMetier("Une même paire est fixée et interdite : choisissez.")


def _modele(vu: Tableau, permises: Permises, contraintes: Contraintes, *, entier: bool = False) -> Any:
    """Une variable par paire ; une ligne par ménage, par logement, et par part minimale."""
    import highspy
    import numpy as np

    lignes, colonnes = permises
    menages, logements = vu.bloques.shape
    combien, minima = len(lignes), list(contraintes.minima.items())
    modele = highspy.HighsLp()
    modele.sense_ = highspy.ObjSense.kMaximize
    modele.num_col_, modele.num_row_ = combien, menages + logements + len(minima)
    modele.col_cost_ = vu.milieux[lignes, colonnes]
    bas = np.zeros(combien)
    bas[[(int(h), int(li)) in contraintes.fixees for h, li in zip(lignes, colonnes, strict=True)]] = 1.0
    modele.col_lower_, modele.col_upper_ = bas, np.ones(combien)
    infini = highspy.kHighsInf
    modele.row_lower_ = np.array([-infini] * (menages + logements) + [0.0] * len(minima))
    modele.row_upper_ = np.array([1.0] * (menages + logements) + [infini] * len(minima))
    parts = [_marges(vu, permises, part, taux) for part, taux in minima]
    indices = [lignes, menages + colonnes, *(np.full(combien, menages + logements + n) for n in range(len(parts)))]
    modele.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    modele.a_matrix_.start_ = np.arange(combien + 1, dtype=np.int32) * len(indices)
    modele.a_matrix_.index_ = np.stack(indices, axis=1).ravel().astype(np.int32)
    modele.a_matrix_.value_ = np.stack([np.ones(combien), np.ones(combien), *parts], axis=1).ravel()
    if entier:
        modele.integrality_ = [highspy.HighsVarType.kInteger] * combien
    return modele


def _marges(vu: Tableau, permises: Permises, part: Part, taux: Decimal) -> Any:
    """Un oui ajoute ce qui manque à cent, un non retire la part voulue ; l'inconnu ne compte pas."""
    import numpy as np

    basse, haute = (borne[permises] for borne in vu.criteres[part])
    return np.where(basse >= 1, float(100 - taux), np.where(haute <= 0, -float(taux), 0.0))


def _resolues(vu: Tableau, permises: Permises, contraintes: Contraintes) -> list[Paire]:
    """Sans part minimale, la solution est entière d'elle-même ; sinon on la cherche autour de la meilleure."""
    import numpy as np

    valeurs, prix = _resolu(_modele(vu, permises, contraintes))
    if np.any((valeurs > ENTIER) & (valeurs < 1 - ENTIER)):
        proches = np.flatnonzero((valeurs > ENTIER) | (np.abs(prix) <= PROCHE))
        permises = (permises[0][proches], permises[1][proches])
        valeurs, _ = _resolu(_modele(vu, permises, contraintes, entier=True))
    lignes, colonnes = permises
    return [(int(lignes[n]), int(colonnes[n])) for n in np.flatnonzero(valeurs > MOITIE)]


def _resolu(modele: Any) -> tuple[Any, Any]:
    """Les valeurs de chaque paire, et ce que chacune coûterait de plus."""
    import highspy
    import numpy as np

    # La classe publique de highspy écrit une bannière sur la sortie standard : sa mère, non.
    highs: Any = highspy.highs._Highs()  # type: ignore[attr-defined]
    reglages = (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", A_PEU_PRES))
    for nom, valeur in reglages:
        highs.setOptionValue(nom, valeur)
    highs.passModel(modele)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ErreurMetier(
            "Aucune répartition ne tient toutes ces contraintes : baissez une part minimale, ou libérez une paire."
        )
    solution = highs.getSolution()
    return np.array(solution.col_value), np.array(solution.col_dual)
