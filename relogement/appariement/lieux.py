"""Les souhaits et la distance, pour tous les ménages à la fois."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relogement.appariement.candidat import Candidat, Contexte
from relogement.appariement.parts import au_rang, communes_connues, note_de_la_distance
from relogement.logement import LogementOffert
from relogement.rapprochement import cle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Nombres = NDArray[np.float64]
    Ligne = tuple[Nombres, Nombres]


class Lieux:
    """Une ligne se calcule une fois pour tous ceux qui souhaitent la même chose."""

    def __init__(
        self, menages: Sequence[Candidat], logements: Sequence[LogementOffert], contexte: Contexte
    ) -> None:
        import numpy as np

        self._np, self._menages, self._logements, self._contexte = np, menages, logements, contexte
        self._communes = [cle(li.commune) if li.commune else "" for li in logements]
        self._residences = [cle(li.residence) if li.residence else "" for li in logements]

    def souhaites(self) -> tuple[Nombres, Nombres]:
        """Comme ``parts.note_du_lieu``, en colonnes."""
        lignes: dict[tuple[str, ...], Ligne] = {}
        for candidat in self._menages:
            if candidat.lieux not in lignes:
                lignes[candidat.lieux] = self._du_lieu([cle(lieu) for lieu in candidat.lieux])
        return self._empiler([lignes[c.lieux] for c in self._menages])

    def _du_lieu(self, lieux: list[str]) -> Ligne:
        np = self._np
        combien = len(self._logements)
        if not lieux:
            return np.zeros(combien), np.ones(combien)
        connues = communes_connues()
        douteux = next((rang for rang, lieu in enumerate(lieux, 1) if lieu not in connues), None)
        au_mieux = 0.0 if douteux is None else float(au_rang(douteux, len(lieux)))
        basse, haute = np.zeros(combien), np.full(combien, au_mieux)
        haute[[not commune for commune in self._communes]] = 1.0
        for rang, lieu in reversed(list(enumerate(lieux, 1))):
            trouves = [
                bool(lieu) and lieu in (c, r) for c, r in zip(self._communes, self._residences, strict=True)
            ]
            basse[trouves] = haute[trouves] = float(au_rang(rang, len(lieux)))
        return basse, haute

    def typologies(self) -> tuple[Nombres, Nombres]:
        """Comme ``parts.note_de_la_typologie``, en colonnes."""
        np, combien = self._np, len(self._logements)
        lignes: dict[object, Ligne] = {}
        for voulues in {c.typologies for c in self._menages}:
            basse, haute = np.zeros(combien), np.zeros(combien)
            haute[[li.typologie is None or not voulues for li in self._logements]] = 1.0
            for rang, typologie in enumerate(voulues, 1):
                trouves = [li.typologie is typologie for li in self._logements]
                basse[trouves] = haute[trouves] = float(au_rang(rang, len(voulues)))
            lignes[voulues] = (basse, haute)
        return self._empiler([lignes[c.typologies] for c in self._menages])

    def distances(self) -> tuple[Nombres, Nombres]:
        """Une ligne par opération d'où l'on part."""
        np = self._np
        lignes: dict[int, Ligne] = {}
        for candidat in self._menages:
            if id(candidat.depart) not in lignes:
                notes = [note_de_la_distance(candidat, li, self._contexte) for li in self._logements]
                lignes[id(candidat.depart)] = (
                    np.array([float(n.basse) for n in notes]),
                    np.array([float(n.haute) for n in notes]),
                )
        return self._empiler([lignes[id(c.depart)] for c in self._menages])

    def _empiler(self, lignes: list[Ligne]) -> tuple[Nombres, Nombres]:
        np, taille = self._np, (len(self._menages), len(self._logements))
        basse, haute = (np.array([ligne[rang] for ligne in lignes]).reshape(taille) for rang in (0, 1))
        return basse, haute
