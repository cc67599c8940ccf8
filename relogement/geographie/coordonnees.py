"""Ce qui ne va pas dans des coordonnées saisies : inversées, en mètres, en mer, ou loin de la commune déclarée."""

from math import cos, hypot, radians

from relogement.baremes import Source, bareme
from relogement.communes import commune, insee_actuel
from relogement.geographie.centres import centres, par_departement
from relogement.geographie.departements import departement_de_la_commune
from relogement.geographie.territoires import PROJECTIONS, en_france
from relogement.textes import FINE, nombre

_KM_PAR_DEGRE = 111.32
_VOISINES = 6


def defaut_de_coordonnees(
    lon: float | None, lat: float | None, insee: str | None = None, *, dossier: Source | None = None
) -> str | None:
    """Une phrase qui dit quoi corriger ; vide si rien ne choque, ou s'il n'y a pas de coordonnées.

    L'éloignement admis est celui du barème « localisation_qpv » ; une commune dont on ignore le centre n'est
    jugée que sur son territoire.
    """
    if lon is None and lat is None:
        return None
    if lon is None or lat is None:
        return "Donnez la longitude et la latitude, ou aucune des deux."
    departement = departement_de_la_commune(insee_actuel(insee))
    if not en_france(lon, lat, departement):
        return _hors_du_territoire(lon, lat, departement)
    if insee and (eloignement := _km_du_centre(lon, lat, insee)) is not None:
        admis = float(bareme("coordonnees", dossier=dossier).nombre("eloignement_commune_km"))
        connue = commune(insee)
        if eloignement > admis and connue is not None:
            loin = f"{nombre(round(eloignement), 0)}{FINE}km"
            return f"Ce point est à {loin} de {connue.libelle} : corrigez les coordonnées ou la commune."
    elif not insee and _en_mer(lon, lat, dossier):
        return "Ce point est en mer ou hors de France : corrigez les coordonnées."
    return None


def departement_sur(lon: float, lat: float) -> str | None:
    """Le département d'un point, si les communes connues les plus proches en sont toutes ; vide sinon."""
    outre_mer = [d for d in PROJECTIONS if en_france(lon, lat, d)]
    if outre_mer:
        return outre_mer[0] if len(outre_mer) == 1 else None
    proches = sorted(centres().items(), key=lambda commune: _km(lon, lat, commune[1]))[:_VOISINES]
    departements = {insee[:2] for insee, _ in proches}
    return departements.pop() if len(departements) == 1 else None


def _hors_du_territoire(lon: float, lat: float, departement: str | None) -> str:
    if en_france(lat, lon, departement):
        return (
            f"Longitude et latitude sont inversées : la longitude est {_degres(lat)}, la latitude {_degres(lon)}."
        )
    if max(abs(lon), abs(lat)) > 180:
        return "Ces coordonnées sont en mètres : donnez-les en degrés (WGS84), par exemple 2,8954 et 42,6986."
    ou = f"du territoire du département {departement}" if departement else "de France"
    return f"Ce point est hors {ou} : corrigez la longitude et la latitude."


def _degres(valeur: float) -> str:
    return str(valeur).replace(".", ",")


def _km_du_centre(lon: float, lat: float, insee: str) -> float | None:
    """Jusqu'au centre de la commune ; de celui de son département le plus proche si le sien n'est pas connu."""
    centre = centres().get(insee_actuel(insee) or "")
    if centre is not None:
        return _km(lon, lat, centre)
    lieux = par_departement().get(departement_de_la_commune(insee_actuel(insee)) or "", ())
    return min((_km(lon, lat, lieu) for lieu in lieux), default=None)


def _en_mer(lon: float, lat: float, dossier: Source | None) -> bool:
    """Loin de toute commune connue, dans le rectangle de l'Hexagone."""
    if not en_france(lon, lat, "75"):
        return False  # outre-mer, ou ailleurs : dit autrement
    admis = float(bareme("coordonnees", dossier=dossier).nombre("eloignement_commune_km"))
    return all(_km(lon, lat, centre) > admis for centre in centres().values())


def _km(lon: float, lat: float, centre: tuple[float, float]) -> float:
    est = (lon - centre[0]) * cos(radians(lat)) * _KM_PAR_DEGRE
    return hypot(est, (lat - centre[1]) * _KM_PAR_DEGRE)
