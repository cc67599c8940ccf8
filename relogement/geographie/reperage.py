"""Le quartier d'un point, ou ce qui empêche de le dire.

« HORS » ne se dit que dans un département dont tous les quartiers sont connus.
"""

from dataclasses import dataclass

from relogement.geographie.departements import departement_de_la_commune, departement_du_code
from relogement.geographie.index import IndexQuartiers, Point, Position
from relogement.geographie.territoires import Bornes, en_france
from relogement.imports.anomalies import Gravite
from relogement.regles.localisation import HORS


@dataclass(frozen=True)
class Repere:
    """``qpv`` est vide quand rien de sûr ne peut être dit : ``message`` ou ``sans_couche`` dit alors pourquoi.

    ``sans_couche`` est le département dont il faut charger les quartiers.
    """

    qpv: str | None = None
    distance: float | None = None
    a_verifier: bool = False
    message: str | None = None
    gravite: Gravite = Gravite.AVERTISSEMENT
    sans_couche: str | None = None


def reperer(
    point: Point, index: IndexQuartiers | None, *, commune: str | None, du_projet: str, marge: float
) -> Repere:
    """Cherche un point ; ``commune`` est un code Insee, ``du_projet`` un département, ``marge`` des mètres."""
    departement = departement_de_la_commune(commune)
    if not en_france(point.lon, point.lat, departement):
        return Repere(message="Coordonnées hors du territoire : longitude et latitude sont peut-être inversées.")
    if index is None:
        return Repere(sans_couche=departement or du_projet)
    position = index.situer([point], marge=marge)[0]
    if position.code is None:
        return _dans_aucun(point, position, index, departement, du_projet)
    if departement is not None and departement_du_code(position.code) != departement:
        return Repere(message=f"Coordonnées dans {position.code}, mais commune du département {departement}.")
    return _trouve(position.code, position)


def _dans_aucun(
    point: Point, position: Position, index: IndexQuartiers, departement: str | None, du_projet: str
) -> Repere:
    departement = departement or (du_projet if _parmi(point, index.etendue(du_projet)) else None)
    if departement is None:
        message = "Coordonnées dans aucun quartier chargé : donnez la commune (code INSEE) pour en être sûr."
        return Repere(message=message, gravite=Gravite.INFO)
    if not index.couvre(departement):
        return Repere(sans_couche=departement)
    return _trouve(HORS, position)


def _parmi(point: Point, etendue: Bornes | None) -> bool:
    return etendue is not None and etendue.contient(Bornes(point.lon, point.lat, point.lon, point.lat))


def _trouve(qpv: str, position: Position) -> Repere:
    message = None
    if position.autres:
        message = f"{qpv} et {', '.join(position.autres)} se recouvrent ici : quartier à vérifier sur SIG Ville."
    elif position.distance is not None:
        ecart = round(position.distance)
        message = f"{qpv}, calculé à {ecart} m d’une limite : quartier à vérifier sur SIG Ville."
    return Repere(qpv, position.distance, position.a_verifier, message)
