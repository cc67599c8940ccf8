"""Écrire une fraction exacte comme on lit un taux ou un indice."""

from decimal import Decimal
from fractions import Fraction

from relogement.textes import FINE, INCONNU, nombre


def dit(valeur: Fraction | None, decimales: int = 0) -> str:
    """« 31 », la moitié vers le haut ; « NR » quand on ne sait pas."""
    return INCONNU if valeur is None else nombre(decimal(valeur), decimales)


def taux(valeur: Fraction | None, decimales: int = 0) -> str:
    """« 31 % », ou « NR »."""
    return INCONNU if valeur is None else f"{dit(valeur, decimales)}{FINE}%"


def decimal(valeur: Fraction) -> Decimal:
    return Decimal(valeur.numerator) / Decimal(valeur.denominator)
