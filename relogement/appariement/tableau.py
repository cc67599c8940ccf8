"""Noter d'un coup tous les ménages dans tous les logements : les mêmes parts, sur des colonnes.

Ce qui se compare à un seuil se compte en nombres entiers : le tableau écarte et juge comme le calcul d'un dossier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from relogement.appariement.argent import Argent
from relogement.appariement.besoins import BesoinsEnColonnes
from relogement.appariement.candidat import Candidat, Contexte
from relogement.appariement.equilibre import Equilibre
from relogement.appariement.lieux import Lieux
from relogement.appariement.parts import Note, note_du_verdict, verdicts_du_logement
from relogement.appariement.plafonds import plafond_juge
from relogement.appariement.poids import Depassement, Part, poids
from relogement.logement import LogementOffert
from relogement.nomenclatures import Financement, Typologie
from relogement.regles.adequation import pieces_au_plus, surface_au_moins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Nombres = NDArray[np.float64]
    Masque = NDArray[np.bool_]

CENT = 100.0
CRITERES = (Part.NEUF, Part.HORS_QPV, Part.HORS_SITE, Part.RAC_MAITRISE)


@dataclass(frozen=True, eq=False)
class Tableau:
    """Ménages en lignes, logements en colonnes : la note au moins et au plus, ce qui est écarté, les critères."""

    basses: Nombres
    hautes: Nombres
    bloques: Masque
    criteres: dict[Part, tuple[Nombres, Nombres]]

    @cached_property
    def milieux(self) -> Nombres:
        """Ce qui range : l'inconnu n'y vaut ni zéro, ni tout."""
        milieux: Nombres = (self.basses + self.hautes) / 2
        return milieux


def tableau(
    menages: Sequence[Candidat],
    logements: Sequence[LogementOffert],
    contexte: Contexte,
    doutes: dict[int, str] | None = None,
) -> Tableau:
    """Toutes les notes, aux poids de la charte du jour."""
    return _Calcul(menages, logements, contexte, doutes or {}).tableau()


class _Calcul:
    def __init__(
        self,
        menages: Sequence[Candidat],
        logements: Sequence[LogementOffert],
        contexte: Contexte,
        doutes: dict[int, str],
    ) -> None:
        import numpy as np

        self._np, self._menages, self._logements, self._contexte = np, menages, logements, contexte
        self._doutes, self._poids = doutes, poids(contexte.charte)
        self.bloques = np.zeros(self._taille, dtype=bool)

    @property
    def _taille(self) -> tuple[int, int]:
        return len(self._menages), len(self._logements)

    def tableau(self) -> Tableau:
        np = self._np
        if not self._menages or not self._logements:
            rien = np.zeros(self._taille)
            return Tableau(rien, rien, self.bloques, dict.fromkeys(CRITERES, (rien, rien)))
        parts = self._parts()
        poids_des_lignes = np.zeros((len(self._menages), 1))
        basses, hautes = np.zeros(self._taille), np.zeros(self._taille)
        for part, (basse, haute) in parts.items():
            poids_de = np.full((len(self._menages), 1), float(self._poids.par_part[part]))
            if part in (Part.RAC, Part.RAC_MAITRISE):
                poids_de[[c.sans_avant for c in self._menages]] = 0
            poids_des_lignes += poids_de
            basses += basse * poids_de
            hautes += haute * poids_de
        total = np.where(poids_des_lignes > 0, poids_des_lignes, 1)
        self._refus()
        self._plafonds()
        criteres = {p: parts[p] for p in CRITERES}
        return Tableau(basses * CENT / total, hautes * CENT / total, self.bloques, criteres)

    def _parts(self) -> dict[Part, tuple[Nombres, Nombres]]:
        lieux = Lieux(self._menages, self._logements, self._contexte)
        argent = Argent(self._menages, self._logements, self._contexte)
        return {
            Part.OCCUPATION: self._occupation(),
            Part.BESOINS: self._besoins(),
            Part.COMMUNE: lieux.souhaites(),
            Part.TYPOLOGIE: lieux.typologies(),
            Part.RAC: argent.rac,
            Part.EFFORT: argent.effort,
            Part.DISTANCE: lieux.distances(),
            Part.EQUILIBRE: Equilibre(self._contexte).tableau(self._menages, self._logements),
            Part.RAC_MAITRISE: argent.maitrise,
            **self._verdicts(),
        }

    def _occupation(self) -> tuple[Nombres, Nombres]:
        np = self._np
        dites = [li.pieces_habitables for li in self._logements]
        lues = [
            d if d is not None else 0 if li.typologie is None else int(li.typologie.value.strip("T+"))
            for d, li in zip(dites, self._logements, strict=True)
        ]
        pieces = np.array([p if p >= 1 else 0 for p in lues])
        ouvertes = np.array(
            [d is None and li.typologie is Typologie.T6 for d, li in zip(dites, self._logements, strict=True)]
        )
        m2 = np.array([0 if li.surface is None else int(li.surface * 100) for li in self._logements])
        lignes = {n: self._pour(n, pieces, ouvertes, m2) for n in {c.menage.nb_personnes for c in self._menages}}
        vus = [lignes[c.menage.nb_personnes] for c in self._menages]
        non, inconnu = (np.array([v[rang] for v in vus]).reshape(self._taille) for rang in (0, 1))
        self.bloques |= non
        return np.where(non | inconnu, 0.0, 1.0), np.where(non, 0.0, 1.0)

    def _pour(
        self, personnes: int | None, pieces: NDArray[np.int64], ouvertes: Masque, m2: NDArray[np.int64]
    ) -> tuple[Masque, Masque]:
        """Ce qui ne va pas, et ce que l'on ignore, pour tant de personnes."""
        np = self._np
        if personnes is None or personnes < 1:
            return np.zeros(len(pieces), dtype=bool), np.ones(len(pieces), dtype=bool)
        au, dossier = self._contexte.au, self._contexte.cadre.baremes
        limite = pieces_au_plus(personnes, au=au, dossier=dossier)
        norme = surface_au_moins(personnes, au=au, dossier=dossier).valeur
        assert norme is not None
        sous = pieces > limite
        sur = (m2 > 0) & (m2 < int(norme * 100))
        non = sous | sur
        return non, ~non & ((pieces == 0) | ouvertes | (m2 <= 0))

    def _besoins(self) -> tuple[Nombres, Nombres]:
        np = self._np
        besoins = BesoinsEnColonnes(self._logements, self._poids.eliminatoires)
        lignes = [besoins.ligne(candidat) for candidat in self._menages]
        basse, haute, bloque = (np.array([ligne[rang] for ligne in lignes]) for rang in range(3))
        self.bloques |= bloque
        return basse, haute

    def _verdicts(self) -> dict[Part, tuple[Nombres, Nombres]]:
        np = self._np
        lus = [verdicts_du_logement(li, self._contexte, self._doutes.get(li.id)) for li in self._logements]
        resultat = {}
        for part in (Part.NEUF, Part.HORS_QPV, Part.HORS_SITE):
            notes = [note_du_verdict(verdicts[part]) for verdicts in lus]
            basse, haute = (np.array(c, dtype=float)[np.newaxis, :] for c in _bornes(notes))
            resultat[part] = (np.broadcast_to(basse, self._taille), np.broadcast_to(haute, self._taille))
        return resultat

    def _plafonds(self) -> None:
        """Ce qui dépasse le plafond de son financement, quand la charte l'écarte."""
        if self._poids.plafonds is not Depassement.ECARTER:
            return
        np, places = self._np, defaultdict[Financement | None, list[int]](list)
        for colonne, li in enumerate(self._logements):
            places[li.financement].append(colonne)
        for financement, colonnes in places.items():
            depassent = [plafond_juge(c, financement, self._contexte).depasse for c in self._menages]
            self.bloques[np.ix_(np.flatnonzero(depassent), colonnes)] = True

    def _refus(self) -> None:
        rangs = {li.id: rang for rang, li in enumerate(self._logements) if li.id is not None}
        for ligne, candidat in enumerate(self._menages):
            for numero in candidat.refuses:
                if numero in rangs:
                    self.bloques[ligne, rangs[numero]] = True


def _bornes(notes: Sequence[Note]) -> tuple[list[float], list[float]]:
    return [float(n.basse) for n in notes], [float(n.haute) for n in notes]
