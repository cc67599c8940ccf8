"""Les offres recevables : un rond par place, puis « 2/3 »."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from relogement.textes import pluriel
from ui import fonts
from ui.peinture import coche, disque, ecrire, trait
from ui.theme import px

ROND, PAS = 11, 15
Rond = Callable[[QPainter, QPointF, float], None]


@dataclass(frozen=True)
class PointsOffres:
    """Une offre qui ne compte pas n'occupe aucune place."""

    comptent: int
    en_cours: int = 0
    acceptees: int = 0
    total: int = 3
    grand: bool = False

    def lu(self) -> str:
        phrase = f"{pluriel(self.comptent, 'offre compte', 'offres comptent')} sur {self.total}"
        if self.en_cours:
            phrase += ", une en cours" if self.en_cours == 1 else f", {self.en_cours} en cours"
        if self.acceptees:
            phrase += ", une acceptée" if self.acceptees == 1 else f", {self.acceptees} acceptées"
        return phrase

    @property
    def compte(self) -> str:
        return f"{self.comptent}/{self.total}"

    def largeur(self) -> float:
        return self._ronds() + fonts.largeur(self.compte, self._fonte())

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        rond, pas = self._mesures()
        for rang, dessin in enumerate(self.places()):
            dessin(peintre, QPointF(rect.x() + rond / 2 + rang * pas, rect.center().y()), rond / 2)
        token = "texte" if self.comptent else "texte3"
        ecrire(peintre, rect.adjusted(self._ronds(), 0, 0, 0), self.compte, self._fonte(), token)

    def places(self) -> list[Rond]:
        """Le rond de chaque place, dans l'ordre où il se dessine."""
        places: list[tuple[Rond, int]] = [
            (_compte, self.comptent),
            (_acceptee, self.acceptees),
            (_en_cours, self.en_cours),
            (_libre, self.total),
        ]
        dessins = [dessin for dessin, combien in places for _ in range(combien)]
        return dessins[: max(self.total, self.comptent)]

    def _mesures(self) -> tuple[float, float]:
        return (px(14), px(18)) if self.grand else (px(ROND), px(PAS))

    def _ronds(self) -> float:
        _, pas = self._mesures()
        return max(self.total, self.comptent) * pas + px(6 if not self.grand else 8)

    def _fonte(self) -> QFont:
        graisse = fonts.GRAS if self.comptent else fonts.NORMAL
        return fonts.police(fonts.SECTION if self.grand else fonts.BASE, graisse)


def _compte(peintre: QPainter, centre: QPointF, rayon: float) -> None:
    disque(peintre, centre, rayon, fond="accent")


def _en_cours(peintre: QPainter, centre: QPointF, rayon: float) -> None:
    disque(peintre, centre, rayon - 0.75, plume=trait("accent", 1.5))
    disque(peintre, centre, rayon * 0.36, fond="accent")


def _acceptee(peintre: QPainter, centre: QPointF, rayon: float) -> None:
    disque(peintre, centre, rayon - 0.75, plume=trait("vert", 1.5))
    coche(peintre, centre, rayon * 1.35, "vert", 1.5)


def _libre(peintre: QPainter, centre: QPointF, rayon: float) -> None:
    plume = trait("bord_fort", 1)
    plume.setDashPattern([2.2, 2.0])
    disque(peintre, centre, rayon - 0.5, plume=plume)
