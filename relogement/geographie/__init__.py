"""Les quartiers prioritaires : lire leurs contours, situer une adresse, dire à quelle distance est la limite."""

from relogement.geographie.contours import QuartierLu
from relogement.geographie.couche import empreinte
from relogement.geographie.departements import couvertures, departement_du_code
from relogement.geographie.index import Contour, IndexQuartiers, Point, Position
from relogement.geographie.lecture import est_une_couche, lire_quartiers
from relogement.geographie.reperage import Repere, reperer, reperer_tous

__all__ = [
    "Contour",
    "IndexQuartiers",
    "Point",
    "Position",
    "QuartierLu",
    "Repere",
    "couvertures",
    "departement_du_code",
    "empreinte",
    "est_une_couche",
    "lire_quartiers",
    "reperer",
    "reperer_tous",
]
