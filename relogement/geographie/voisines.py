"""Lire une couche de communes, et dire lesquelles touchent celle d'où l'on reloge."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from relogement.geographie.couche import Couche, refus
from relogement.geographie.departements import departement_de_la_commune
from relogement.geographie.lecture import couches_de
from relogement.geographie.projections import projection_de
from relogement.geographie.reparation import contour_lu, defaut, repare
from relogement.geographie.territoires import Bornes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from relogement.geographie.projections import Passage

_INSEE = re.compile(r"\d[\dAB]\d{3}")
# Deux tracés simplifiés d'une même limite s'écartent de quelques mètres : 0,0002° en fait une vingtaine.
TOLERANCE = 0.0002


def limitrophes_de(insee: str, source: Path) -> list[str]:
    """Les codes des communes de la couche qui touchent celle-ci, à une vingtaine de mètres près.

    Lève ``ErreurMetier`` si la couche ne contient pas cette commune ou n'a pas de code Insee.
    """
    for couche in couches_de(source):
        contours = dict(_contours(couche))
        if insee in contours:
            ici = contours.pop(insee)
            return sorted(code for code, contour in contours.items() if ici.distance(contour) <= TOLERANCE)
    conseil = "Choisissez la couche des communes du département, avec leur code Insee."
    raise refus(source.name, f"ne contient pas la commune {insee}", conseil)


def _contours(couche: Couche) -> Iterator[tuple[str, "BaseGeometry"]]:
    champ = _champ(couche)
    passage = _passage(couche, champ)
    for entite in couche.entites:
        contour = contour_lu(entite.trace, passage)
        if contour is not None and defaut(contour):
            contour = repare(contour)
        code = str(entite.attributs.get(champ) or "").strip().upper()
        if contour is not None and _INSEE.fullmatch(code):
            yield code, contour


def _passage(couche: Couche, champ: str) -> "Passage":
    places = [] if couche.projection or couche.d_usage else list(_places(couche, champ))
    projection = projection_de(couche, places)
    if projection is None:
        conseil = "Joignez son fichier .prj, ou exportez-la de nouveau en Lambert-93 ou en WGS84."
        raise refus(couche.nom, "n’annonce pas sa projection", conseil)
    return projection.passage


def _places(couche: Couche, champ: str) -> Iterator[tuple[str, Bornes]]:
    for entite in couche.entites[:: max(1, len(couche.entites) // 60)]:
        departement = departement_de_la_commune(str(entite.attributs.get(champ) or "").strip().upper())
        contour = contour_lu(entite.trace, lambda points: points) if departement else None
        if departement and contour is not None:
            yield departement, Bornes(*contour.bounds)


def _donne_les_codes(couche: Couche, champ: str) -> bool:
    valeurs = (str(entite.attributs.get(champ) or "").strip().upper() for entite in couche.entites)
    return all(_INSEE.fullmatch(valeur) for valeur in valeurs)


def _champ(couche: Couche) -> str:
    """Le champ dont toutes les valeurs sont des codes Insee ; celui qui parle d'Insee ou de commune d'abord."""
    champs = dict.fromkeys(champ for entite in couche.entites for champ in entite.attributs)
    possibles = [champ for champ in champs if _donne_les_codes(couche, champ)]
    if not possibles:
        conseil = "Choisissez une couche de communes qui a leur code Insee."
        raise refus(couche.nom, "n’a pas de champ qui donne le code Insee de chaque commune", conseil)
    return min(possibles, key=lambda champ: ("insee" not in champ.lower(), "com" not in champ.lower()))
