"""Les logements occupés : ce qui a été, le trait de la date cible, et ce que le rythme annonce, en pointillé."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relogement.textes import jour, pluriel
from relogement.vidage import dits
from relogement.vidage.trajectoire import Trajectoire
from relogement.vidage.vue import Film, Vue
from ui import fonts
from ui.peinture import DROITE, GAUCHE, disque, ecrire, hachures, soigne, trait
from ui.theme import couleur, px

GAUCHE_DE_L_AXE, DROITE_LIBRE, HAUT, BAS = 34, 16, 22, 24
PAS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


class CourbeDesOccupes(QWidget):
    """Les bornes ne changent pas quand on remonte le temps ; un clic remet l'écran à ce jour-là."""

    date_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vidage_courbe")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._film: Film | None = None
        self._vue: Vue | None = None

    def show_vue(self, film: Film, vue: Vue) -> None:
        self._film, self._vue = film, vue
        self.setAccessibleName(dite(vue.trajectoire))
        self.setToolTip(dite(vue.trajectoire))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(390), px(150))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(110))

    @property
    def _aire(self) -> QRectF:
        zone = QRectF(self.rect())
        return zone.adjusted(px(GAUCHE_DE_L_AXE), px(HAUT), -px(DROITE_LIBRE), -px(BAS))

    @property
    def _bornes(self) -> tuple[date, date]:
        assert self._film is not None
        presente = self._film.presente.trajectoire
        fins = [self._film.dernier, *(le for le in (presente.cible, presente.fin and presente.fin.attendue) if le)]
        marge = max(14, (max(fins) - self._film.debut).days // 25)
        return self._film.debut, max(fins) + timedelta(days=marge)

    @property
    def _total(self) -> int:
        assert self._film is not None
        return max(1, self._film.departs.total)

    def _x(self, le: date) -> float:
        debut, fin = self._bornes
        part = (le - debut).days / max(1, (fin - debut).days)
        return self._aire.left() + min(max(part, 0.0), 1.0) * self._aire.width()

    def _y(self, occupes: float) -> float:
        return self._aire.bottom() - occupes / self._total * self._aire.height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._vue is None:
            return
        trace = self._vue.trajectoire
        with soigne(QPainter(self)) as peintre:
            self._graduer(peintre)
            self._annoncer(peintre, trace)
            self._viser(peintre, trace)
            self._tracer(peintre, trace)
            self._dater(peintre, trace)

    def _graduer(self, peintre: QPainter) -> None:
        fonte, aire = fonts.police(fonts.LEGENDE), self._aire
        for valeur in graduations(self._total):
            y = round(self._y(valeur)) + 0.5
            peintre.setPen(trait("bord_fort" if not valeur else "trait"))
            peintre.drawLine(QPointF(aire.left(), y), QPointF(aire.right(), y))
            mot = QRectF(0, y - px(9), aire.left() - px(6), px(18))
            ecrire(peintre, mot, str(valeur), fonte, "texte3", DROITE)

    def _viser(self, peintre: QPainter, trace: Trajectoire) -> None:
        """La date cible, en rouge, et la pente qu'il faudrait suivre."""
        if trace.cible is None or trace.cible < self._bornes[0]:
            return
        x, aire = round(self._x(trace.cible)) + 0.5, self._aire
        if trace.cible > trace.au:
            peintre.setPen(trait("bord_fort", 1.5))
            peintre.drawLine(self._ici(trace), QPointF(x, aire.bottom()))
        peintre.setPen(trait("rouge", 1.5, tirets=True))
        peintre.drawLine(QPointF(x, aire.top() - px(4)), QPointF(x, aire.bottom()))
        dit, fonte = f"date cible, {jour(trace.cible)}", fonts.police(fonts.LEGENDE)
        large = fonts.largeur(dit, fonte)
        gauche = max(0.0, min(x - large / 2, self.width() - large - 1))
        ecrire(peintre, QRectF(gauche, aire.top() - px(21), large + 1, px(18)), dit, fonte, "rouge", GAUCHE)

    def _annoncer(self, peintre: QPainter, trace: Trajectoire) -> None:
        """L'intervalle hachuré, puis la date attendue en pointillé : une estimation n'est jamais pleine."""
        if trace.fin is None:
            return
        ici, bas = self._ici(trace), self._aire.bottom()
        tard = self._x(trace.fin.au_plus_tard) if trace.fin.au_plus_tard else self._aire.right()
        peintre.setPen(Qt.PenStyle.NoPen)
        peintre.setBrush(hachures("ambre_bord", None, pas=6, epaisseur=1.0))
        peintre.drawPolygon([ici, QPointF(self._x(trace.fin.au_plus_tot), bas), QPointF(tard, bas)])
        plume = QPen(couleur("ambre"), 2, Qt.PenStyle.DotLine)
        peintre.setPen(plume)
        peintre.drawLine(ici, QPointF(self._x(trace.fin.attendue), bas))

    def _ici(self, trace: Trajectoire) -> QPointF:
        le, occupes = trace.points[-1]
        return QPointF(self._x(le), self._y(occupes))

    def _tracer(self, peintre: QPainter, trace: Trajectoire) -> None:
        plume = QPen(couleur("accent"), 2)
        plume.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        peintre.setPen(plume)
        for (un, avant), (autre, apres) in pairwise(trace.points):
            coude = QPointF(self._x(autre), self._y(avant))  # rien ne change entre deux départs
            peintre.drawPolyline([QPointF(self._x(un), self._y(avant)), coude, QPointF(coude.x(), self._y(apres))])
        ici = self._ici(trace)
        disque(peintre, ici, px(4), fond="accent")
        le, occupes = trace.points[-1]
        dit, fonte = f"{occupes} au {jour(le)}", fonts.police(fonts.LEGENDE, fonts.GRAS)
        large = fonts.largeur(dit, fonte)
        dessous = ici.y() + px(24) < self._aire.bottom()
        gauche = max(self._aire.left(), ici.x() - large - px(4)) if dessous else ici.x() + px(6)
        gauche = min(gauche, self.width() - large - 1)
        y = ici.y() + px(5) if dessous else ici.y() - px(22)
        ecrire(peintre, QRectF(gauche, y, large + 1, px(18)), dit, fonte, "accent", GAUCHE)

    def _dater(self, peintre: QPainter, trace: Trajectoire) -> None:
        aire, fonte = self._aire, fonts.police(fonts.LEGENDE)
        bas = aire.bottom() + px(4)
        if trace.refus:
            zone = QRectF(aire.left(), bas, aire.width(), px(18))
            ecrire(peintre, zone, dits.refus_court(trace), fonte, "texte2", DROITE)
            return
        ecrire(peintre, QRectF(aire.left(), bas, px(80), px(18)), jour(self._bornes[0]), fonte, "texte3", GAUCHE)
        dit = dits.retard_dit(trace.retard)
        if dit:
            token = "ambre" if (trace.retard or 0) > 0 else "vert"
            gras = fonts.police(fonts.LEGENDE, fonts.GRAS)
            zone = QRectF(aire.left() + px(90), bas, aire.width() - px(90), px(18))
            ecrire(peintre, zone, dit, gras, token, DROITE)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._film is None or event.button() != Qt.MouseButton.LeftButton:
            return
        debut, fin = self._bornes
        part = (event.position().x() - self._aire.left()) / max(1.0, self._aire.width())
        self.date_asked.emit(debut + timedelta(days=round(min(max(part, 0.0), 1.0) * (fin - debut).days)))


def graduations(total: int) -> Iterator[int]:
    """De zéro au total, cinq pas au plus."""
    pas = next((p for p in PAS if total / p <= 5), PAS[-1])
    return iter(range(0, total + 1, pas))


def dite(trace: Trajectoire) -> str:
    """La courbe en une phrase."""
    le, occupes = trace.points[-1]
    dit = f"{pluriel(occupes, 'logement occupé', 'logements occupés')} au {jour(le)}"
    if trace.fin is None:
        return f"{dit}. {trace.refus}"
    retard = dits.retard_dit(trace.retard)
    return f"{dit}. Au rythme actuel, vide {dits.fin_dite(trace.fin)}" + (f" ; {retard}." if retard else ".")
