"""Les quartiers prioritaires : lire leurs contours, situer une adresse, dire à quelle distance est la limite."""

from relogement.geographie.contours import QuartierLu
from relogement.geographie.departements import departement_de_la_commune, departement_du_code
from relogement.geographie.index import Contour, IndexQuartiers, Point, Position
from relogement.geographie.lecture import est_une_couche, lire_quartiers
from relogement.geographie.territoires import en_france

__all__ = [
    "Contour",
    "IndexQuartiers",
    "Point",
    "Position",
    "QuartierLu",
    "departement_de_la_commune",
    "departement_du_code",
    "en_france",
    "est_une_couche",
    "lire_quartiers",
]
