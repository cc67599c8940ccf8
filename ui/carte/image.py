"""La carte en image : en clair, avec son titre, sa date et ses sources, et jamais un nom.

Une image ne se relit pas : les textes qu'elle peint sont relevés au moment de les peindre, et se fouillent avant
qu'elle ne s'écrive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from relogement.textes import jour
from ui import fonts
from ui.carte.camera import Camera
from ui.carte.dessin import Dessin, Noms, Options
from ui.carte.habillage import (
    NORD,
    legende,
    peindre_l_echelle,
    peindre_la_legende,
    place_de_l_echelle,
    place_de_la_legende,
)
from ui.carte.phrases import resume
from ui.peinture import ecrire, textes_peints
from ui.theme import couleur, sur_papier

TETE, PIED, BORD, DENSITE = 62, 26, 16, 2.0


@dataclass(frozen=True, eq=False)
class ImageDeCarte:
    """L'image, tout ce qui y est écrit, et ce que le programme y écrit de lui-même."""

    image: QImage
    textes: Sequence[str] = field(repr=False)
    fixes: Sequence[str] = ()


def en_image(dessin: Dessin, taille: QSizeF, camera: Camera, options: Options) -> ImageDeCarte:
    """La vue du moment, deux fois plus fine qu'à l'écran."""
    with textes_peints() as textes:
        image = _peinte(dessin, taille, camera, options)
    return ImageDeCarte(image, textes, [NORD, *(cle.texte for cle in legende(dessin.carte, options))])


def _peinte(dessin: Dessin, taille: QSizeF, camera: Camera, options: Options) -> QImage:
    largeur, hauteur = taille.width(), taille.height() + TETE + PIED
    image = QImage(round(largeur * DENSITE), round(hauteur * DENSITE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITE)
    with sur_papier():
        image.fill(couleur("surface"))
        peintre = QPainter(image)
        _titre(peintre, dessin, largeur)
        peintre.translate(0, TETE)
        peintre.setClipRect(QRectF(QPointF(0, 0), taille))
        cles = legende(dessin.carte, options)
        occupe = (place_de_la_legende(taille, cles), place_de_l_echelle(taille))
        noms = Noms(QRectF(QPointF(0, 0), taille), occupe)
        dessin.peindre_le_fond(peintre, taille, camera, options, noms)
        dessin.peindre_les_points(peintre, taille, camera)
        peindre_la_legende(peintre, taille, cles)
        peindre_l_echelle(peintre, taille, camera)
        peintre.setClipping(False)
        peintre.translate(0, taille.height())
        zone = QRectF(BORD, 0, largeur - 2 * BORD, PIED)
        ecrire(peintre, zone, sources(dessin), fonts.police(fonts.LEGENDE), "texte3")
        peintre.end()
    return image


def _titre(peintre: QPainter, dessin: Dessin, largeur: float) -> None:
    carte = dessin.carte
    titre = f"{carte.projet} — {carte.operation or 'toutes les opérations'}, au {jour(carte.au)}"
    ecrire(peintre, QRectF(BORD, 8, largeur - 2 * BORD, 26), titre, fonts.police(fonts.SECTION, fonts.GRAS))
    ecrire(peintre, QRectF(BORD, 34, largeur - 2 * BORD, 20), resume(carte), fonts.police(fonts.BASE), "texte2")


def sources(dessin: Dessin) -> str:
    """« Contours : quartiers.geojson (2015, importé le 20/11/2026) »."""
    dites = [
        f"{c.source} ({c.generation.libelle}, importé le {jour(c.importee_le.date())})"
        for c in dessin.carte.couches
        if c.quartiers
    ]
    return f"Contours : {' ; '.join(dites)}" if dites else ""
