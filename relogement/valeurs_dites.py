"""La valeur d'un champ, écrite comme à l'écran quel que soit son type."""

from datetime import date
from decimal import Decimal
from typing import Any

from relogement.base import Code
from relogement.textes import FINE, TIRET, jour, nombre, oui_non


def dite(valeur: Any, unite: str = "") -> str:
    """« 471,59 € », « oui », « Titulaire », « 12/03/2026 » ; un tiret si l'on ne sait pas."""
    suite = f"{FINE}{unite}" if unite else ""
    match valeur:
        case None | "":
            return TIRET
        case bool():
            return oui_non(valeur)
        case Code():
            return valeur.libelle
        case date():
            return jour(valeur)
        case Decimal():
            return f"{nombre(valeur)}{suite}"
        case _:
            return f"{valeur}{suite}"
