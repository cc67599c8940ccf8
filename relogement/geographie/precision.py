"""Ce que valent des coordonnées : leurs décimales disent à combien de mètres près elles sont données."""

_METRES_PAR_DEGRE = 111_320.0
_FINES = 9


def imprecision(lon: float, lat: float) -> float:
    """À combien de mètres près ce point est connu, d'après la plus précise de ses deux coordonnées.

    « 2,89 » est juste à un demi-centième de degré, soit 557 m ; un zéro final peut s'être perdu, d'où « la plus ».
    """
    decimales = max(_decimales(lon), _decimales(lat))
    return float(0.5 * _METRES_PAR_DEGRE / 10**decimales)


def _decimales(valeur: float) -> int:
    entiere, _, suite = repr(float(valeur)).partition(".")
    if "e" in suite or "e" in entiere:  # « 5e-05 » : bien plus fin que tout géocodage
        return _FINES
    return 0 if suite == "0" else len(suite)
