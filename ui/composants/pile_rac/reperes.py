"""Ce qui entoure les colonnes de la pile : l'axe, les seuils, les titres, la légende."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from relogement.textes import FINE, euros, nombre
from ui import fonts
from ui.composants.pile_rac.colonnes import Colonne, seuil_commun
from ui.composants.pile_rac.geometrie import Echelle, Mesures
from ui.peinture import DROITE, boite, ecrire, hachures, trait
from ui.theme import couleur

ECART_MIN = 34


def dessiner_axe(peintre: QPainter, x: float, droite: float, vers: Echelle) -> None:
    for montant in vers.graduations():
        y = round(vers.y(montant))
        token = "bord_fort" if montant == 0 else "trait"
        peintre.fillRect(QRectF(x - 6, y, droite - x + 6, 1), couleur(token))
        place = QRectF(x - 60, y - 9, 48, 18)
        ecrire(peintre, place, nombre(montant, 0), fonts.police(fonts.LEGENDE), "texte2", DROITE)


def dessiner_titres(peintre: QPainter, colonnes: Sequence[Colonne], mesures: Mesures) -> None:
    for rang, colonne in enumerate(colonnes):
        x = mesures.gauche + rang * mesures.colonne
        zone = QRectF(x, 0, mesures.colonne, mesures.entete)
        if colonne.choisie:
            peintre.fillRect(zone, couleur("accent_fond"))
        peintre.fillRect(QRectF(x, 0, 1, mesures.entete), couleur("trait"))
        _titre(peintre, zone.adjusted(16, 9, -8, 0), colonne)


def _titre(peintre: QPainter, zone: QRectF, colonne: Colonne) -> None:
    ligne = QRectF(zone.x(), zone.y(), zone.width(), 20)
    ecrit = ecrire(peintre, ligne, colonne.titre, fonts.police(14, fonts.GRAS))
    if colonne.chip is not None:
        colonne.chip.dessiner(peintre, ligne.adjusted(ecrit + 8, 0, 0, 0))
    for rang, texte in enumerate(colonne.sous_titres):
        place = QRectF(zone.x(), ligne.bottom() + rang * 17, zone.width(), 18)
        taille, token = (fonts.BASE, "texte") if rang == 0 else (fonts.LEGENDE, "texte2")
        ecrire(peintre, place, texte, fonts.police(taille), token)


def dessiner_seuils(
    peintre: QPainter, colonnes: Sequence[Colonne], mesures: Mesures, droite: float, vers: Echelle
) -> None:
    """Le RAC d'avant en pointillé ; le RAC où la charte dirait non, en tirets."""
    seuil = seuil_commun(colonnes)
    avant = colonnes[0].rac if colonnes and colonnes[0].connue else None
    if avant is not None:
        depart = mesures.gauche + mesures.bord + 2 * mesures.barre + mesures.ecart + 2
        _ligne(peintre, depart, droite, vers.y(avant), "accent")
    if seuil is not None:
        _ligne(peintre, mesures.gauche + mesures.colonne + 5, droite, vers.y(seuil), "rouge")
    else:
        _crans(peintre, colonnes, mesures, vers)
    _montants(peintre, droite, vers, avant, seuil)


def _ligne(peintre: QPainter, x: float, droite: float, y: float, token: str) -> None:
    plume = trait(token, 1.4)
    plume.setDashPattern([4.5, 3] if token == "rouge" else [1.4, 2.2])
    peintre.setPen(plume)
    peintre.drawLine(QPointF(x, round(y) + 0.5), QPointF(droite, round(y) + 0.5))


def _crans(peintre: QPainter, colonnes: Sequence[Colonne], mesures: Mesures, vers: Echelle) -> None:
    for rang, colonne in enumerate(colonnes):
        if colonne.seuil is not None:
            x = mesures.gauche + rang * mesures.colonne
            _ligne(peintre, x + 5, x + mesures.colonne - 5, vers.y(colonne.seuil), "rouge")


def _montants(peintre: QPainter, x: float, vers: Echelle, avant: Decimal | None, seuil: Decimal | None) -> None:
    y_avant = vers.y(avant) if avant is not None else 0
    y_seuil = vers.y(seuil) if seuil is not None else 0
    if avant is not None and seuil is not None and abs(y_avant - y_seuil) < ECART_MIN:
        milieu = (y_avant + y_seuil) / 2
        signe = 1 if y_avant >= y_seuil else -1
        y_avant, y_seuil = milieu + signe * ECART_MIN / 2, milieu - signe * ECART_MIN / 2
    if seuil is not None:
        _etiquette(peintre, x + 12, y_seuil, "Seuil de la charte", euros(seuil), "rouge")
    if avant is not None:
        _etiquette(peintre, x + 12, y_avant, "RAC avant", euros(avant), "accent")


def _etiquette(peintre: QPainter, x: float, y: float, mot: str, montant: str, token: str) -> None:
    haut = QRectF(x, round(y) - 16, 150, 16)
    ecrire(peintre, haut, mot, fonts.police(fonts.LEGENDE), token)
    ecrire(peintre, haut.translated(0, 16), montant, fonts.police(fonts.LEGENDE, fonts.GRAS), token)


def dessiner_legende(peintre: QPainter, x: float, y: float, colonnes: Sequence[Colonne]) -> None:
    """Les hachures et la moustache ne s'expliquent que si une colonne en porte."""
    gras, normal = fonts.police(fonts.LEGENDE, fonts.GRAS), fonts.police(fonts.LEGENDE)
    lignes = (("Barre de gauche", "ce qui est demandé"), ("Barre de droite", "qui le paie"))
    for rang, (mot, suite) in enumerate(lignes):
        haut = QRectF(x, y + rang * 42, 130, 16)
        ecrire(peintre, haut, mot, gras)
        ecrire(peintre, haut.translated(0, 17), suite, normal, "texte2")
    if any(c.estime and c.connue for c in colonnes):
        carre = QRectF(x, y + 86, 15, 15)
        boite(peintre, carre, fond=hachures("rac_apl", "rac_apl_fond", pas=5, epaisseur=1.4), bord="rac_apl")
        ecrire(peintre, QRectF(x + 24, y + 84, 110, 18), "montant estimé", normal, "texte2")
    if any(c.intervalle is not None and c.connue for c in colonnes):
        _legende_moustache(peintre, x, y)


def _legende_moustache(peintre: QPainter, x: float, y: float) -> None:
    peintre.setPen(trait("texte", 1.6))
    for debut, fin in (((7, 110), (7, 126)), ((3, 110), (11, 110)), ((3, 126), (11, 126))):
        peintre.drawLine(QPointF(x + debut[0], y + debut[1]), QPointF(x + fin[0], y + fin[1]))
    boite(peintre, QRectF(x + 4, y + 115, 6, 6), fond="rac_rac")
    for rang, ligne in enumerate(("si ressources", f"±10{FINE}%")):
        place = QRectF(x + 24, y + 104 + rang * 16, 110, 16)
        ecrire(peintre, place, ligne, fonts.police(fonts.LEGENDE), "texte2")
