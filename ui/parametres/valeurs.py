"""Lire une valeur de barème que l'on tape : un montant, ou un taux de plus de deux décimales."""

import re
from decimal import Decimal

from relogement.baremes import valeur_ecrite
from relogement.erreurs import ErreurMetier
from ui.editeurs import Ecriture
from ui.saisie import BLANCS

VALEUR = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")


def lire_valeur(texte: str) -> Decimal:
    """« 298,09 », « 0,0283 », « 5 235 » ; vide ou illisible est refusé."""
    epure = BLANCS.sub("", texte).replace("\u2212", "-").replace(",", ".")
    if not VALEUR.fullmatch(epure):
        raise ErreurMetier("Écrire un nombre, par exemple 298,09. La valeur d’avant est gardée.")
    return Decimal(epure)


def _ecrire(valeur: object) -> str:
    return valeur_ecrite(valeur) if isinstance(valeur, Decimal) else ""


ECRITURE = Ecriture(lire_valeur, _ecrire, a_droite=True)
