"""Les gestes de dessin communs : un rectangle arrondi, un texte coupé, des hachures, un anneau."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from ui.fonts import largeur
from ui.theme import couleur

GAUCHE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
# Combiner deux drapeaux de Qt coûte autant qu'écrire le mot.
_UNE_LIGNE = {cote: cote.value | Qt.TextFlag.TextSingleLine.value for cote in (GAUCHE, DROITE, CENTRE)}


_RELEVES: list[list[str]] = []


@contextmanager
def textes_peints() -> Iterator[list[str]]:
    """Relève, en entier, tout ce qui s'écrit tant que l'on est dedans : une image ne se relit pas."""
    releve: list[str] = []
    _RELEVES.append(releve)
    try:
        yield releve
    finally:
        _RELEVES.remove(releve)


def relever(texte: str) -> None:
    """Note un texte que l'on peint, pour qui relève."""
    for releve in _RELEVES:
        releve.append(texte)


@contextmanager
def soigne(peintre: QPainter) -> Iterator[QPainter]:
    """Un dessin lissé, sans rien changer à l'état du peintre pour la suite."""
    peintre.save()
    peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield peintre
    finally:
        peintre.restore()


def boite(
    peintre: QPainter,
    rect: QRectF,
    *,
    rayon: float = 0,
    fond: str | QBrush | None = None,
    bord: str | None = None,
    epaisseur: float = 1,
    tirets: bool = False,
) -> None:
    """Un rectangle arrondi dont le bord reste dans `rect`, net au pixel."""
    peintre.setBrush(QBrush(couleur(fond)) if isinstance(fond, str) else fond or Qt.BrushStyle.NoBrush)
    peintre.setPen(Qt.PenStyle.NoPen)
    if bord is not None:
        peintre.setPen(trait(bord, epaisseur, tirets=tirets))
        demi = epaisseur / 2
        rect = rect.adjusted(demi, demi, -demi, -demi)
    peintre.drawRoundedRect(rect, rayon, rayon)


def trait(token: str, epaisseur: float = 1, *, tirets: bool = False, points: bool = False) -> QPen:
    plume = QPen(couleur(token), epaisseur)
    plume.setCapStyle(Qt.PenCapStyle.FlatCap)
    if tirets:
        plume.setDashPattern([3 / epaisseur, 2.5 / epaisseur])
    if points:
        plume.setDashPattern([2 / epaisseur, 3 / epaisseur])
    return plume


def ecrire(
    peintre: QPainter,
    rect: QRectF,
    texte: str,
    fonte: QFont,
    token: str = "texte",
    cote: Qt.AlignmentFlag = GAUCHE,
) -> float:
    """Une ligne, coupée par « … » si la place manque ; rend la largeur écrite."""
    relever(texte)
    visible, ecrit = texte, largeur(texte, fonte)
    if ecrit > rect.width() + 0.5:
        visible = QFontMetricsF(fonte).elidedText(texte, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        ecrit = largeur(visible, fonte)
    peintre.setFont(fonte)
    peintre.setPen(couleur(token))
    peintre.drawText(rect, _UNE_LIGNE[cote], visible)
    return ecrit


def hachures(trait_: str, fond: str | None, *, pas: float = 7, epaisseur: float = 1.8) -> QBrush:
    """Des hachures à 45° : une estimation n'est jamais pleine."""
    densite = 4
    cote = round(pas * densite)
    tuile = QPixmap(cote, cote)
    tuile.fill(couleur(fond) if fond else QColor(Qt.GlobalColor.transparent))
    peintre = QPainter(tuile)
    peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
    peintre.setPen(QPen(couleur(trait_), epaisseur * densite))
    for decalage in (-cote, 0, cote):
        peintre.drawLine(QPointF(decalage - cote, 2 * cote), QPointF(decalage + 2 * cote, -cote))
    peintre.end()
    tuile.setDevicePixelRatio(densite)
    return QBrush(tuile)


def disque(
    peintre: QPainter, centre: QPointF, rayon: float, *, fond: str | None = None, plume: QPen | None = None
) -> None:
    peintre.setBrush(couleur(fond) if fond else Qt.BrushStyle.NoBrush)
    peintre.setPen(plume or Qt.PenStyle.NoPen)
    peintre.drawEllipse(centre, rayon, rayon)


def coche(peintre: QPainter, centre: QPointF, cote: float, token: str, epaisseur: float = 1.6) -> None:
    """La coche d'une case, d'une étape faite ou d'une offre acceptée."""
    plume = QPen(couleur(token), epaisseur, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    plume.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    peintre.setPen(plume)
    peintre.setBrush(Qt.BrushStyle.NoBrush)
    points = ((-0.32, 0.02), (-0.09, 0.25), (0.34, -0.22))
    peintre.drawPolyline([QPointF(centre.x() + x * cote, centre.y() + y * cote) for x, y in points])


def anneau(peintre: QPainter, rect: QRectF, rayon: float) -> None:
    """L'anneau de focus, à l'intérieur de `rect`."""
    boite(peintre, rect, rayon=rayon, bord="accent", epaisseur=2)
