"""Les graphiques des documents imprimés, en traits : jauge, barres, colonnes, courbe ; lisibles en noir."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from relogement.documents.mise_en_page import GRASSE, NORMALE, SERRE, poser_les_polices
from relogement.textes import nombre

ENCRE, PLEIN, CLAIR, FOND = (colors.HexColor(c) for c in ("#1a2230", "#2159b0", "#8c96a8", "#e9ecf1"))
ANNONCE = colors.HexColor("#aac5ec")
_RANGEE, _HAUTES, _GRADUATIONS = 4.6 * mm, 30 * mm, (0, 50, 100)


@dataclass(frozen=True)
class Barre:
    """Une barre couchée, son mot et son compte ; ``vide`` : un contour, sans remplissage."""

    mot: str
    compte: int
    vide: bool = False


@dataclass(frozen=True)
class Intervalle:
    """Une part annoncée à une date, et ses bornes, en %."""

    le: date
    part: float
    bas: float
    haut: float


@dataclass(frozen=True)
class CourbeTracee:
    """Des parts en % à des dates, un objectif, et ce que le rythme annonce."""

    points: tuple[tuple[date, float | None], ...] = ()
    objectif: float | None = None
    annonce: Intervalle | None = None


def jauge(valeur: float | None, objectif: float | None, large: float) -> Drawing:
    """Une barre de 0 à 100 %, et le trait de l'objectif."""
    dessin, haut = Drawing(large, 8), 4
    dessin.add(Rect(0, 2, large, haut, fillColor=FOND, strokeColor=None))
    if valeur is not None:
        dessin.add(Rect(0, 2, large * valeur / 100, haut, fillColor=PLEIN, strokeColor=None))
    if objectif is not None:
        x = large * objectif / 100
        dessin.add(Line(x, 0, x, 8, strokeColor=ENCRE, strokeWidth=1.4))
    return dessin


def barres(rangees: Sequence[Barre], large: float) -> Drawing:
    """Des barres couchées, le mot à gauche, le compte au bout."""
    poser_les_polices()
    dessin = Drawing(large, max(1, len(rangees)) * _RANGEE)
    des_mots = large * 0.46
    plus = max((b.compte for b in rangees), default=1) or 1
    for rang, barre in enumerate(rangees):
        y = dessin.height - (rang + 1) * _RANGEE + 1.2 * mm
        long = (large - des_mots - 9 * mm) * barre.compte / plus
        fond = colors.white if barre.vide else CLAIR
        dessin.add(_mot(0, y, _coupe(barre.mot, des_mots - 2 * mm)))
        dessin.add(Rect(des_mots, y - 0.6 * mm, max(long, 0.4), 2.8 * mm, fillColor=fond, strokeColor=CLAIR))
        dessin.add(_mot(des_mots + long + 1.2 * mm, y, nombre(barre.compte, 0), gras=True))
    return dessin


def colonnes_doubles(classes: Sequence[tuple[str, int, int]], large: float) -> Drawing:
    """Deux colonnes par classe : avant en gris, après en plein."""
    poser_les_polices()
    dessin, bas = Drawing(large, _HAUTES + 6 * mm), 4 * mm
    plus = max((max(avant, apres) for _, avant, apres in classes), default=1) or 1
    pas = large / max(1, len(classes))
    for rang, (mot, avant, apres) in enumerate(classes):
        x = rang * pas
        for decalage, compte, teinte in ((0.14, avant, CLAIR), (0.5, apres, PLEIN)):
            haut = (_HAUTES - 4 * mm) * compte / plus
            dessin.add(Rect(x + pas * decalage, bas, pas * 0.34, haut, fillColor=teinte, strokeColor=None))
            if compte:
                dessin.add(
                    _mot(x + pas * (decalage + 0.17), bas + haut + 1, str(compte), ancre="middle", corps=5.5)
                )
        dessin.add(_mot(x + pas / 2, 0.6 * mm, mot, ancre="middle", corps=5.5))
    dessin.add(Line(0, bas, large, bas, strokeColor=CLAIR, strokeWidth=0.6))
    return dessin


def courbe(tracee: CourbeTracee, large: float, haut: float) -> Drawing:
    """La courbe, son objectif en tirets, et la moustache de ce qui est annoncé."""
    poser_les_polices()
    dessin = Drawing(large, haut)
    aire = _Aire(9 * mm, 5 * mm, large - 12 * mm, haut - 8 * mm, tracee)
    for part in _GRADUATIONS:
        y = aire.y(part)
        dessin.add(Line(aire.gauche, y, aire.gauche + aire.large, y, strokeColor=FOND, strokeWidth=0.6))
        dessin.add(_mot(aire.gauche - 1.5 * mm, y - 2, f"{part} %", ancre="end", corps=5.5))
    _annoncer(dessin, aire, tracee)
    if tracee.objectif is not None:
        y = aire.y(tracee.objectif)
        dessin.add(Line(aire.gauche, y, aire.gauche + aire.large, y, strokeColor=ENCRE, strokeWidth=0.8,
                        strokeDashArray=[3, 2]))  # fmt: skip
    _tracer(dessin, aire, tracee)
    _dater(dessin, aire, tracee)
    return dessin


@dataclass(frozen=True)
class _Aire:
    gauche: float
    bas: float
    large: float
    haut: float
    tracee: CourbeTracee

    def x(self, le: date) -> float:
        jours = [j.toordinal() for j, _ in self.tracee.points]
        if self.tracee.annonce is not None:
            jours.append(self.tracee.annonce.le.toordinal())
        debut, fin = min(jours), max(jours)
        return self.gauche + (le.toordinal() - debut) / max(1, fin - debut) * self.large

    def y(self, part: float) -> float:
        return self.bas + part / 100 * self.haut


def _tracer(dessin: Drawing, aire: _Aire, tracee: CourbeTracee) -> None:
    for (un_jour, une), (autre_jour, autre) in pairwise(tracee.points):
        if une is not None and autre is not None:
            trait = (aire.x(un_jour), aire.y(une), aire.x(autre_jour), aire.y(autre))
            dessin.add(Line(*trait, strokeColor=PLEIN, strokeWidth=1.2))
    for le, part in tracee.points:
        if part is not None:
            dessin.add(Circle(aire.x(le), aire.y(part), 1.4, fillColor=PLEIN, strokeColor=None))


def _annoncer(dessin: Drawing, aire: _Aire, tracee: CourbeTracee) -> None:
    annonce = tracee.annonce
    connus = [(le, part) for le, part in tracee.points if part is not None]
    if annonce is None or not connus:
        return
    x, haut, bas = aire.x(annonce.le), aire.y(annonce.haut), aire.y(annonce.bas)
    depart = (aire.x(connus[-1][0]), aire.y(connus[-1][1]))
    dessin.add(Polygon([*depart, x, haut, x, bas], fillColor=FOND, strokeColor=ANNONCE, strokeWidth=0.4))
    dessin.add(Line(x, bas, x, haut, strokeColor=PLEIN, strokeWidth=0.9))
    for y in (haut, bas):
        dessin.add(Line(x - 2, y, x + 2, y, strokeColor=PLEIN, strokeWidth=0.9))
    dessin.add(Circle(x, aire.y(annonce.part), 1.5, fillColor=colors.white, strokeColor=PLEIN, strokeWidth=0.9))


def _dater(dessin: Drawing, aire: _Aire, tracee: CourbeTracee) -> None:
    jours = [le for le, _ in tracee.points]
    dits = {jours[0], jours[-1]} if jours else set()
    if tracee.annonce is not None:
        dits.add(tracee.annonce.le)
    pris: list[float] = []
    for le in sorted(dits):
        x = aire.x(le)
        if all(abs(x - autre) > 11 * mm for autre in pris):
            pris.append(x)
            dessin.add(_mot(x, 0.8 * mm, f"{le:%m/%Y}", ancre="middle", corps=5.5))


def _mot(
    x: float, y: float, texte: str, *, gras: bool = False, ancre: str = "start", corps: float = SERRE
) -> String:
    return String(
        x, y, texte, fontName=GRASSE if gras else NORMALE, fontSize=corps, fillColor=ENCRE, textAnchor=ancre
    )


def _coupe(mot: str, large: float) -> str:
    while len(mot) > 1 and stringWidth(mot, NORMALE, SERRE) > large:
        mot = mot[:-2].rstrip() + "…"
    return mot
