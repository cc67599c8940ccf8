"""D'une couche à ses quartiers : code vérifié, contour réparé et placé, chaque écart dit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relogement.erreurs import ErreurMetier
from relogement.geographie.champs_qpv import ChampsQpv, champs_de, code_de, nom_de
from relogement.geographie.couche import Couche, Entite, refus
from relogement.geographie.departements import departement_du_code
from relogement.geographie.projections import Projection, projection_de
from relogement.geographie.reparation import contour_lu, defaut, repare
from relogement.geographie.territoires import Bornes, territoire
from relogement.imports.anomalies import Gravite
from relogement.imports.resultat import Carnet
from relogement.nomenclatures import GenerationQpv
from relogement.regles.localisation import generation_du_code

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_METRES = 1000.0


@dataclass(frozen=True)
class QuartierLu:
    """Un quartier du fichier ; ``geometrie`` est un WKB, en longitudes et latitudes WGS84."""

    generation: GenerationQpv
    code: str
    nom: str | None
    bornes: Bornes
    geometrie: bytes = field(repr=False)
    projection: str = ""


@dataclass
class Lecteur:
    """Lit une couche, une entité après l'autre, et note ce qu'il rencontre."""

    couche: Couche
    champs: ChampsQpv
    projection: Projection
    generation: GenerationQpv | None
    carnet: Carnet
    mal_places: list[Bornes] = field(default_factory=list)

    def quartiers(self) -> Iterator[tuple[int, str, str | None, "BaseGeometry"]]:
        """Rang, code, nom et contour de chaque entité retenue."""
        for entite in self.couche.entites:
            self.carnet.lues += 1
            code = code_de(entite, self.champs.code)
            if (faute := self._faute_de_code(code)) is not None:
                self.carnet.ecarter(entite.rang, self.champs.code, faute)
            elif (contour := self._contour(entite, code)) is not None:
                yield entite.rang, code, self._nom(entite, code), contour

    def _faute_de_code(self, code: str) -> str | None:
        generation = generation_du_code(code)
        if generation is None:
            return f"« {code} » n’est pas un code de quartier (QP066007, QN06605M) : corrigez la couche."
        if self.generation not in (None, generation):
            return (
                f"{code} est un code de la génération {generation.libelle}, celle demandée est {self.generation}."
            )
        return None

    def _contour(self, entite: Entite, code: str) -> "BaseGeometry | None":
        contour = contour_lu(entite.trace, self.projection.passage)
        if contour is None:
            self.carnet.ecarter(entite.rang, None, f"{code} n’a pas de contour lisible : complétez la couche.")
            return None
        if not territoire(departement_du_code(code) or "").contient(bornes := Bornes(*contour.bounds)):
            self.mal_places.append(bornes)
            self.carnet.ecarter(
                entite.rang, None, f"{code} est dessiné hors de son territoire : vérifiez la couche."
            )
            return None
        return self._valide(entite.rang, code, contour)

    def _valide(self, rang: int, code: str, contour: "BaseGeometry") -> "BaseGeometry | None":
        raison = defaut(contour)
        if raison is None:
            return contour
        if (sain := repare(contour)) is None:
            motif = f"Le contour de {code} n’enferme aucune surface : complétez la couche."
            self.carnet.ecarter(rang, None, motif)
            return None
        self.carnet.signaler(rang, None, Gravite.INFO, f"Le contour de {code} {raison} : il a été réparé.")
        return sain

    def _nom(self, entite: Entite, code: str) -> str | None:
        nom = nom_de(entite, self.champs.nom)
        if nom and "?" in nom:
            message = f"Le nom de {code}, « {nom} », a perdu un caractère dans le fichier d’origine."
            self.carnet.signaler(entite.rang, self.champs.nom, Gravite.INFO, message)
        return nom


def lecteur_de(couche: Couche, generation: GenerationQpv | None, carnet: Carnet) -> Lecteur:
    """De quoi lire cette couche ; lève ``ErreurMetier`` si elle est vide, sans code ou sans projection connue."""
    if not couche.entites:
        raise refus(couche.nom, "ne contient aucun contour", "Choisissez la couche des quartiers prioritaires.")
    champs = champs_de(couche)
    if champs is None:
        conseil = "Choisissez la couche des quartiers, ou nommez « code_qp » le champ du code."
        raise refus(couche.nom, "n’a pas de champ qui donne le code des quartiers", conseil)
    if champs.devine:
        message = f"Le code des quartiers a été reconnu à ses valeurs, dans le champ « {champs.code} »."
        carnet.signaler(None, champs.code, Gravite.INFO, message)
    return Lecteur(couche, champs, _projection(couche, champs, carnet), generation, carnet)


_ECHANTILLON = 60


def _projection(couche: Couche, champs: ChampsQpv, carnet: Carnet) -> Projection:
    """Celle que la couche annonce, que veut la norme, ou que l'on devine, et dit."""
    places = [] if couche.projection else list(_places(couche, champs))
    trouvee = projection_de(couche, places)
    if trouvee is None:
        raise _indevinable(couche.nom, places)
    if trouvee.devinee:
        message = (
            f"Projection non dite : devinée d’après les coordonnées, {trouvee.nom}. Vérifiez-la sur la carte."
        )
        carnet.signaler(None, None, Gravite.AVERTISSEMENT, message)
    return trouvee


def _places(couche: Couche, champs: ChampsQpv) -> Iterator[tuple[str, Bornes]]:
    """Le département et l'étendue, telle qu'elle est écrite, de quelques contours pris dans toute la couche."""
    pas = max(1, len(couche.entites) // _ECHANTILLON)
    for entite in couche.entites[::pas]:
        departement = departement_du_code(code_de(entite, champs.code))
        contour = contour_lu(entite.trace, lambda points: points) if departement else None
        if departement and contour is not None:
            yield departement, Bornes(*contour.bounds)


def _indevinable(nom: str, places: list[tuple[str, Bornes]]) -> ErreurMetier:
    if places and territoire(places[0][0]).contient(places[0][1].inversees()):
        return refus(nom, hors_de_place(places[0][1], places[0][0]), "Exportez-la de nouveau, en WGS84.")
    conseil = "Joignez son fichier .prj, ou exportez-la de nouveau en Lambert-93 ou en WGS84."
    return refus(nom, "n’annonce pas sa projection, et ses coordonnées n’en font deviner aucune", conseil)


def hors_de_place(bornes: Bornes, departement: str) -> str:
    """Ce qui explique un contour hors de son territoire."""
    if territoire(departement).contient(bornes.inversees()):
        return "a ses longitudes et ses latitudes inversées"
    if max(map(abs, bornes)) > _METRES:
        return "a des coordonnées en mètres sous une projection en degrés, ou dans une autre que la sienne"
    return "est dessinée hors de France : sa projection n’est sans doute pas celle qu’elle annonce"
