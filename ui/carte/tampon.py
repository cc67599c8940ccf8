"""L'image gardée de la carte : on la déplace ou l'étire pendant le geste, on la refait quand il s'arrête."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from ui.carte.camera import Camera
from ui.theme import couleur

BORD = 0.15  # de l'image, gardé autour de ce que l'on voit : de quoi glisser sans rien redessiner
DIRECT_S = 0.012  # une carte qui se refait aussi vite se refait à chaque image
Rendu = Callable[[QPainter, QSizeF, Camera, QPointF], None]


class Tampon:
    def __init__(self, rendre: Rendu) -> None:
        self._rendre = rendre
        self._cle: object = None
        self._camera = Camera()
        self._image = QPixmap()
        self._duree = 0.0

    def oublier(self) -> None:
        """La prochaine image sera refaite."""
        self._cle = None

    def peindre(self, peintre: QPainter, taille: QSizeF, camera: Camera, cle: object) -> bool:
        """Peint la carte ; faux si ce n'est qu'une approche, à refaire quand le geste s'arrête."""
        refaire = cle != self._cle or (camera != self._camera and self._duree < DIRECT_S)
        if refaire or not self._couvre(taille, camera):
            self._refaire(taille, camera, cle, peintre.device().devicePixelRatioF())
        peintre.fillRect(QRectF(QPointF(0, 0), taille), couleur("surface"))
        peintre.drawPixmap(self._place(taille, camera), self._image, QRectF(self._image.rect()))
        return camera == self._camera

    def _couvre(self, taille: QSizeF, camera: Camera) -> bool:
        """Vrai si l'image gardée, déplacée, montre encore tout ; de près ou de loin, elle attend le repos."""
        place = self._place(taille, camera)
        return camera.echelle != self._camera.echelle or place.contains(QRectF(QPointF(0, 0), taille))

    def _place(self, taille: QSizeF, camera: Camera) -> QRectF:
        facteur = camera.echelle / self._camera.echelle
        milieu = camera.a_l_image(self._camera.x, self._camera.y, taille)
        largeur, hauteur = (cote * (1 + 2 * BORD) * facteur for cote in (taille.width(), taille.height()))
        return QRectF(milieu.x() - largeur / 2, milieu.y() - hauteur / 2, largeur, hauteur)

    def _refaire(self, taille: QSizeF, camera: Camera, cle: object, densite: float) -> None:
        debut = perf_counter()
        grande = QSizeF(taille.width() * (1 + 2 * BORD), taille.height() * (1 + 2 * BORD))
        self._image = QPixmap(round(grande.width() * densite), round(grande.height() * densite))
        self._image.setDevicePixelRatio(densite)
        peintre = QPainter(self._image)
        self._rendre(peintre, grande, camera, QPointF(taille.width() * BORD, taille.height() * BORD))
        peintre.end()
        self._cle, self._camera = cle, camera
        self._duree = perf_counter() - debut
