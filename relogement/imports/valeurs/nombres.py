"""Lire un montant, un nombre, un effectif comme on les écrit en France, ou comme Excel les donne."""

import re
from decimal import Decimal

from relogement.imports.valeurs.illisible import ValeurIllisible
from relogement.imports.valeurs.mots import est_inconnu
from relogement.textes import arrondi

SIMPLE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,15})?")
GROUPE = re.compile(r"([0-9]{1,3}(?: [0-9]{3}){1,3}|[0-9]{1,12})(?:[.,]([0-9]*))?")
MILLIERS = re.compile(r"[0-9]{1,3}(?:([.,'])[0-9]{3})(?:\1[0-9]{3})*")
UNITES = re.compile(r"(?:€|\beuros?\b|\beur\b|\bm2\b|m²|/\s*mois|\bmensuels?\b)", re.IGNORECASE)
ESPACES = re.compile(r"\s+")
MOINS = str.maketrans({"−": "-", "–": "-", "’": "'"})
ZEROS = frozenset(("néant", "neant", "aucun", "aucune", "pas d'apl", "sans apl", "sans", "zéro", "gratuit"))
EFFECTIF = re.compile(r"([0-9]{1,9})(?:[.,]0*)?\s*(?:p|pers\.?|personnes?|occ\.?|occupants?|enfants?)?", re.I)
NOMBRE_ATTENDU = "n’est pas un nombre : écrivez par exemple 420,81"
POSITIF_ATTENDU = "est négatif : écrivez un nombre positif, ou laissez la cellule vide"
EFFECTIF_ATTENDU = "n’est pas un nombre entier : écrivez par exemple 4"
MONTANT_MAX = Decimal(10) ** 9


def nombre(texte: str) -> Decimal | None:
    """« 1 234,56 € », « 1.234,56 », « 420.81 », « (12,50) » ; rien quand la cellule dit ne pas savoir."""
    if SIMPLE.fullmatch(texte):
        return Decimal(texte.replace(",", "."))
    if est_inconnu(texte):
        return None
    return _nombre_habille(texte)


def _nombre_habille(texte: str) -> Decimal:
    nu = ESPACES.sub(" ", UNITES.sub(" ", texte)).translate(MOINS).strip()
    if nu.casefold() in ZEROS:
        return Decimal(0)
    negatif = nu.startswith("-") or nu.endswith("-") or (nu.startswith("(") and nu.endswith(")"))
    chiffres = _separateurs_ordinaires(nu.strip("-+() "))
    trouve = GROUPE.fullmatch(chiffres)
    if not trouve:
        raise ValeurIllisible(texte, NOMBRE_ATTENDU)
    valeur = Decimal(f"{trouve[1].replace(' ', '')}.{trouve[2] or '0'}")
    return -valeur if negatif else valeur


def _separateurs_ordinaires(texte: str) -> str:
    """Ôte les séparateurs de milliers quand un second signe, ou leur répétition, les trahit."""
    dernier = max(texte.rfind(","), texte.rfind("."))
    entiere, suite = (texte[:dernier], texte[dernier:]) if dernier >= 0 else (texte, "")
    if MILLIERS.fullmatch(entiere) and (not suite or suite[0] not in entiere):
        return re.sub(r"[.,']", "", entiere) + suite
    if suite and MILLIERS.fullmatch(texte) and texte.count(suite[0]) > 1:
        return texte.replace(suite[0], "")
    return texte


def montant(texte: str) -> Decimal | None:
    """Un montant en euros, au centime."""
    valeur = nombre(texte)
    if valeur is None:
        return None
    if abs(valeur) > MONTANT_MAX:
        raise ValeurIllisible(texte, "est un montant démesuré : vérifiez la cellule")
    return arrondi(valeur)


def montant_positif(texte: str) -> Decimal | None:
    """Un montant que rien ne rend négatif : loyer, charges, aides, ressources."""
    valeur = montant(texte)
    if valeur is not None and valeur < 0:
        raise ValeurIllisible(texte, POSITIF_ATTENDU)
    return valeur


def surface(texte: str) -> Decimal | None:
    """Une surface en m², au centième."""
    return montant_positif(texte)


def entier(texte: str) -> int | None:
    """Un effectif : « 4 », « 4.0 », « 4 pers. »."""
    if texte.isascii() and texte.isdigit() and len(texte) < 10:
        return int(texte)
    if est_inconnu(texte):
        return None
    trouve = EFFECTIF.fullmatch(texte)
    if not trouve:
        negatif = texte.translate(MOINS).startswith("-") and EFFECTIF.fullmatch(texte[1:].strip())
        raise ValeurIllisible(texte, POSITIF_ATTENDU if negatif else EFFECTIF_ATTENDU)
    return int(trouve[1])
