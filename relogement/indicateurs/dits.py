"""Écrire un chiffre : sa valeur, son compte, et s'il est significatif."""

from datetime import date
from decimal import Decimal

from relogement.indicateurs.indicateur import Forme, Indicateur, Mesure, Resultat
from relogement.textes import FINE, TIRET, arrondi, euros, nombre, pourcent

NON_SIGNIFICATIF = "non significatif"


def valeur_dite(indicateur: Indicateur, resultat: Resultat) -> str:
    """« 59,15 % », « 84 jours », « 216,15 € », « 1,58 » ; un tiret quand personne n'est compté."""
    if isinstance(resultat, Mesure):
        if indicateur.forme is Forme.EFFECTIF:
            return nombre(resultat.oui, 0)
        return TIRET if resultat.pct is None else pourcent(resultat.pct)
    if resultat.valeur is None:
        return TIRET
    if indicateur.unite == "€":
        return euros(resultat.valeur)
    if indicateur.forme is Forme.MOYENNE:
        return nombre(resultat.valeur)
    return f"{nombre(resultat.valeur, 0 if _entier(resultat.valeur) else 1)}{FINE}j"


def fraction(indicateur: Indicateur, resultat: Resultat) -> str:
    """« 42/71 » ; l'effectif seul quand il n'y a pas de part, le compte des connus pour une médiane."""
    if isinstance(resultat, Mesure):
        oui = nombre(resultat.oui, 0)
        return oui if indicateur.forme is Forme.EFFECTIF else f"{oui}/{nombre(resultat.base, 0)}"
    if indicateur.forme is Forme.MOYENNE and resultat.somme is not None:
        return f"{nombre(resultat.somme, 0)}/{nombre(resultat.connus, 0)}"
    return nombre(resultat.connus, 0)


def est_vide(resultat: Resultat) -> bool:
    """Personne n'y est compté, ni connu ni inconnu."""
    return not resultat.lignes if isinstance(resultat, Mesure) else not (resultat.connus + resultat.nr)


def est_reserve(indicateur: Indicateur, resultat: Resultat, au: date) -> bool:
    """Trop de réponses manquent pour en donner la valeur ; un effectif se donne toujours."""
    return indicateur.forme is not Forme.EFFECTIF and not est_vide(resultat) and not resultat.significatif(au)


def en_chaine(valeur: Decimal | None) -> str | None:
    """Deux décimales et un point : la forme publique."""
    return None if valeur is None else f"{arrondi(valeur):.2f}"


def _entier(valeur: Decimal) -> bool:
    return valeur == valeur.to_integral_value()
