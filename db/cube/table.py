"""Une table du cube : des lignes d'un même sujet, en colonnes de nombres."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from relogement.indicateurs.indicateur import Sujet
from relogement.nomenclatures import Critere
from relogement.rapprochement import cle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HORS_BASE, TOUTES = "HORS", "TOUTES"
VERDICTS: tuple[str, ...] = (HORS_BASE, *(c.value for c in Critere))
T = TypeVar("T")
RANGS: dict[Any, int] = {None: 0} | {c.value: rang for rang, c in enumerate(Critere, 1)}


class Codes(dict[Any, int]):
    """Les valeurs d'une colonne, numérotées dans l'ordre où elles se présentent."""

    def __missing__(self, valeur: Any) -> int:
        code = self[valeur] = len(self)
        return code


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

    def retenus(self, masque: NDArray[np.bool_]) -> Nombres:
        """Ceux des lignes gardées, déjà rangés puisque ceux de toutes le sont."""
        import numpy as np

        siens = Nombres(self.valeurs[masque], self.connus[masque], self.base[masque])
        places = np.cumsum(masque) - 1
        siens.__dict__["croissants"] = places[self.croissants[masque[self.croissants]]]
        return siens


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


@dataclass(frozen=True)
class Tranche:
    """Ce qu'un filtre garde d'une table ; chaque colonne ne se taille qu'une fois. Sans masque, tout est gardé."""

    table: Table
    masque: NDArray[np.bool_] | None
    _taillees: dict[tuple[str, str], Any] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.table.dossiers) if self.masque is None else int(self.masque.sum())

    def axe(self, cle: str) -> NDArray[np.int32]:
        """Le rang de chaque ligne dans cet axe."""
        return self.tailler("axe", cle, lambda: self.retenir(self.table.axes[cle].rangs))

    def verdicts(self, code: str) -> NDArray[np.int8]:
        return self.tailler("verdicts", code, lambda: self.retenir(self.table.verdicts[code]))

    def nombres(self, code: str) -> Nombres:
        nombres = self.table.nombres[code]
        retenir = nombres.retenus
        masque = self.masque
        return nombres if masque is None else self.tailler("nombres", code, lambda: retenir(masque))

    def retenir(self, lues: NDArray[Any]) -> NDArray[Any]:
        return lues if self.masque is None else lues[self.masque]

    def tailler(self, genre: str, cle: str, tailler: Callable[[], T]) -> T:
        if (genre, cle) not in self._taillees:
            self._taillees[genre, cle] = tailler()
        taillee: T = self._taillees[genre, cle]
        return taillee


def colonne(brut: Sequence[Any], *, lire: Callable[[Any], Any] | None = None, rapproche: bool = False) -> Colonne:
    """Range des valeurs, ligne par ligne."""
    import numpy as np

    codes = Codes()
    rangs = np.fromiter(map(codes.__getitem__, brut), np.int32, len(brut))
    return ranger(rangs, list(codes), lire=lire, rapproche=rapproche)


def ranger(
    rangs: NDArray[np.int32],
    distinctes: Sequence[Any],
    *,
    lire: Callable[[Any], Any] | None = None,
    rapproche: bool = False,
) -> Colonne:
    """Range des valeurs numérotées ; ``lire`` les comprend, ``rapproche`` réunit les écritures d’un nom."""
    import numpy as np

    lues = [v if lire is None or v is None else lire(v) for v in distinctes]
    if rapproche:
        lues = _rapprochees(distinctes, np.bincount(rangs, minlength=len(distinctes)).tolist())
    valeurs = sorted(set(lues), key=ordre)
    places = {v: place for place, v in enumerate(valeurs)}
    return Colonne(np.array([places[lue] for lue in lues], np.int32)[rangs], tuple(valeurs))


def verdicts(rangs: NDArray[np.int32], distinctes: Sequence[Any]) -> NDArray[np.int8]:
    """Le rang du verdict de chaque ligne dans ``VERDICTS``."""
    import numpy as np

    lus: NDArray[np.int8] = np.array([RANGS[v] for v in distinctes], np.int8)[rangs]
    return lus


def _rapprochees(distinctes: Sequence[Any], effectifs: Sequence[int]) -> list[Any]:
    """L'écriture la plus fréquente de chaque nom."""
    par_cle: dict[str, Any] = {}
    comptes = zip(distinctes, effectifs, strict=True)
    for valeur, _ in sorted(comptes, key=lambda v: (-v[1], str(v[0]))):
        if valeur is not None:
            par_cle.setdefault(cle(valeur), valeur)
    return [None if v is None else par_cle[cle(v)] for v in distinctes]


def ordre(valeur: Any) -> tuple[bool, Any]:
    """L'inconnu vient en dernier ; le reste dans son ordre, les mots sans égard aux accents."""
    if valeur is None:
        return True, 0
    return False, cle(valeur) if isinstance(valeur, str) else valeur
