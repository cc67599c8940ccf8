"""Lire la valeur d'un champ déclaré telle qu'on l'écrit dans une cellule, et refuser ce qui ne peut pas être."""

import re
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

TELEPHONE = re.compile(r"[0-9+().\s/-]{6,40}")
CHIFFRES_DU_NUMERO_UNIQUE = 18
LECTEURS: Mapping[type, Callable[[str], Any]] = {
    str: texte_propre,
    int: entier,
    bool: oui_non,
    date: jour,
    Decimal: montant_positif,
}


def valeur_du_champ(nom: str, genre: type, texte: str) -> Any:
    """La valeur écrite ; rien quand la cellule est vide ou dit ne pas savoir."""
    propre = texte_propre(texte) or ""
    if est_inconnu(propre):
        return None
    try:
        lue = code(genre, propre) if issubclass(genre, Code) else LECTEURS[genre](propre)
    except ValeurIllisible as erreur:
        raise ErreurMetier(_phrase(str(erreur))) from erreur
    controler(nom, lue)
    return lue


def controler(nom: str, valeur: Any) -> None:
    """Ce qu'un champ n'accepte pas, d'une phrase."""
    controle = CONTROLES.get(nom)
    if controle is not None and valeur is not None:
        controle(valeur)


def _telephone(valeur: str) -> None:
    if not TELEPHONE.fullmatch(valeur):
        raise ErreurMetier("Un téléphone ne porte que des chiffres, par exemple 06 12 34 56 78.")


def _numero_unique(valeur: str) -> None:
    nu = re.sub(r"\W", "", valeur)
    if len(nu) != CHIFFRES_DU_NUMERO_UNIQUE:
        raise ErreurMetier(f"Un numéro unique a {CHIFFRES_DU_NUMERO_UNIQUE} caractères : celui-ci en a {len(nu)}.")


def _au_moins_un(valeur: int) -> None:
    if valeur < 1:
        raise ErreurMetier("Un ménage compte au moins une personne ; videz le champ si vous ne savez pas.")


def _pas_negatif(valeur: int) -> None:
    if valeur < 0:
        raise ErreurMetier("Écrire un nombre positif, ou vider le champ.")


CONTROLES: Mapping[str, Callable[[Any], None]] = {
    "telephone": _telephone,
    "numero_unique": _numero_unique,
    "nb_personnes": _au_moins_un,
    "nb_moins_14": _pas_negatif,
}


def _phrase(dite: str) -> str:
    return dite if dite.endswith(".") else f"{dite}."
