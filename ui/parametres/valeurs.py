"""Lire une valeur de barème que l'on tape : un montant, un taux de plus de deux décimales, un oui ou un mot."""

import re
from decimal import Decimal

from relogement.baremes import Valeur
from relogement.baremes import valeur_ecrite as valeur_ecrite
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


def lire_oui_non(texte: str) -> bool:
    """« oui », « Non » ; autre chose est refusé."""
    reponses = {"oui": True, "non": False}
    if (dit := texte.strip().lower()) not in reponses:
        raise ErreurMetier("Écrire oui ou non. La valeur d’avant est gardée.")
    return reponses[dit]


def lire_mot(texte: str) -> str:
    """Un mot, tel quel ; vide est refusé."""
    if not texte.strip():
        raise ErreurMetier("Écrire une valeur. Celle d’avant est gardée.")
    return texte.strip()


def ecriture_de(valeur: Valeur) -> Ecriture:
    """Comment se lit et s'écrit une ligne qui porte cette valeur."""
    if isinstance(valeur, bool):
        return Ecriture(lire_oui_non, _ecrire, "oui ou non", a_droite=True)
    if isinstance(valeur, str):
        return Ecriture(lire_mot, _ecrire, a_droite=True)
    return Ecriture(lire_valeur, _ecrire, a_droite=True)


def _ecrire(valeur: object) -> str:
    return valeur_ecrite(valeur) if isinstance(valeur, Decimal | str | bool) else ""
