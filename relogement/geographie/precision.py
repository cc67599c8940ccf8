"""Ce que valent des coordonnées : leurs décimales disent à combien de mètres près elles sont données."""

from decimal import Decimal

_METRES_PAR_DEGRE = 111_320.0


def imprecision(lon: float, lat: float) -> float:
    """À combien de mètres près ce point est connu, d'après la plus précise de ses deux coordonnées.

    « 2,89 » est juste à un demi-centième de degré, soit 557 m ; un zéro final peut s'être perdu, d'où « la plus ».
    """
    decimales = max(_decimales(lon), _decimales(lat))
    return float(0.5 * _METRES_PAR_DEGRE / 10**decimales)


def _decimales(valeur: float) -> int:
    exposant = Decimal(repr(float(valeur))).normalize().as_tuple().exponent
    return max(0, -int(exposant)) if isinstance(exposant, int) else 0
