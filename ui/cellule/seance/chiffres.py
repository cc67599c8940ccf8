"""Les quatre chiffres d'un cas, assez grands pour la salle : les offres, l'argent, l'attente, ce qu'il faut."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from typing_extensions import override

from ui import fonts
from ui.cellule.chiffres import ChiffreDit, ChiffresPeints
from ui.composants.points_offres import PointsOffres, Rond
from ui.peinture import boite, ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, BORD, ROND, PAS = 92, 14, 20, 25
TAILLES = (24, 20, 17, 15)  # la plus grande où la valeur tient en entier


@dataclass(frozen=True)
class Chiffre(ChiffreDit):
    """``points`` se dessinent devant la valeur."""

    token: str = "texte"
    points: PointsOffres | None = None

    @override
    def lu(self) -> str:
        dit = self.points.lu() if self.points is not None else self.valeur
        return ChiffreDit(self.titre, dit, self.note).lu()


class QuatreChiffres(ChiffresPeints[Chiffre]):
    """Une carte, une case par chiffre."""

    def __init__(self) -> None:
        super().__init__("cas_chiffres")

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(600), px(HAUTEUR))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            boite(peintre, QRectF(self.rect()), rayon=8, fond="surface", bord="bord")
            large = self.width() / max(1, len(self._chiffres))
            for rang, chiffre in enumerate(self._chiffres):
                zone = QRectF(round(rang * large), 0, round(large), self.height())
                if rang:
                    peintre.fillRect(QRectF(zone.x(), 1, 1, self.height() - 2), couleur("bord"))
                _dessiner(peintre, zone.adjusted(px(BORD), 0, -px(8), 0), chiffre)


def _dessiner(peintre: QPainter, zone: QRectF, chiffre: Chiffre) -> None:
    haut = QRectF(zone.x(), px(10), zone.width(), px(18))
    ecrire(peintre, haut, chiffre.titre, fonts.police(fonts.BASE), "texte2")
    milieu = QRectF(zone.x(), px(30), zone.width(), px(32))
    if chiffre.points is not None:
        milieu = _points(peintre, milieu, chiffre.points.places())
    fonte = fonts.police(_taille(chiffre, milieu.width()), fonts.GRAS)
    ecrire(peintre, milieu, chiffre.valeur, fonte, chiffre.token)
    bas = QRectF(zone.x(), px(65), zone.width(), px(18))
    ecrire(peintre, bas, chiffre.note, fonts.police(fonts.BASE), "texte2")


def _points(peintre: QPainter, zone: QRectF, places: Sequence[Rond]) -> QRectF:
    """Dessine un rond par place, et rend ce qui reste à droite."""
    cote, pas = px(ROND), px(PAS)
    for rang, dessin in enumerate(places):
        dessin(peintre, QRectF(zone.x() + rang * pas, zone.center().y() - cote / 2, cote, cote).center(), cote / 2)
    return zone.adjusted(len(places) * pas + px(6), 0, 0, 0)


def _taille(chiffre: Chiffre, place: float) -> int:
    tiennent = (t for t in TAILLES if fonts.largeur(chiffre.valeur, fonts.police(t, fonts.GRAS)) <= place)
    return next(tiennent, TAILLES[-1])
