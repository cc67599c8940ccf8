"""Une table du cube : des lignes d'un même sujet, en colonnes de nombres."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from relogement.indicateurs.indicateur import Sujet
from relogement.nomenclatures import Critere
from relogement.rapprochement import cle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HORS_BASE, TOUTES = "HORS", "TOUTES"
VERDICTS: tuple[str, ...] = (HORS_BASE, *(c.value for c in Critere))
RANGS: dict[Any, int] = {None: 0} | {c.value: rang for rang, c in enumerate(Critere, 1)}


@dataclass(frozen=True)
class Colonne:
    """Un axe : le rang de la valeur de chaque ligne, et les valeurs dans l'ordre où elles se montrent."""

    rangs: NDArray[np.int32]
    valeurs: tuple[Any, ...]

    def rang(self, valeur: Any) -> int:
        """Le rang d'une valeur ; −1 si aucune ligne ne l'a."""
        return self.valeurs.index(valeur) if valeur in self.valeurs else -1


@dataclass(frozen=True)
class Nombres:
    """Les nombres d'une moyenne ou d'une médiane ; ``connus`` et ``base`` : qui en a un, qui devrait."""

    valeurs: NDArray[np.int64]
    connus: NDArray[np.bool_]
    base: NDArray[np.bool_]

    @cached_property
    def croissants(self) -> NDArray[np.intp]:
        """Les lignes connues, du plus petit nombre au plus grand : une médiane n'a plus à trier."""
        import numpy as np

        rangs = np.flatnonzero(self.connus)
        ranges: NDArray[np.intp] = rangs[np.argsort(self.valeurs[rangs], kind="stable")]
        return ranges


@dataclass(frozen=True)
class Table:
    """``dossiers`` : le dossier de chaque ligne (0 : aucun) ; ``lignes`` : ce qui la désigne dans sa table.

    ``a_verifier`` : le quartier de son nouveau logement est calculé trop près d'une limite.
    """

    sujet: Sujet
    lignes: NDArray[np.int64]
    dossiers: NDArray[np.int64]
    titulaires: NDArray[np.bool_]
    axes: Mapping[str, Colonne]
    verdicts: Mapping[str, NDArray[np.int8]] = field(default_factory=dict)
    nombres: Mapping[str, Nombres] = field(default_factory=dict)
    a_verifier: NDArray[np.bool_] | None = None


def colonne(brut: Sequence[Any], *, lire: Callable[[Any], Any] | None = None, rapproche: bool = False) -> Colonne:
    """Range des valeurs ; ``lire`` les tire de ce qui est gardé, ``rapproche`` réunit les écritures d’un nom."""
    import numpy as np

    lues: dict[Any, Any] = {v: v if lire is None or v is None else lire(v) for v in set(brut)}
    if rapproche:
        lues = _rapprochees(Counter(brut))
    valeurs = sorted(set(lues.values()), key=ordre)
    rangs = {v: rang for rang, v in enumerate(valeurs)}
    par_brut = {v: rangs[lue] for v, lue in lues.items()}
    return Colonne(np.fromiter(map(par_brut.__getitem__, brut), np.int32, len(brut)), tuple(valeurs))


def verdicts(brut: Sequence[Any]) -> NDArray[np.int8]:
    """Le rang du verdict de chaque ligne dans ``VERDICTS``."""
    import numpy as np

    return np.fromiter(map(RANGS.__getitem__, brut), np.int8, len(brut))


def _rapprochees(comptes: Counter[Any]) -> dict[Any, Any]:
    par_cle: dict[str, Any] = {}
    for valeur, _ in sorted(comptes.items(), key=lambda v: (-v[1], str(v[0]))):
        if valeur is not None:
            par_cle.setdefault(cle(valeur), valeur)
    return {v: None if v is None else par_cle[cle(v)] for v in comptes}


def ordre(valeur: Any) -> tuple[bool, Any]:
    """L'inconnu vient en dernier ; le reste dans son ordre, les mots sans égard aux accents."""
    if valeur is None:
        return True, 0
    return False, cle(valeur) if isinstance(valeur, str) else valeur
