"""Des noms sur la carte : cernés d'un halo pour se lire sur tout, et jamais l'un sur l'autre."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui import fonts
from ui.peinture import relever
from ui.theme import couleur

HALO, ECART = 3.0, 3


@dataclass(frozen=True)
class Etiquette:
    """Un nom, où l'écrire, où sinon, et sa couleur."""

    texte: str
    ou: QPointF
    token: str = "texte2"
    graisse: int = fonts.MOYEN
    sinon: tuple[QPointF, ...] = ()


CASE = 96


class Placement:
    """Les places déjà prises, rangées par case : la première étiquette servie garde la sienne."""

    def __init__(self) -> None:
        self._cases: dict[tuple[int, int], list[QRectF]] = defaultdict(list)

    def prendre(self, zone: QRectF) -> None:
        for case in _cases(zone):
            self._cases[case].append(zone)

    def reserver(self, zone: QRectF) -> bool:
        """Vrai si la place est libre : elle est alors prise."""
        if any(zone.intersects(prise) for case in _cases(zone) for prise in self._cases.get(case, ())):
            return False
        self.prendre(zone.adjusted(-ECART, -ECART, ECART, ECART))
        return True


def _cases(zone: QRectF) -> Iterator[tuple[int, int]]:
    for i in range(int(zone.left() // CASE), int(zone.right() // CASE) + 1):
        for j in range(int(zone.top() // CASE), int(zone.bottom() // CASE) + 1):
            yield i, j


def ecrire_les_noms(peintre: QPainter, etiquettes: list[Etiquette], placement: Placement, cadre: QRectF) -> None:
    """Écrit, dans leur ordre, celles qui ont de la place."""
    for une in etiquettes:
        fonte = fonts.police(fonts.LEGENDE, une.graisse)
        metrique = QFontMetricsF(fonte)
        largeur, hauteur = fonts.largeur(une.texte, fonte), metrique.height()
        for ou in (une.ou, *une.sinon):
            haut = ou.y() - hauteur / 2
            zone = QRectF(ou.x() - largeur / 2, haut, largeur, hauteur)
            if cadre.contains(zone) and placement.reserver(zone):
                _ecrire(peintre, une, fonte, QPointF(zone.x(), haut + metrique.ascent()))
                break


def _ecrire(peintre: QPainter, une: Etiquette, fonte: QFont, ou: QPointF) -> None:
    relever(une.texte)
    chemin = _lettres(une.texte, fonte).translated(ou)
    plume = QPen(couleur("surface"), HALO)
    plume.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    peintre.strokePath(chemin, plume)
    peintre.fillPath(chemin, couleur(une.token))


@lru_cache(2048)
def _lettres(texte: str, fonte: QFont) -> QPainterPath:
    chemin = QPainterPath()
    chemin.addText(QPointF(0, 0), fonte, texte)
    return chemin
