"""La plus petite perte de précision qui cache le plus de ménages : essayer chaque colonne moins fine, ou retirée.

Rien ne promet qu'un fichier n'en fait reconnaître aucun : dans un petit projet, aucune mise en page n'y suffit, et
la dernière phrase le dit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relogement.exports.tableau import Entete, MoinsPrecis

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MONTREES, ENSEMBLE = 3, 4
_ENTIER_MAX = 2**62
Faits = dict[int, int]  # par colonne, le rang du choix fait
RETIREE = MoinsPrecis("retirée", "", "", lambda _: None)


@dataclass(frozen=True)
class Pas:
    """Une colonne, et comment la rendre moins précise ; sans réglage, on la retire."""

    entete: str
    dit: str
    cle: str = ""
    reglage: str = ""

    @property
    def phrase(self) -> str:
        return f"{self.entete} {self.dit}"


@dataclass(frozen=True)
class Proposition:
    """Un pas ou plusieurs, et combien de lignes resteraient reconnaissables."""

    pas: tuple[Pas, ...]
    rares: int


class Essais:
    """Les lignes d'un export, réduites à leurs colonnes singulières ; chaque essai coûte un tri."""

    def __init__(self, entetes: Sequence[Entete], groupes: Mapping[tuple[Any, ...], int], seuil: int) -> None:
        import numpy as np

        self._np, self._seuil = np, seuil
        self._choix = [
            (rang, moins, Pas(entete.nom, moins.dit, moins.cle, moins.reglage))
            for rang, entete in enumerate(entetes)
            for moins in (*entete.moins_precis, RETIREE)
        ]
        self._poids = np.fromiter(groupes.values(), np.int64, len(groupes))
        self._colonnes = [_codees(colonne) for colonne in zip(*groupes, strict=True)]

    def rares(self, pas: Mapping[int, MoinsPrecis]) -> int:
        """Combien de lignes sont partagées par moins de ménages que le seuil, une fois ces pas faits."""
        effectifs = self._effectifs(pas)
        return int(effectifs[effectifs < self._seuil].sum())

    def _effectifs(self, pas: Mapping[int, MoinsPrecis]) -> NDArray[np.float64]:
        """Combien de lignes dans chaque groupe que l'on ne distingue plus."""
        numpy = self._np
        cle, taille = numpy.zeros(len(self._poids), numpy.int64), 1
        for rang, (codes, valeurs) in enumerate(self._colonnes):
            if rang in pas:
                codes, combien = _recodees(codes, valeurs, pas[rang])
            else:
                combien = len(valeurs)
            if taille * combien > _ENTIER_MAX:  # les groupes déjà distingués, renumérotés
                _, cle = numpy.unique(cle, return_inverse=True)
                taille = len(cle)
            cle, taille = cle * combien + codes, taille * combien
        _, cle = numpy.unique(cle, return_inverse=True)
        effectifs: NDArray[np.float64] = numpy.bincount(cle, weights=self._poids)
        return effectifs

    def seules(self) -> list[Proposition]:
        """Les pas qui, seuls, cachent le plus de ménages, le meilleur d'abord ; à égalité, le moins coûteux."""
        avant = self.rares({})
        essais = ((pas, self.rares({rang: moins})) for rang, moins, pas in self._choix)
        utiles = [Proposition((pas,), n) for pas, n in essais if n < avant]
        return sorted(utiles, key=lambda proposition: proposition.rares)[:MONTREES]

    def ensemble(self) -> Proposition | None:
        """Des pas l'un après l'autre, puis sans ceux qui n'ont servi à rien ; rien s'il n'en faut qu'un."""
        faits: Faits = {}
        while self._reste(faits)[0] and (suite := list(self._suite(faits))):
            faits = min(suite, key=self._reste)
        utiles = self._elagues(faits)
        pas = tuple(self._choix[choix][2] for choix in utiles.values())
        return Proposition(pas, self._reste(utiles)[0]) if len(pas) > 1 else None

    def _suite(self, faits: Faits) -> Iterator[Faits]:
        """Une colonne de plus, ou la même moins précise encore."""
        for choix, (rang, *_) in enumerate(self._choix):
            if choix > faits.get(rang, -1) and (rang in faits or len(faits) < ENSEMBLE):
                yield {**faits, rang: choix}

    def _elagues(self, faits: Faits) -> Faits:
        vise = self._reste(faits)[0]
        for rang in list(faits):
            sans = {autre: choix for autre, choix in faits.items() if autre != rang}
            if self._reste(sans)[0] <= vise:
                faits = sans
        return faits

    def _reste(self, faits: Faits) -> tuple[int, int]:
        """Les lignes encore reconnaissables, puis les groupes : moins il y en a, plus on s'approche."""
        effectifs = self._effectifs({rang: self._choix[choix][1] for rang, choix in faits.items()})
        return int(effectifs[effectifs < self._seuil].sum()), len(effectifs)


def _codees(colonne: Sequence[Any]) -> tuple[NDArray[np.int64], list[Any]]:
    """Le rang de chaque valeur, et les valeurs."""
    import numpy as np

    valeurs = list(dict.fromkeys(colonne))
    rangs = {valeur: rang for rang, valeur in enumerate(valeurs)}
    return np.fromiter(map(rangs.__getitem__, colonne), np.int64, len(colonne)), valeurs


def _recodees(codes: NDArray[np.int64], valeurs: Sequence[Any], moins: MoinsPrecis) -> tuple[Any, int]:
    import numpy as np

    rendues, distinctes = _codees([moins.rendre(valeur) for valeur in valeurs])
    return np.asarray(rendues)[codes], len(distinctes)


def propositions(
    entetes: Sequence[Entete], groupes: Mapping[tuple[Any, ...], int], seuil: int
) -> Iterator[Proposition]:
    """Les meilleurs pas seuls, puis ce que donnent plusieurs ensemble."""
    essais = Essais(entetes, groupes, seuil)
    yield from essais.seules()
    if (ensemble := essais.ensemble()) is not None:
        yield ensemble
