"""Les signes de la carte : une forme et une couleur par situation, creux et ambre s'il faut vérifier."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from db.carte import Situation
from ui import fonts, theme
from ui.peinture import CENTRE, ecrire
from ui.theme import couleur, px

SEUL = 5.5


@dataclass(frozen=True)
class Signe:
    """Le mot de la légende, sa couleur, et le pluriel de la phrase."""

    libelle: str
    token: str


SIGNES: Mapping[Situation, Signe] = {
    Situation.HORS: Signe("Hors QPV", "vert"),
    Situation.AUTRE: Signe("Autre QPV", "violet"),
    Situation.SITE: Signe("Dans le site", "accent"),
    Situation.INCONNUE: Signe("Lieu inconnu", "texte3"),
}


def forme(situation: Situation, centre: QPointF, rayon: float) -> QPolygonF | None:
    """Un losange, un carré, un triangle ; vide pour le rond."""
    x, y, r = centre.x(), centre.y(), rayon
    match situation:
        case Situation.AUTRE:
            r *= 1.2
            return QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)])
        case Situation.SITE:
            r *= 0.92
            return QPolygonF(QRectF(x - r, y - r, 2 * r, 2 * r))
        case Situation.INCONNUE:
            return QPolygonF([QPointF(x, y - r), QPointF(x + r, y + 0.8 * r), QPointF(x - r, y + 0.8 * r)])
    return None


def dessiner(
    peintre: QPainter, situation: Situation, centre: QPointF, rayon: float, *, a_verifier: bool = False
) -> None:
    """Un signe plein, cerné de la couleur du fond ; creux, cerné d'ambre et d'un tireté s'il est à vérifier."""
    token = SIGNES[situation].token
    if a_verifier:
        peintre.setBrush(couleur("surface"))
        plume = QPen(couleur("ambre"), max(1.8, rayon / 3.2))
    else:
        peintre.setBrush(couleur(token))
        plume = QPen(couleur("surface"), 1.2)
    plume.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    peintre.setPen(plume)
    polygone = forme(situation, centre, rayon)
    if polygone is None:
        peintre.drawEllipse(centre, rayon, rayon)
    else:
        peintre.drawPolygon(polygone)


def rayon_de(effectif: int) -> float:
    """Un amas grandit avec le nombre de chiffres qu'il porte."""
    return px(SEUL) if effectif == 1 else px(9 + 3.4 * log10(effectif))


def dessiner_amas(peintre: QPainter, effectifs: Mapping[Situation, int], a_verifier: int, centre: QPointF) -> None:
    """Plusieurs ménages au même endroit : la forme de leur situation, ou un anneau de parts.

    Le dessin d'un même contenu est gardé : une carte de dix mille points en répète peu.
    """
    contenu = tuple(effectifs.get(situation, 0) for situation in Situation)
    image = _vignette(
        contenu, bool(a_verifier), theme.palette().sombre, fonts.echelle(), peintre.device().devicePixelRatioF()
    )
    demi = image.deviceIndependentSize().width() / 2
    peintre.drawPixmap(QPointF(centre.x() - demi, centre.y() - demi), image)


@lru_cache(4096)
def _vignette(
    contenu: tuple[int, ...], a_verifier: bool, _sombre: bool, _echelle: float, densite: float
) -> QPixmap:
    demi = ceil(rayon_de(sum(contenu)) * 1.25 + px(4))
    image = QPixmap(round(2 * demi * densite), round(2 * demi * densite))
    image.setDevicePixelRatio(densite)
    image.fill(Qt.GlobalColor.transparent)
    peintre = QPainter(image)
    peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
    _peindre_amas(peintre, dict(zip(Situation, contenu, strict=True)), a_verifier, QPointF(demi, demi))
    peintre.end()
    return image


def _peindre_amas(
    peintre: QPainter, effectifs: Mapping[Situation, int], a_verifier: bool, centre: QPointF
) -> None:
    presents = [(situation, n) for situation, n in effectifs.items() if n]
    total = sum(n for _, n in presents)
    rayon = rayon_de(total)
    if total == 1:
        dessiner(peintre, presents[0][0], centre, rayon, a_verifier=a_verifier)
        return
    if len(presents) == 1:
        dessiner(peintre, presents[0][0], centre, rayon)
    else:
        _parts(peintre, presents, total, centre, rayon)
    zone = QRectF(centre.x() - 2 * rayon, centre.y() - rayon, 4 * rayon, 2 * rayon)
    mot = "surface" if len(presents) == 1 else "texte"
    ecrire(peintre, zone, str(total), fonts.police(11, fonts.GRAS), mot, CENTRE)
    if a_verifier:
        _pastille(peintre, centre + QPointF(rayon * 0.78, -rayon * 0.78))


def _parts(
    peintre: QPainter, presents: list[tuple[Situation, int]], total: int, centre: QPointF, rayon: float
) -> None:
    zone = QRectF(centre.x() - rayon, centre.y() - rayon, 2 * rayon, 2 * rayon)
    peintre.setPen(QPen(couleur("surface"), 1.2))
    debut = 90 * 16
    for situation, n in presents:
        angle = round(360 * 16 * n / total)
        peintre.setBrush(couleur(SIGNES[situation].token))
        peintre.drawPie(zone, debut, -angle)
        debut -= angle
    coeur = rayon * 0.68
    peintre.setPen(Qt.PenStyle.NoPen)
    peintre.setBrush(couleur("surface"))
    peintre.drawEllipse(centre, coeur, coeur)


def _pastille(peintre: QPainter, centre: QPointF) -> None:
    """Le point d'ambre d'un amas où quelqu'un est à vérifier."""
    peintre.setPen(QPen(couleur("surface"), 1.2))
    peintre.setBrush(couleur("ambre"))
    peintre.drawEllipse(centre, px(3.5), px(3.5))
