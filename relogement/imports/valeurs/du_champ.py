"""Lire la valeur d'un champ déclaré telle qu'on l'écrit dans une cellule."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.imports.valeurs.codes import code, oui_non
from relogement.imports.valeurs.illisible import ValeurIllisible
from relogement.imports.valeurs.jours import jour
from relogement.imports.valeurs.mots import est_inconnu, texte_propre
from relogement.imports.valeurs.nombres import entier, montant_positif

LECTEURS: Mapping[type, Callable[[str], Any]] = {
    str: texte_propre,
    int: entier,
    bool: oui_non,
    date: jour,
    Decimal: montant_positif,
}


def valeur_du_champ(genre: type, texte: str) -> Any:
    """La valeur écrite ; rien quand la cellule est vide ou dit ne pas savoir."""
    try:
        return lire_valeur(genre, texte)
    except ValeurIllisible as erreur:
        raise ErreurMetier(_phrase(str(erreur))) from erreur


def lire_valeur(genre: type, texte: str) -> Any:
    """La même ; lève ``ValeurIllisible``, qu'une lecture de fichier range parmi ses anomalies."""
    propre = texte_propre(texte) or ""
    if est_inconnu(propre):
        return None
    return code(genre, propre) if issubclass(genre, Code) else LECTEURS[genre](propre)


def _phrase(dite: str) -> str:
    return dite if dite.endswith(".") else f"{dite}."
