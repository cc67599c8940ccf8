"""Lire ce qu'une personne tape : une date, un montant, un nombre, avec indulgence mais sans deviner."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, heure, jour, nombre

BLANCS = re.compile(r"[\s\u00a0\u202f€%]|m²")
MONTANT = re.compile(r"[+-]?\d+(?:\.\d{1,2})?")
DATE = re.compile(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})")
DATE_COLLEE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
HEURE = re.compile(r"(\d{1,2})[:hH](\d{2})?")
COORDONNEE = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?")
DATE_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
PIVOT = 50  # « 84 » se lit 1984, « 26 » se lit 2026


def lire_montant(texte: str) -> Decimal | None:
    """« 1 234,56 », « 1234.5 », « 1 234,56 € » ; vide reste inconnu."""
    epure = BLANCS.sub("", texte).replace("\u2212", "-").replace(",", ".")
    if not epure:
        return None
    if not MONTANT.fullmatch(epure):
        raise ErreurMetier("Écrire un nombre, deux décimales au plus, par exemple 1\u202f234,56.")
    return Decimal(epure)


def lire_entier(texte: str) -> int | None:
    epure = BLANCS.sub("", texte)
    if not epure:
        return None
    if not re.fullmatch(r"[+-]?\d+", epure):
        raise ErreurMetier("Écrire un nombre entier, par exemple 4.")
    return int(epure)


def lire_date(texte: str) -> date | None:
    """« 12/03/2026 », « 12-3-26 », « 120326 », « 2026-03-12 » ; vide reste inconnu."""
    epure = texte.strip()
    if not epure:
        return None
    if iso := DATE_ISO.fullmatch(epure):
        annee, mois, jour_ = iso.groups()
    elif trouve := DATE.fullmatch(epure) or DATE_COLLEE.fullmatch(epure):
        jour_, mois, annee = trouve.groups()
    else:
        raise ErreurMetier("Écrire une date comme 12/03/2026.")
    return _date(int(annee), int(mois), int(jour_))


def lire_heure(texte: str) -> time | None:
    """« 14:30 », « 14h30 », « 14h » ; vide reste inconnu."""
    if not texte.strip():
        return None
    lue = HEURE.fullmatch(texte.strip())
    if lue is None or int(lue[1]) > 23 or int(lue[2] or 0) > 59:
        raise ErreurMetier(f"«{INSECABLE}{texte}{INSECABLE}» n’est pas une heure : écrivez 14:30.")
    return time(int(lue[1]), int(lue[2] or 0))


def _date(annee: int, mois: int, jour_: int) -> date:
    if annee < 100:
        annee += 2000 if annee < PIVOT else 1900
    try:
        return date(annee, mois, jour_)
    except ValueError as erreur:
        raise ErreurMetier("Cette date n’existe pas : écrire une date comme 12/03/2026.") from erreur


def lire_moment(texte: str) -> datetime | None:
    """« 20/11/2026 14:02 », « 20/11/26 14h02 » ; sans heure, minuit."""
    le, _, a = texte.strip().partition(" ")
    quand = lire_date(le)
    if quand is None:
        return None
    return datetime.combine(quand, lire_heure(a) or time())


def lire_coordonnee(texte: str) -> float | None:
    """Une longitude ou une latitude en degrés : « 2,895312 »."""
    epure = BLANCS.sub("", texte).replace("\u2212", "-").replace(",", ".")
    if not epure:
        return None
    if not COORDONNEE.fullmatch(epure):
        raise ErreurMetier("Écrire des degrés, par exemple 2,895312.")
    return float(epure)


def lire_texte(texte: str) -> str | None:
    return texte.strip() or None


def ecrire_montant(valeur: object) -> str:
    return nombre(valeur) if isinstance(valeur, Decimal) else ""


def ecrire_date(valeur: object) -> str:
    return jour(valeur) if isinstance(valeur, date) else ""


def ecrire_moment(valeur: object) -> str:
    return f"{jour(valeur)} {heure(valeur)}" if isinstance(valeur, datetime) else ""


def ecrire_coordonnee(valeur: object) -> str:
    return f"{valeur:.6f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(valeur, float) else ""


def ecrire_texte(valeur: object) -> str:
    return "" if valeur is None else str(valeur)
