"""Le dessin d'une colonne de la pile : ses blocs, ses hachures, sa moustache."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from relogement.textes import nombre
from ui import fonts
from ui.composants.pile_rac.colonnes import Colonne
from ui.composants.pile_rac.geometrie import Bloc, Echelle, Mesures
from ui.peinture import CENTRE, boite, ecrire, hachures, trait
from ui.theme import couleur

LIGNE = 16


def dessiner_bloc(peintre: QPainter, bloc: Bloc) -> None:
    zone = QRectF(bloc.x, bloc.y, bloc.largeur, bloc.hauteur)
    peintre.setBrushOrigin(zone.bottomLeft())
    fond = hachures("rac_apl", "rac_apl_fond") if bloc.hachure else couleur(bloc.token)
    peintre.fillRect(zone.adjusted(0, 1, 0, 0), fond)
    if bloc.hauteur < LIGNE - 1:
        return
    if bloc.hachure:
        _plaque(peintre, zone, bloc.libelle)
    elif bloc.principal:
        _rac(peintre, zone, bloc)
    else:
        ecrire(peintre, zone.adjusted(2, 1, -2, 0), bloc.libelle, _fonte(), bloc.sur, CENTRE)


def _fonte() -> QFont:
    return fonts.police(fonts.LEGENDE)


def _plaque(peintre: QPainter, zone: QRectF, libelle: str) -> None:
    plaque = QRectF(zone.x() + 1, 0, zone.width() - 2, LIGNE + 1)
    plaque.moveCenter(QPointF(plaque.center().x(), round(zone.center().y())))
    peintre.fillRect(plaque, couleur("surface"))
    ecrire(peintre, plaque, libelle, _fonte(), "texte", CENTRE)


def _rac(peintre: QPainter, zone: QRectF, bloc: Bloc) -> None:
    montant = zone
    if bloc.hauteur >= 2.4 * LIGNE:
        haut = QRectF(zone.x(), zone.center().y() - LIGNE - 1, zone.width(), LIGNE)
        ecrire(peintre, haut, bloc.libelle, _fonte(), bloc.sur, CENTRE)
        montant = haut.translated(0, LIGNE + 1)
    ecrire(peintre, montant, nombre(bloc.montant), fonts.police(14, fonts.GRAS), bloc.sur, CENTRE)


def dessiner_moustache(peintre: QPainter, colonne: Colonne, x: float, mesures: Mesures, vers: Echelle) -> None:
    """Le RAC pour des ressources à ±10 %, un carré à la valeur."""
    if colonne.intervalle is None or colonne.rac is None:
        return
    axe = round(x + mesures.moustache) + 0.5
    bas, haut = (round(vers.y(m)) + 0.5 for m in (colonne.intervalle.bas, colonne.intervalle.haut))
    peintre.setPen(trait("texte", 1.6))
    peintre.drawLine(QPointF(axe, bas), QPointF(axe, haut))
    for y in (bas, haut):
        peintre.drawLine(QPointF(axe - 5, y), QPointF(axe + 5, y))
    carre = QRectF(axe - 3.5, round(vers.y(colonne.rac)) - 3, 7, 7)
    boite(peintre, carre, fond="rac_rac", bord="surface")


def dessiner_absence(peintre: QPainter, colonne: Colonne, x: float, mesures: Mesures, vers: Echelle) -> None:
    """Un contour en tirets et ce qui manque, ou ce qui sera mesuré : jamais une barre à zéro."""
    haut = vers.haut + 0.12 * (vers.bas - vers.haut)
    largeur = 2 * mesures.barre + mesures.ecart
    zone = QRectF(x + mesures.bord, haut, largeur, vers.bas - haut)
    peintre.setBrush(Qt.BrushStyle.NoBrush)
    peintre.setPen(trait("bord_fort", 1, tirets=True))
    peintre.drawRect(zone.adjusted(0.5, 0.5, -0.5, -0.5))
    if colonne.fantome:
        peintre.drawLine(
            zone.center() - QPointF(0, zone.height() / 2), zone.center() + QPointF(0, zone.height() / 2)
        )
    lignes = colonne.message.split("\n")
    plaque = QRectF(zone.x() - 2, 0, zone.width() + 4, LIGNE * len(lignes) + 8)
    plaque.moveTop(zone.y() + 0.15 * zone.height())
    peintre.fillRect(plaque.adjusted(4, 0, -4, 0), couleur("surface"))
    for rang, ligne in enumerate(lignes):
        place = QRectF(plaque.x(), plaque.y() + 4 + rang * LIGNE, plaque.width(), LIGNE)
        ecrire(peintre, place, ligne, _fonte(), "texte2", CENTRE)
