"""Un indicateur en mots : son titre, sa part, sa fraction, l'écart à l'objectif."""

from decimal import Decimal

from relogement.indicateurs.indicateur import Mesure
from relogement.textes import FINE, INSECABLE, TIRET, arrondi, nombre, pourcent

TITRES = {
    "NEUF": f"Neuf ou conventionné <{INSECABLE}5 ans",
    "HORS_QPV": "Hors QPV",
    "HORS_SITE": "Hors site",
    "RAC_MAITRISE": "Maîtrise du reste à charge",
}


def fraction(mesure: Mesure) -> str:
    return f"{nombre(mesure.oui, 0)}/{nombre(mesure.base, 0)}"


def part(mesure: Mesure) -> str:
    """Le pourcentage, ou un tiret quand personne n'est compté."""
    return TIRET if mesure.pct is None else pourcent(mesure.pct)


def points(mesure: Mesure, objectif: Decimal) -> Decimal | None:
    """L'écart à l'objectif, en points, au centième comme la part que l'on lit."""
    return None if mesure.pct is None else arrondi(mesure.pct) - objectif


def taux_rond(objectif: Decimal) -> str:
    """« 60 % » : un objectif s'écrit sans décimale inutile."""
    return f"{nombre(objectif, 0 if objectif == objectif.to_integral_value() else 2)}{FINE}%"
