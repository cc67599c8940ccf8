"""Où se dessine chaque porte : les entrées côte à côte, les étages alignés d'une entrée à l'autre."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSizeF

from relogement.vidage.cases import Case
from relogement.vidage.etages import Niveau
from relogement.vidage.tableau import Entree, Tableau
from ui.theme import px

ETAGES, MARGE, ENTRE_BLOCS, BORD, ENTRE_CASES, TETE = 46, 12, 10, 6, 5, 76
CASE_MIN, CASE_MAX, BLOC_MIN = 86, 190, 196
HAUTE, BASSE = 66, 44


@dataclass(frozen=True)
class Bloc:
    """Une entrée : son bord gauche, sa largeur, la largeur de ses portes."""

    entree: Entree
    x: float
    largeur: float
    porte: float


@dataclass(frozen=True)
class Place:
    """Une porte dans la grille : son étage et sa colonne, compté d'une entrée à l'autre."""

    rangee: int
    colonne: int
    bloc: int
    rect: QRectF
    case: Case


class Plan:
    """La grille d'un tableau dans une place donnée ; le haut des entrées ne défile qu'en largeur."""

    def __init__(self, tableau: Tableau, taille: QSizeF) -> None:
        self.tableau = tableau
        niveaux = {etage.niveau for e in tableau.entrees for etage in e.etages}
        self.niveaux = sorted(niveaux, key=lambda n: (n.rang is None, -(n.rang or 0), n.libelle))
        self._taille = taille

    @cached_property
    def haut(self) -> int:
        """La hauteur d'une porte : la place disponible, entre deux bornes lisibles."""
        libre = self._taille.height() - px(TETE) - 2 * px(BORD)
        par_etage = libre / max(1, len(self.niveaux)) - px(ENTRE_CASES)
        return int(min(max(par_etage, px(BASSE)), px(HAUTE)))

    @cached_property
    def blocs(self) -> tuple[Bloc, ...]:
        entrees = self.tableau.entrees
        colonnes = sum(e.largeur for e in entrees)
        fixe = px(ETAGES) + px(MARGE) + px(ENTRE_BLOCS) * (len(entrees) - 1)
        fixe += sum(2 * px(BORD) + px(ENTRE_CASES) * (e.largeur - 1) for e in entrees)
        voulue = (self._taille.width() - fixe) / max(1, colonnes)
        porte = min(max(voulue, px(CASE_MIN)), px(CASE_MAX))
        blocs, x = [], float(px(ETAGES))
        for entree in entrees:
            entre = 2 * px(BORD) + px(ENTRE_CASES) * (entree.largeur - 1)
            large = int(max(porte, (px(BLOC_MIN) - entre) / entree.largeur))
            blocs.append(Bloc(entree, x, entre + large * entree.largeur, large))
            x += blocs[-1].largeur + px(ENTRE_BLOCS)
        return tuple(blocs)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places())

    def _places(self) -> Iterator[Place]:
        rangs = {niveau: rang for rang, niveau in enumerate(self.niveaux)}
        avant = 0
        for numero, bloc in enumerate(self.blocs):
            for etage in bloc.entree.etages:
                rangee = rangs[etage.niveau]
                for colonne, case in enumerate(etage.cases):
                    if case is not None:
                        x = bloc.x + px(BORD) + colonne * (bloc.porte + px(ENTRE_CASES))
                        rect = QRectF(x, self.y(rangee), bloc.porte, self.haut)
                        yield Place(rangee, avant + colonne, numero, rect, case)
            avant += bloc.entree.largeur

    def y(self, rangee: int) -> float:
        return px(TETE) + px(BORD) + rangee * (self.haut + px(ENTRE_CASES))

    @property
    def largeur(self) -> int:
        return round(self.blocs[-1].x + self.blocs[-1].largeur + px(MARGE)) if self.blocs else 0

    @property
    def hauteur(self) -> int:
        return round(self.y(len(self.niveaux)) + px(BORD))

    @property
    def au_plus_haut(self) -> int:
        """Ce qu'il prendrait avec les portes les plus hautes."""
        return px(TETE) + 2 * px(BORD) + len(self.niveaux) * (px(HAUTE) + px(ENTRE_CASES)) + px(MARGE)

    def sous(self, point: QPointF) -> Place | None:
        return next((p for p in self.places if p.rect.contains(point)), None)

    def de(self, logement: int | None) -> Place | None:
        return next((p for p in self.places if p.case.logement.id == logement), None)

    def voisine(self, de: Place, dx: int, dy: int) -> Place | None:
        """La porte suivante dans cette direction, par-dessus les blancs."""
        if dy:
            voisines = [p for p in self.places if p.colonne == de.colonne and (p.rangee - de.rangee) * dy > 0]
            return min(voisines, key=lambda p: abs(p.rangee - de.rangee), default=None)
        voisines = [p for p in self.places if p.rangee == de.rangee and (p.colonne - de.colonne) * dx > 0]
        return min(voisines, key=lambda p: abs(p.colonne - de.colonne), default=None)

    def de_l_entree(self, bloc: int, rangee: int) -> Place | None:
        """La première porte d'une entrée, à l'étage le plus proche de celui-ci."""
        siennes = [p for p in self.places if p.bloc == bloc]
        return min(siennes, key=lambda p: (abs(p.rangee - rangee), p.colonne), default=None)

    def niveau(self, rangee: int) -> Niveau:
        return self.niveaux[rangee]
