"""Lire une date : française, ISO, en toutes lettres, ou le numéro de jour d'un tableur."""

import re
from datetime import date, timedelta

from relogement.imports.valeurs.illisible import ValeurIllisible
from relogement.imports.valeurs.mots import est_inconnu
from relogement.rapprochement import sans_accents

ORIGINE = date(1899, 12, 30)
SERIE_MIN, SERIE_MAX = 10_000, 73_050
ANNEE_MIN, ANNEE_MAX = 1900, 2100
PIVOT = 40
HEURE = r"(?:[ T]+[0-9]{1,2}[:h][0-9]{2}.*)?"
FRANCAISE = re.compile(rf"([0-9]{{1,2}}) ?[/.\- ] ?([0-9]{{1,2}}) ?[/.\- ] ?([0-9]{{4}}|[0-9]{{2}}){HEURE}")
ISO = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){HEURE}")
SERIE = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
COMPACTE = re.compile(r"(?:19|20)[0-9]{6}|[0-9]{4}(?:19|20)[0-9]{2}")
EN_LETTRES = re.compile(r"(?:[a-z]+ )?([0-9]{1,2})(?: ?er)? ([a-z]+) ([0-9]{4}|[0-9]{2})")
MOIS_EN_CHIFFRES = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{4})|([0-9]{4})[-/.]([0-9]{1,2})")
MOIS_EN_LETTRES = re.compile(r"([a-z]+) ([0-9]{4}|[0-9]{2})")
ANNEE = re.compile(r"[0-9]{4}")
MOIS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
MOIS_COURTS = {"jan": 1, "fev": 2, "mar": 3, "jun": 6, "jul": 7, "sep": 9}
NULLES = frozenset(("00/00/0000", "0000-00-00", "0"))
ATTENDU = "n’est pas une date : écrivez-la JJ/MM/AAAA, par exemple 12/03/2026"
IMPOSSIBLE = "n’est pas un jour du calendrier : corrigez la date (JJ/MM/AAAA)"


def jour(texte: str) -> date | None:
    """Une date au jour près ; rien quand la cellule dit ne pas savoir."""
    if est_inconnu(texte) or texte in NULLES:
        return None
    if trouve := FRANCAISE.fullmatch(texte):
        return _jour(texte, annee(trouve[3]), int(trouve[2]), int(trouve[1]))
    if trouve := ISO.fullmatch(texte):
        return _jour(texte, int(trouve[1]), int(trouve[2]), int(trouve[3]))
    if trouve := SERIE.fullmatch(texte):
        return _serie(texte, int(trouve[1]))
    if COMPACTE.fullmatch(texte):
        return _compacte(texte)
    return _en_lettres(texte)


def jour_ou_mois(texte: str) -> date | None:
    """Une date, ou seulement un mois (« 03/2026 », « mars 2026 ») : alors son premier jour."""
    mois = _mois_seul(texte)
    return mois if mois else jour(texte)


def date_ou_annee(texte: str) -> date | int | None:
    """Une date de naissance, parfois connue par sa seule année."""
    if ANNEE.fullmatch(texte):
        if ANNEE_MIN <= int(texte) <= ANNEE_MAX:
            return int(texte)
        raise ValeurIllisible(texte, ATTENDU)
    return jour(texte)


def annee(texte: str) -> int:
    """« 26 » est 2026, « 68 » est 1968."""
    valeur = int(texte)
    return valeur if len(texte) == len("2026") else valeur + (2000 if valeur <= PIVOT else 1900)


def _jour(texte: str, an: int, mois: int, numero: int) -> date:
    try:
        lu = date(an, mois, numero)
    except ValueError:
        raise ValeurIllisible(texte, IMPOSSIBLE) from None
    if not ANNEE_MIN <= an <= ANNEE_MAX:
        raise ValeurIllisible(texte, IMPOSSIBLE)
    return lu


def _serie(texte: str, numero: int) -> date:
    if not SERIE_MIN <= numero <= SERIE_MAX:
        raise ValeurIllisible(texte, ATTENDU)
    return ORIGINE + timedelta(days=numero)


def _compacte(texte: str) -> date:
    """« 20260312 », ou « 12032026 » quand la première lecture n'existe pas."""
    if texte[:2] in ("19", "20") and 1 <= int(texte[4:6]) <= len(MOIS):
        return _jour(texte, int(texte[:4]), int(texte[4:6]), int(texte[6:]))
    return _jour(texte, int(texte[4:]), int(texte[2:4]), int(texte[:2]))


def _en_lettres(texte: str) -> date:
    trouve = EN_LETTRES.fullmatch(sans_accents(texte))
    mois = _numero_du_mois(trouve[2]) if trouve else None
    if trouve is None or mois is None:
        raise ValeurIllisible(texte, ATTENDU)
    return _jour(texte, annee(trouve[3]), mois, int(trouve[1]))


def _mois_seul(texte: str) -> date | None:
    if trouve := MOIS_EN_CHIFFRES.fullmatch(texte):
        return _jour(texte, int(trouve[2] or trouve[3]), int(trouve[1] or trouve[4]), 1)
    if trouve := MOIS_EN_LETTRES.fullmatch(sans_accents(texte)):
        mois = _numero_du_mois(trouve[1])
        return _jour(texte, annee(trouve[2]), mois, 1) if mois else None
    return None


def _numero_du_mois(mot: str) -> int | None:
    numero = next((n for n, debut in enumerate(MOIS, 1) if mot.startswith(debut)), None)
    return numero or MOIS_COURTS.get(mot)
