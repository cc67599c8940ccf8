"""La jauge : une barre, et un trait noir à l'objectif."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.peinture import boite, soigne
from ui.theme import couleur, px


def dessiner_jauge(
    peintre: QPainter,
    rect: QRectF,
    part: float,
    *,
    objectif: float | None = None,
    token: str = "accent",
    epaisseur: int = 8,
) -> None:
    """`part` et `objectif` vont de 0 à 1."""
    barre = QRectF(rect.x(), round(rect.center().y() - px(epaisseur) / 2), rect.width(), px(epaisseur))
    rayon = 2 if epaisseur >= 8 else epaisseur / 2
    boite(peintre, barre, rayon=rayon, fond="neutre_fond")
    plein = QRectF(barre)
    plein.setWidth(round(barre.width() * min(max(part, 0), 1)))
    if plein.width() > 0:
        boite(peintre, plein, rayon=rayon, fond=token)
    if objectif is not None:
        x = round(barre.x() + barre.width() * objectif) - 1
        peintre.fillRect(QRectF(x, barre.y() - px(4), 2, barre.height() + px(8)), couleur("texte"))


class Jauge(QWidget):
    """Une part connue ; `None` laisse la jauge vide : l'inconnu n'est pas zéro, le texte le dit."""

    def __init__(
        self,
        part: float | None = None,
        *,
        objectif: float | None = None,
        token: str = "accent",
        epaisseur: int = 8,
        nom: str = "",
        lu: str = "",
    ) -> None:
        super().__init__()
        self._token, self._epaisseur = token, epaisseur
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_part(part, objectif=objectif, lu=lu)

    def set_part(self, part: float | None, *, objectif: float | None = None, lu: str = "") -> None:
        self._part, self._objectif = part, objectif
        self.setAccessibleName(lu)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        marge = 8 if self._objectif is not None else 0
        return QSize(px(120), px(self._epaisseur + marge))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            dessiner_jauge(
                peintre,
                QRectF(self.rect()),
                self._part or 0,
                objectif=self._objectif,
                token=self._token,
                epaisseur=self._epaisseur,
            )
