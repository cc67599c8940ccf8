"""Lire un fichier de quartiers prioritaires : GeoJSON, GeoPackage, .shp ou archive .zip de couches."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from relogement.erreurs import ErreurMetier
from relogement.geographie.archive import contient_une_couche, lire_archive
from relogement.geographie.contours import QuartierLu, hors_de_place, lecteur_de
from relogement.geographie.couche import Couche, octets, refus
from relogement.geographie.departements import departement_du_code
from relogement.geographie.geojson import lire_geojson
from relogement.geographie.geopackage import EXTENSION as GEOPACKAGE
from relogement.geographie.geopackage import MAGIE, lire_geopackage
from relogement.geographie.recouvrements import recouvrements
from relogement.geographie.shapefile import lire_shp
from relogement.geographie.territoires import Bornes
from relogement.imports.anomalies import Gravite
from relogement.imports.resultat import Carnet, Lecture
from relogement.nomenclatures import GenerationQpv
from relogement.regles.localisation import generation_du_code

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

EXTENSIONS = (".geojson", ".json", ".gpkg", ".shp")
_ZIP = b"PK"


def est_une_couche(source: Path) -> bool:
    """Vrai si l'extension ne peut être que celle d'une couche, ou d'une archive .zip qui en contient une."""
    extension = source.suffix.lower()
    return extension in EXTENSIONS or (extension == ".zip" and contient_une_couche(source))


def lire_quartiers(source: Path, generation: GenerationQpv | None = None) -> Lecture[QuartierLu]:
    """Les quartiers d'un fichier ; sans génération demandée, celle de chaque code."""
    carnet, lus, echecs = Carnet(), dict[str, tuple[QuartierLu, str]](), list[ErreurMetier]()
    for couche in couches_de(source):
        carnet.feuille = couche.nom
        try:
            _lire(couche, generation, carnet, lus)
        except ErreurMetier as echec:
            echecs.append(echec)
            carnet.signaler(None, None, Gravite.AVERTISSEMENT, str(echec))
    if not lus and echecs:
        raise echecs[0]
    carnet.feuille = source.name
    for phrase in recouvrements([quartier for quartier, _ in lus.values()]):
        carnet.signaler(None, None, Gravite.AVERTISSEMENT, phrase)
    return carnet.lecture(quartier for quartier, _ in lus.values())


def couches_de(source: Path) -> list[Couche]:
    """Les couches d'un fichier : GeoJSON, GeoPackage, .shp ou archive .zip."""
    extension = source.suffix.lower()
    if extension == ".shp":
        return [lire_shp(source)]
    contenu = octets(source)
    if extension == ".zip" or contenu.startswith(_ZIP):
        return lire_archive(source)
    if extension == GEOPACKAGE or contenu.startswith(MAGIE):
        return lire_geopackage(source.name, contenu)
    if extension not in EXTENSIONS and not contenu.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        conseil = "Choisissez un GeoJSON, un GeoPackage, un .shp, ou l’archive .zip d’une couche shapefile."
        raise refus(source.name, "n’est pas une couche de quartiers", conseil)
    return [lire_geojson(source.name, contenu)]


def _lire(
    couche: Couche, generation: GenerationQpv | None, carnet: Carnet, lus: dict[str, tuple[QuartierLu, str]]
) -> None:
    lecteur = lecteur_de(couche, generation, carnet)
    contours: dict[str, tuple[str | None, BaseGeometry]] = {}
    for rang, code, nom, contour in lecteur.quartiers():
        if code in lus:
            message = f"{code} est déjà dans la couche « {lus[code][1]} » : celle-ci n’est pas reprise."
            carnet.ecarter(rang, None, message, Gravite.AVERTISSEMENT)
        elif code in contours:
            contours[code] = (contours[code][0], contours[code][1].union(contour))
            carnet.signaler(rang, None, Gravite.INFO, f"{code} est en plusieurs morceaux : ils ont été réunis.")
        else:
            contours[code] = (nom, contour)
    if not contours:
        raise _rien_a_garder(couche, generation, lecteur.champs.code, lecteur.mal_places)
    for code, (nom, contour) in contours.items():
        lus[code] = (_quartier(code, nom, contour, lecteur.projection.nom), couche.nom)


def _quartier(code: str, nom: str | None, contour: "BaseGeometry", projection: str) -> QuartierLu:
    import shapely

    generation = generation_du_code(code)
    assert generation is not None
    return QuartierLu(generation, code, nom, Bornes(*contour.bounds), bytes(shapely.to_wkb(contour)), projection)


def _rien_a_garder(
    couche: Couche, generation: GenerationQpv | None, champ: str, mal_places: list[Bornes]
) -> ErreurMetier:
    """Pourquoi aucune ligne d'une couche n'a pu être gardée."""
    codes = [str(entite.attributs.get(champ) or "") for entite in couche.entites]
    autres = _generations(codes) - {generation}
    if generation and autres and not mal_places:
        trouvee = ", ".join(sorted(autres))
        return refus(couche.nom, f"est de la génération {trouvee}", f"Demandez {trouvee} au lieu de {generation}.")
    if mal_places:
        raison = hors_de_place(mal_places[0], departement_du_code(codes[0]) or "")
        return refus(couche.nom, raison, "Exportez-la de nouveau, en Lambert-93 ou en WGS84.")
    return refus(couche.nom, "n’a aucun quartier lisible", "Vérifiez ses codes et ses contours.")


def _generations(codes: Iterable[str]) -> set[GenerationQpv]:
    return {generation for code in codes if (generation := generation_du_code(code.strip().upper()))}
