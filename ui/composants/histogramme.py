"""L'histogramme à deux barres par classe : avant, après."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts
from ui.peinture import CENTRE, boite, ecrire, soigne
from ui.theme import couleur, px

HAUT, BAS = 18, 22


@dataclass(frozen=True)
class Classe:
    libelle: str
    avant: int
    apres: int


class Histogramme(QWidget):
    def __init__(self, classes: Sequence[Classe] = (), *, nom: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_classes(classes)

    def set_classes(self, classes: Sequence[Classe]) -> None:
        self._classes = tuple(classes)
        self.setAccessibleName(", ".join(f"{c.libelle} : {c.avant} avant, {c.apres} après" for c in self._classes))
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(160))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(300), px(170))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        axe = self.height() - px(BAS)
        pas = self.width() / max(1, len(self._classes))
        haut = max((max(c.avant, c.apres) for c in self._classes), default=0) or 1
        echelle = (axe - px(HAUT)) / haut
        with soigne(QPainter(self)) as peintre:
            for rang, classe in enumerate(self._classes):
                self._dessiner(peintre, classe, QRectF(rang * pas, 0, pas, axe), echelle)
            peintre.fillRect(QRectF(0, axe, self.width(), 1), couleur("bord_fort"))

    def _dessiner(self, peintre: QPainter, classe: Classe, zone: QRectF, echelle: float) -> None:
        largeur = round(min(px(15), zone.width() / 2 - 3))
        milieu = round(zone.center().x())
        for x, valeur, token, mot in (
            (milieu - largeur, classe.avant, "avant", "texte2"),
            (milieu + 1, classe.apres, "accent", "accent"),
        ):
            haut = round(valeur * echelle)
            boite(peintre, QRectF(x, zone.bottom() - haut, largeur, haut), fond=token)
            compte = QRectF(x - 6, zone.bottom() - haut - px(17), largeur + 12, px(17))
            ecrire(peintre, compte, str(valeur), fonts.police(fonts.LEGENDE), mot, CENTRE)
        nom = QRectF(zone.x(), zone.bottom() + 3, zone.width(), px(BAS) - 4)
        ecrire(peintre, nom, classe.libelle, fonts.police(fonts.LEGENDE), "texte2", CENTRE)
