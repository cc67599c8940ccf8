"""Les besoins de chaque ménage face à tous les logements : chaque besoin se lit une fois par sorte de logement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relogement.appariement.candidat import Candidat
from relogement.appariement.parts import condition_du_besoin
from relogement.logement import LogementOffert
from relogement.nomenclatures import CodeBesoin, Condition

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Nombres = NDArray[np.float64]
    Ligne = tuple[Nombres, Nombres, NDArray[np.bool_]]

CHAMBRES = (CodeBesoin.CHAMBRES, CodeBesoin.CHAMBRE_EN_PLUS)
_CODES = {Condition.OUI: 1, Condition.NON: 0, Condition.A_VERIFIER: -1}


class BesoinsEnColonnes:
    """Comme ``parts.note_des_besoins`` : au moins, au plus, et ce qui écarte."""

    def __init__(self, logements: Sequence[LogementOffert], eliminatoires: frozenset[CodeBesoin]) -> None:
        self._logements, self._eliminatoires = logements, eliminatoires
        self._lignes: dict[object, Ligne] = {}
        self._lus: dict[object, NDArray[np.int64]] = {}

    def ligne(self, candidat: Candidat) -> Ligne:
        """Celle d'un ménage, calculée une fois pour tous ceux qui ont les mêmes besoins."""
        cle = (candidat.besoins, candidat.enquete_faite, candidat.enfants)
        if cle not in self._lignes:
            self._lignes[cle] = self._calculee(candidat)
        return self._lignes[cle]

    def _calculee(self, candidat: Candidat) -> Ligne:
        import numpy as np

        combien, besoins = len(self._logements), candidat.besoins
        rien = np.zeros(combien, dtype=bool)
        if not besoins:
            return np.full(combien, float(candidat.enquete_faite)), np.ones(combien), rien
        lus = np.array([self._conditions(besoin, candidat) for besoin in besoins])
        oui, non = (lus == 1).sum(axis=0), (lus == 0).sum(axis=0)
        bloquants = [rang for rang, besoin in enumerate(besoins) if besoin in self._eliminatoires]
        bloque = (lus[bloquants] == 0).any(axis=0) if bloquants else rien
        return oui / len(besoins), (len(besoins) - non) / len(besoins), bloque

    def _conditions(self, besoin: CodeBesoin, candidat: Candidat) -> NDArray[np.int64]:
        import numpy as np

        de_chambres = tuple(b for b in CHAMBRES if b in candidat.besoins)
        cle = (besoin, *((de_chambres, candidat.enfants) if besoin in CHAMBRES else ()))
        if cle not in self._lus:
            dites = [_CODES[condition_du_besoin(besoin, candidat, li)] for li in self._logements]
            self._lus[cle] = np.array(dites, dtype=np.int64)
        return self._lus[cle]
