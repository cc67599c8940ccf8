"""Ce qui entoure la carte : la légende, l'échelle, le nord."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from db.carte import Carte, Situation
from relogement.nomenclatures import GenerationQpv
from relogement.textes import FINE, nombre
from ui import fonts
from ui.carte.camera import Camera
from ui.carte.dessin import Options, habiller
from ui.carte.symboles import SIGNES, dessiner
from ui.peinture import CENTRE, DROITE, boite, ecrire, soigne
from ui.theme import couleur, px

RANGEE, SIGNE, BORD = 20, 26, 10
NORD = "N"
Echantillon = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True)
class Cle:
    """Une ligne de la légende."""

    texte: str
    dessiner: Echantillon
    compte: str = ""


def legende(carte: Carte, options: Options) -> list[Cle]:
    """Les situations présentes et leur compte, puis les contours et les flux montrés."""
    effectifs = carte.effectifs
    cles = [Cle(SIGNES[s].libelle, _signe(s), nombre(effectifs.get(s, 0), 0)) for s in list(Situation)[:3]]
    if carte.a_verifier:
        cles.append(Cle("À vérifier, déjà compté", _signe(Situation.HORS, vide=True), nombre(carte.a_verifier, 0)))
    if any(q.site and q.generation in options.generations for q in carte.quartiers):
        cles.append(Cle("Site du projet", _contour(GenerationQpv.QP2015, site=True)))
    presentes = {q.generation for q in carte.quartiers}
    for generation in sorted(options.generations & presentes):
        cles.append(Cle(f"QPV de {generation.libelle}", _contour(generation)))
    if options.flux and carte.depart is not None and carte.destinations:
        cles.append(Cle("Flux : largeur = ménages", _courbe))
    return cles


def place_de_la_legende(taille: QSizeF, cles: list[Cle]) -> QRectF:
    """En bas à gauche de la carte."""
    fonte, grasse = fonts.police(fonts.LEGENDE), fonts.police(fonts.LEGENDE, fonts.GRAS)
    textes = max((fonts.largeur(c.texte, fonte) for c in cles), default=0)
    nombres = max((fonts.largeur(c.compte, grasse) for c in cles), default=0)
    largeur = px(SIGNE) + textes + (px(14) + nombres if nombres else 0) + 2 * px(BORD)
    hauteur = len(cles) * px(RANGEE) + 1.4 * px(BORD)
    return QRectF(px(12), taille.height() - px(12) - hauteur, largeur, hauteur)


def place_de_l_echelle(taille: QSizeF) -> QRectF:
    """En bas à droite, le nord compris."""
    return QRectF(taille.width() - px(140), taille.height() - px(80), px(140), px(80))


def peindre_la_legende(peintre: QPainter, taille: QSizeF, cles: list[Cle]) -> None:
    """Un panneau : un signe, un mot, un compte par ligne."""
    zone, fonte = place_de_la_legende(taille, cles), fonts.police(fonts.LEGENDE)
    largeur = zone.width()
    with soigne(peintre):
        boite(peintre, zone, rayon=8, fond="surface", bord="bord")
        for rang, cle in enumerate(cles):
            rangee = QRectF(zone.x() + px(BORD), zone.y() + 0.7 * px(BORD) + rang * px(RANGEE),
                            largeur - 2 * px(BORD), px(RANGEE))  # fmt: skip
            cle.dessiner(peintre, QRectF(rangee.x(), rangee.y(), px(18), rangee.height()))
            ecrire(peintre, rangee.adjusted(px(SIGNE), 0, 0, 0), cle.texte, fonte, "texte2")
            ecrire(peintre, rangee, cle.compte, fonts.police(fonts.LEGENDE, fonts.GRAS), "texte", DROITE)


def peindre_l_echelle(peintre: QPainter, taille: QSizeF, camera: Camera) -> None:
    """Une barre d'une longueur ronde, en bas à droite, et le nord au-dessus."""
    metres = longueur_ronde(px(110) / camera.echelle)
    longueur = metres * camera.echelle
    x, y = taille.width() - longueur - px(16), taille.height() - px(16)
    with soigne(peintre):
        fond = couleur("surface")
        fond.setAlpha(215)
        peintre.fillRect(QRectF(x - px(8), y - px(24), longueur + px(16), px(32)), fond)
        peintre.setPen(QPen(couleur("texte2"), 1.4))
        peintre.drawPolyline([QPointF(x, y - px(5)), QPointF(x, y), QPointF(x + longueur, y),
                              QPointF(x + longueur, y - px(5))])  # fmt: skip
        zone = QRectF(x, y - px(23), longueur, px(17))
        ecrire(peintre, zone, distance_dite(metres), fonts.police(fonts.LEGENDE), "texte2", CENTRE)
        _nord(peintre, QPointF(taille.width() - px(24), y - px(50)))


def longueur_ronde(metres: float) -> float:
    """La plus grande de 1, 2 ou 5 fois une puissance de dix qui tient."""
    puissance = 10.0 ** floor(log10(max(metres, 1e-9)))
    return next(facteur * puissance for facteur in (5, 2, 1) if facteur * puissance <= metres * (1 + 1e-9))


def distance_dite(metres: float) -> str:
    return f"{nombre(round(metres / 1000), 0)}{FINE}km" if metres >= 1000 else f"{nombre(round(metres), 0)}{FINE}m"


def _nord(peintre: QPainter, ou: QPointF) -> None:
    peintre.setPen(QPen(couleur("texte2"), 1))
    peintre.setBrush(couleur("texte2"))
    x, y, r = ou.x(), ou.y(), px(5)
    peintre.drawPolygon(QPolygonF([QPointF(x, y - 2 * r), QPointF(x + r, y), QPointF(x, y - 0.6 * r),
                                   QPointF(x - r, y)]))  # fmt: skip
    ecrire(peintre, QRectF(x - r * 2, y, 4 * r, px(15)), NORD, fonts.police(11, fonts.GRAS), "texte2", CENTRE)


def _signe(situation: Situation, *, vide: bool = False) -> Echantillon:
    return lambda peintre, zone: dessiner(peintre, situation, zone.center(), px(5), a_verifier=vide)


def _contour(generation: GenerationQpv, *, site: bool = False) -> Echantillon:
    def dessin(peintre: QPainter, zone: QRectF) -> None:
        habiller(peintre, generation, site=site, superpose=False)
        peintre.drawRect(zone.adjusted(1, px(5), -1, -px(5)))

    return dessin


def _courbe(peintre: QPainter, zone: QRectF) -> None:
    for rang, largeur in enumerate((1.2, 3, 6)):
        trait = couleur("accent")
        trait.setAlpha(105)
        peintre.setPen(QPen(trait, largeur))
        y = zone.top() + px(3) + rang * zone.height() / 3
        peintre.drawLine(QPointF(zone.left(), y), QPointF(zone.right(), y))
