"""Le parcours d'un dossier : ses étapes faites, en cours, prévues et à venir, avec leurs dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from relogement.textes import jour
from ui import fonts
from ui.peinture import CENTRE, coche, disque, ecrire, soigne, trait
from ui.theme import px

DEBORD = 12


class Situation(StrEnum):
    FAIT = "fait"
    COURANT = "en cours"
    PREVU = "prévu"
    FUTUR = "à venir"


@dataclass(frozen=True)
class Pas:
    """`couleur` : la famille de l'état courant ; `detail` : tous les passages, montrés au survol."""

    libelle: str
    date: date | None
    situation: Situation
    couleur: str = "accent"
    detail: str = ""

    def lu(self) -> str:
        quand = f" le {jour(self.date)}" if self.date else ""
        return f"{self.libelle}, {self.situation.value}{quand}"


class Chemin(QWidget):
    def __init__(
        self, pas: Sequence[Pas] = (), *, dates: bool = True, nom: str = "chemin", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dates = dates
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_pas(pas)

    def set_pas(self, pas: Sequence[Pas]) -> None:
        self._pas = tuple(pas)
        vus = [p.lu() for p in self._pas if p.situation is not Situation.FUTUR]
        self.setAccessibleName("Parcours : " + " ; ".join(vus))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(60) * max(1, len(self._pas)), px(58 if self._dates else 42))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            rang = int(event.pos().x() / self._largeur()) if self._pas else -1
            if 0 <= rang < len(self._pas):
                QToolTip.showText(event.globalPos(), self._pas[rang].detail or self._pas[rang].lu(), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            for rang, pas in enumerate(self._pas):
                centre = QPointF(round((rang + 0.5) * self._largeur()), px(11))
                if rang:
                    self._lien(peintre, self._pas[rang - 1], pas, centre)
                _point(peintre, pas, centre)
                self._mots(peintre, pas, centre)

    def _largeur(self) -> float:
        return self.width() / max(1, len(self._pas))

    def _lien(self, peintre: QPainter, avant: Pas, pas: Pas, centre: QPointF) -> None:
        debut = QPointF(centre.x() - self._largeur() + px(13), centre.y())
        if pas.situation in (Situation.FAIT, Situation.COURANT):
            plume = trait("accent", 2)
        elif pas.situation is Situation.PREVU:
            plume = trait("neutre_bord", 2, points=True)
        else:
            plume = trait("bord", 2)
        peintre.setPen(plume)
        peintre.drawLine(debut, centre - QPointF(px(13), 0))

    def _mots(self, peintre: QPainter, pas: Pas, centre: QPointF) -> None:
        courant, futur = pas.situation is Situation.COURANT, pas.situation is Situation.FUTUR
        fonte = fonts.police(fonts.LEGENDE, fonts.GRAS if courant else fonts.MOYEN)
        if futur:
            fonte = fonts.police(fonts.LEGENDE)
        # un mot trop long pour son pas déborde un peu, si ses voisins sont plus courts
        voulue = min(fonts.largeur(pas.libelle, fonte) + 1, self._largeur() + px(DEBORD))
        place = max(self._largeur(), voulue)
        zone = QRectF(centre.x() - place / 2, px(24), place, px(17))
        zone.moveLeft(max(0.0, min(zone.x(), self.width() - place)))
        token = pas.couleur if courant else "texte3" if futur else "texte"
        ecrire(peintre, zone, pas.libelle, fonte, token, CENTRE)
        if self._dates and pas.date is not None:
            token = "ambre" if pas.situation is Situation.PREVU else "texte2"
            bas = zone.translated(0, px(16))
            fonte = fonts.police(fonts.LEGENDE)
            ecrire(peintre, bas, _date(pas.date, fonte, self._largeur() - px(8)), fonte, token, CENTRE)


def _date(le: date, fonte: QFont, place: float) -> str:
    """« 12/01/2026 » ; à l'étroit « 12/01/26 », puis « 12/01 » : l'année se lit alors dans la bulle."""
    formes = (jour(le), f"{le:%d/%m/%y}", f"{le:%d/%m}")
    return next((dit for dit in formes if fonts.largeur(dit, fonte) <= place), formes[-1])


def _point(peintre: QPainter, pas: Pas, centre: QPointF) -> None:
    match pas.situation:
        case Situation.FAIT:
            disque(peintre, centre, px(9), fond="accent")
            coche(peintre, centre, px(12), "surface", 1.8)
        case Situation.COURANT:
            disque(peintre, centre, px(9), fond=f"{pas.couleur}_fond", plume=trait(pas.couleur, 2))
            disque(peintre, centre, px(4), fond=pas.couleur)
        case Situation.PREVU:
            plume = trait("ambre", 1.5)
            plume.setDashPattern([2.2, 1.8])
            disque(peintre, centre, px(8.5), plume=plume)
        case Situation.FUTUR:
            disque(peintre, centre, px(5), fond="surface", plume=trait("neutre_bord", 2))
