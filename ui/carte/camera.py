"""Ce que la carte montre : le point du plan au milieu de l'image, et combien de pixels y fait un mètre."""

from dataclasses import dataclass, replace
from math import log2

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from relogement.geographie.territoires import Bornes

ECHELLE_MIN, ECHELLE_MAX = 0.0002, 4.0  # pixels par mètre : de toute une région à une porte
CRANS_PAR_DOUBLEMENT = 2
MARGE = 0.88


@dataclass(frozen=True)
class Camera:
    """L'axe y du plan monte, celui de l'image descend."""

    x: float = 0.0
    y: float = 0.0
    echelle: float = 0.02

    def transformation(self, taille: QSizeF) -> QTransform:
        """Du plan à l'image."""
        e = self.echelle
        return QTransform(e, 0, 0, -e, taille.width() / 2 - self.x * e, taille.height() / 2 + self.y * e)

    def au_plan(self, point: QPointF, taille: QSizeF) -> QPointF:
        """De l'image au plan."""
        dx, dy = point.x() - taille.width() / 2, point.y() - taille.height() / 2
        return QPointF(self.x + dx / self.echelle, self.y - dy / self.echelle)

    def a_l_image(self, x: float, y: float, taille: QSizeF) -> QPointF:
        """Du plan à l'image, pour un point."""
        e = self.echelle
        return QPointF(taille.width() / 2 + (x - self.x) * e, taille.height() / 2 - (y - self.y) * e)

    def vue(self, taille: QSizeF, bord: float = 0) -> QRectF:
        """Le rectangle du plan que l'on voit, ``bord`` pixels autour compris."""
        largeur, hauteur = (taille.width() + 2 * bord) / self.echelle, (taille.height() + 2 * bord) / self.echelle
        return QRectF(self.x - largeur / 2, self.y - hauteur / 2, largeur, hauteur)

    def glissee(self, dx: float, dy: float) -> "Camera":
        """L'image a été tirée d'autant de pixels."""
        return replace(self, x=self.x - dx / self.echelle, y=self.y + dy / self.echelle)

    def zoomee(self, facteur: float, autour: QPointF, taille: QSizeF) -> "Camera":
        """Plus près ou plus loin, le point sous la souris restant où il est."""
        echelle = max(ECHELLE_MIN, min(self.echelle * facteur, ECHELLE_MAX))
        fixe = self.au_plan(autour, taille)
        dx, dy = autour.x() - taille.width() / 2, autour.y() - taille.height() / 2
        return Camera(fixe.x() - dx / echelle, fixe.y() + dy / echelle, echelle)

    @classmethod
    def ajustee(cls, bornes: Bornes, taille: QSizeF) -> "Camera":
        """De quoi voir tout ce rectangle du plan."""
        largeur, hauteur = max(bornes.est - bornes.ouest, 400.0), max(bornes.nord - bornes.sud, 400.0)
        echelle = MARGE * min(max(taille.width(), 1) / largeur, max(taille.height(), 1) / hauteur)
        milieu = (bornes.ouest + bornes.est) / 2, (bornes.sud + bornes.nord) / 2
        return cls(*milieu, max(ECHELLE_MIN, min(echelle, ECHELLE_MAX)))

    @property
    def cran(self) -> int:
        """Le cran de zoom : les regroupements ne changent que d'un cran à l'autre."""
        return round(CRANS_PAR_DOUBLEMENT * log2(self.echelle))

    @property
    def echelle_du_cran(self) -> float:
        return float(2 ** (self.cran / CRANS_PAR_DOUBLEMENT))
