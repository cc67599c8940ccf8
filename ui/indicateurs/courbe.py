"""La courbe d'un critère : ses trimestres, son objectif, et l'intervalle que le rythme annonce.

Un peintre à nous plutôt que QtCharts (PySide6-Addons, 150 Mo de plus, GPL) ou pyqtgraph (numpy au démarrage, un
dessin de laboratoire) : les mêmes traits que les autres graphiques, nets à toute échelle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui import fonts
from ui.peinture import CENTRE, DROITE, anneau, disque, ecrire, hachures, soigne, trait
from ui.theme import couleur, px

GAUCHE_DES_AXES, BAS_DES_AXES, HAUT, DROITE_LIBRE = 44, 26, 14, 18
GRADUATIONS = (0, 25, 50, 75, 100)
_PRES = 12
_LARGEUR_DU_DATE = 58


@dataclass(frozen=True)
class Marque:
    """Un point : son jour, sa part en %, et ce qu'il dit ; une part inconnue coupe la courbe."""

    le: date
    part: float | None
    dit: str
    sure: bool = True


@dataclass(frozen=True)
class Annonce:
    """Une part attendue, et l'intervalle ; toujours une estimation."""

    le: date
    part: float
    bas: float
    haut: float
    dit: str


@dataclass(frozen=True)
class Courbe:
    marques: Sequence[Marque] = ()
    objectif: float | None = None
    annonces: Sequence[Annonce] = ()

    @property
    def jours(self) -> tuple[int, int]:
        """Du premier point à la dernière annonce."""
        tous = [m.le.toordinal() for m in self.marques] + [a.le.toordinal() for a in self.annonces]
        return (min(tous), max(tous)) if tous else (0, 1)


class CourbeDuCritere(QWidget):
    """Les flèches vont d'un trimestre à l'autre ; Entrée ou un clic remet l'écran à ce jour-là."""

    date_asked = Signal(object)

    def __init__(self, *, nom: str, titre: str) -> None:
        super().__init__()
        self._titre, self._courbe, self._courante = titre, Courbe(), 0
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._dire()

    def show_courbe(self, courbe: Courbe) -> None:
        self._courbe = courbe
        self._courante = max(0, len(courbe.marques) - 1)
        self._dire()
        self.update()

    @property
    def courbe(self) -> Courbe:
        return self._courbe

    def _dire(self) -> None:
        marque = self._marque()
        morceaux = [self._titre, marque.dit if marque else "aucun relogement"]
        self.setAccessibleName(", ".join([*morceaux, *(a.dit for a in self._courbe.annonces)]))

    def _marque(self) -> Marque | None:
        return self._courbe.marques[self._courante] if self._courbe.marques else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(420), px(190))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), px(150))

    @property
    def _aire(self) -> QRectF:
        return QRectF(self.rect()).adjusted(px(GAUCHE_DES_AXES), px(HAUT), -px(DROITE_LIBRE), -px(BAS_DES_AXES))

    def _x(self, le: date) -> float:
        debut, fin = self._courbe.jours
        return self._aire.left() + (le.toordinal() - debut) / max(1, fin - debut) * self._aire.width()

    def _y(self, part: float) -> float:
        return self._aire.bottom() - part / 100 * self._aire.height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            self._graduer(peintre)
            if self._courbe.marques:
                self._dessiner_l_objectif(peintre)
                self._dessiner_les_annonces(peintre)
                self._tracer(peintre)
                self._dater(peintre)
            else:
                ecrire(peintre, self._aire, "Aucun relogement à cette date.", fonts.police(), "texte3", CENTRE)
            if self.hasFocus():
                anneau(peintre, QRectF(self.rect()).adjusted(1, 1, -1, -1), 6)

    def _graduer(self, peintre: QPainter) -> None:
        fonte, aire = fonts.police(fonts.LEGENDE), self._aire
        for part in GRADUATIONS:
            y = round(self._y(part)) + 0.5
            peintre.setPen(trait("bord_fort" if not part else "trait", 1))
            peintre.drawLine(QPointF(aire.left(), y), QPointF(aire.right(), y))
            mot = QRectF(0, y - px(9), aire.left() - px(7), px(18))
            ecrire(peintre, mot, f"{part}\u202f%", fonte, "texte3", DROITE)

    def _dessiner_l_objectif(self, peintre: QPainter) -> None:
        if self._courbe.objectif is None:
            return
        y, aire = self._y(self._courbe.objectif), self._aire
        peintre.setPen(trait("texte", 1.5, tirets=True))
        peintre.drawLine(QPointF(aire.left(), y), QPointF(aire.right(), y))

    def _dessiner_les_annonces(self, peintre: QPainter) -> None:
        """Du dernier point, un éventail hachuré jusqu'à l'intervalle, et sa moustache."""
        dernier = self._courbe.marques[-1]
        if dernier.part is None:
            return
        depart = QPointF(self._x(dernier.le), self._y(dernier.part))
        loin = max(self._courbe.annonces, key=lambda a: a.le, default=None)
        if loin is not None:
            coins = [
                depart,
                QPointF(self._x(loin.le), self._y(loin.haut)),
                QPointF(self._x(loin.le), self._y(loin.bas)),
            ]
            peintre.setPen(Qt.PenStyle.NoPen)
            peintre.setBrush(hachures("accent_bord", None, pas=6, epaisseur=1.2))
            peintre.drawPolygon(coins)
        for annonce in self._courbe.annonces:
            x, plume = self._x(annonce.le), trait("accent", 1.5)
            peintre.setPen(plume)
            peintre.drawLine(QPointF(x, self._y(annonce.haut)), QPointF(x, self._y(annonce.bas)))
            for part in (annonce.haut, annonce.bas):
                peintre.drawLine(QPointF(x - px(4), self._y(part)), QPointF(x + px(4), self._y(part)))
            disque(
                peintre, QPointF(x, self._y(annonce.part)), 3.5, fond="surface", plume=QPen(couleur("accent"), 1.5)
            )

    def _tracer(self, peintre: QPainter) -> None:
        plume = QPen(couleur("accent"), 2)
        plume.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for une, autre in pairwise(self._courbe.marques):
            if une.part is not None and autre.part is not None:
                peintre.setPen(plume)
                peintre.drawLine(self._place(une), self._place(autre))
        for rang, marque in enumerate(self._courbe.marques):
            if marque.part is None:
                continue
            choisie = rang == self._courante and self.hasFocus()
            fond = "accent" if marque.sure else "surface"
            disque(
                peintre, self._place(marque), 5 if choisie else 3, fond=fond, plume=QPen(couleur("accent"), 1.5)
            )

    def _place(self, marque: Marque) -> QPointF:
        return QPointF(self._x(marque.le), self._y(marque.part or 0.0))

    def _dater(self, peintre: QPainter) -> None:
        """Un mois tous les quelques trimestres, selon la place, et toujours le dernier et l'annonce."""
        fonte, bas = fonts.police(fonts.LEGENDE), self._aire.bottom() + px(4)
        pris: list[float] = []
        jours = [a.le for a in self._courbe.annonces][-1:] + [m.le for m in reversed(self._courbe.marques)]
        for le in jours:
            x = self._x(le)
            if all(abs(x - autre) >= px(_LARGEUR_DU_DATE) for autre in pris):
                pris.append(x)
                gauche = min(max(0.0, x - px(29)), self.width() - px(_LARGEUR_DU_DATE))
                zone = QRectF(gauche, bas, px(_LARGEUR_DU_DATE), px(18))
                ecrire(peintre, zone, f"{le:%m/%Y}", fonte, "texte2", CENTRE)

    def _sous(self, x: float) -> int:
        """Le rang de la marque la plus proche, −1 si aucune ne l'est."""
        ecarts = [(abs(self._x(m.le) - x), rang) for rang, m in enumerate(self._courbe.marques)]
        ecart, rang = min(ecarts, default=(px(_PRES) + 1.0, -1))
        return rang if ecart <= px(_PRES) else -1

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if pas is not None and self._courbe.marques:
            self._courante = min(max(self._courante + pas, 0), len(self._courbe.marques) - 1)
            self._dire()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and (marque := self._marque()):
            self.date_asked.emit(marque.le)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        rang = self._sous(event.position().x())
        if rang >= 0:
            self._courante = rang
            self.date_asked.emit(self._courbe.marques[rang].le)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        rang = self._sous(event.position().x())
        dit = self._courbe.marques[rang].dit if rang >= 0 else self._annonce_sous(event.position().x())
        self.setCursor(Qt.CursorShape.PointingHandCursor if rang >= 0 else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), dit, self)

    def _annonce_sous(self, x: float) -> str:
        return next((a.dit for a in self._courbe.annonces if abs(self._x(a.le) - x) <= px(_PRES)), "")
