"""Des barres horizontales : un mot, une barre, son compte ; pleines, vides ou hachurées."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relogement.textes import nombre
from ui import fonts
from ui.peinture import anneau, boite, ecrire, hachures, soigne
from ui.theme import px

RANGEE, EPAISSEUR, COMPTE = 24, 15, 40


class Remplissage(StrEnum):
    PLEIN = "plein"
    CONTOUR = "contour"
    HACHURE = "hachuré"


@dataclass(frozen=True)
class Barre:
    libelle: str
    valeur: int
    token: str = "accent_bord"
    remplissage: Remplissage = Remplissage.PLEIN
    cle: str = ""


class Barres(QWidget):
    """Un clic sur une barre annonce sa clé : le chiffre s'ouvre sur ses dossiers."""

    bar_clicked = Signal(str)

    def __init__(self, barres: Sequence[Barre] = (), *, nom: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._courante = 0
        self.set_barres(barres)

    def set_barres(self, barres: Sequence[Barre]) -> None:
        self._barres = tuple(barres)
        self.setAccessibleName(", ".join(f"{b.libelle} {b.valeur}" for b in self._barres))
        if any(b.cle for b in self._barres):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.updateGeometry()
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(240), px(RANGEE) * len(self._barres))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._open(int(event.position().y() // px(RANGEE)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if pas is not None:
            self._courante = min(max(self._courante + pas, 0), len(self._barres) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._courante)
        else:
            super().keyPressEvent(event)

    def _open(self, rang: int) -> None:
        if 0 <= rang < len(self._barres) and self._barres[rang].cle:
            self.bar_clicked.emit(self._barres[rang].cle)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        gauche = max((fonts.largeur(b.libelle, _fonte()) for b in self._barres), default=0) + px(10)
        echelle = max((b.valeur for b in self._barres), default=0) or 1
        place = self.width() - gauche - px(COMPTE)
        with soigne(QPainter(self)) as peintre:
            if self.hasFocus():
                anneau(peintre, QRectF(0, self._courante * px(RANGEE), self.width(), px(RANGEE)), 4)
            for rang, barre in enumerate(self._barres):
                zone = QRectF(0, rang * px(RANGEE), self.width(), px(RANGEE))
                ecrire(peintre, zone, barre.libelle, _fonte())
                longue = round(place * barre.valeur / echelle)
                corps = QRectF(gauche, zone.center().y() - px(EPAISSEUR) / 2, longue, px(EPAISSEUR))
                _remplir(peintre, corps, barre)
                compte = zone.adjusted(gauche + longue + px(8), 0, 0, 0)
                ecrire(peintre, compte, nombre(barre.valeur, 0), fonts.police(fonts.LEGENDE, fonts.GRAS))


def _fonte() -> QFont:
    return fonts.police(fonts.LEGENDE)


def _remplir(peintre: QPainter, corps: QRectF, barre: Barre) -> None:
    if corps.width() < 1:
        return
    match barre.remplissage:
        case Remplissage.PLEIN:
            boite(peintre, corps, rayon=2, fond=barre.token)
        case Remplissage.CONTOUR:
            boite(peintre, corps, rayon=2, bord=barre.token)
        case Remplissage.HACHURE:
            boite(peintre, corps, rayon=2, fond=hachures(barre.token, None, pas=6), bord=barre.token)
