"""Lire un jour comme on le dit : « 12/11 », « 3 décembre », « hier », « jeudi », « dans 15 jours »."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relogement.rapprochement import sans_accents
from relogement.regles.echeances import plus_mois

SEMAINE = 7
_MOIS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11,
    "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ABREGES = {nom[:3]: rang for rang, nom in enumerate(_JOURS)} | {nom: rang for rang, nom in enumerate(_JOURS)}
_NOMBRES = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10,
    "quinze": 15, "vingt": 20, "trente": 30,
}  # fmt: skip
_ECARTS = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "aujourd’hui": 0, "demain": 1, "après-demain": 2}
_AVANT = r"(?:(?:avant|pour|d['’]ici|dès|après|au)\s+)?(?:(?:le|la|au|du)\s+)?"
_NOMS_JOURS = r"(?:lun|mar|mer|jeu|ven|sam|dim)(?:\.|di|credi|dredi|edi|anche)?"


@dataclass(frozen=True)
class JourDit:
    """Un jour reconnu, et ce qui reste du texte sans lui."""

    le: date
    reste: str


@dataclass(frozen=True)
class _Forme:
    motif: str
    lire: Callable[[re.Match[str], date, bool], date | None]


def au_debut(texte: str, au: date, *, passe: bool) -> JourDit | None:
    """Le jour par lequel commence le texte ; ``passe`` : sans année, c'est le plus proche déjà venu."""
    for forme in FORMES:
        trouve = re.match(rf"\s*{_AVANT}(?:{forme.motif})(?!\w|/)", texte, re.IGNORECASE)
        if trouve and (le := forme.lire(trouve, au, passe)):
            return JourDit(le, texte[trouve.end() :])
    return None


def a_la_fin(texte: str, au: date, *, passe: bool) -> JourDit | None:
    """Le jour par lequel finit le texte."""
    for forme in FORMES:
        trouve = re.search(rf"(?<!\S){_AVANT}(?:{forme.motif})\s*[.!]?\s*$", texte, re.IGNORECASE)
        if trouve and (le := forme.lire(trouve, au, passe)):
            return JourDit(le, texte[: trouve.start()])
    return None


def jour_dit(texte: str, au: date, *, passe: bool) -> JourDit | None:
    """Le premier jour dit n'importe où ; le texte reste entier, on ne coupe pas une phrase en son milieu."""
    trouves = sorted(_partout(texte, au, passe), key=lambda paire: paire[0])
    return JourDit(trouves[0][1], texte) if trouves else None


def _partout(texte: str, au: date, passe: bool) -> Iterator[tuple[int, date]]:
    for forme in FORMES:
        for trouve in re.finditer(rf"(?<![\w/])(?:{forme.motif})(?![\w/])", texte, re.IGNORECASE):
            if le := forme.lire(trouve, au, passe):
                yield trouve.start(), le


def _chiffres(trouve: re.Match[str], au: date, passe: bool) -> date | None:
    annee = trouve["annee"]
    return _le(int(trouve["j"]), int(trouve["m"]), annee, au, passe)


def _en_lettres(trouve: re.Match[str], au: date, passe: bool) -> date | None:
    mois = _MOIS.get(sans_accents(trouve["mois"]))
    return _le(int(trouve["jj"]), mois, trouve["an"], au, passe) if mois else None


def _le(numero: int, mois: int, annee: str | None, au: date, passe: bool) -> date | None:
    """Sans année, le plus proche du bon côté d'aujourd'hui ; une date impossible n'en est pas une."""
    if annee:
        ans = [int(annee) + (2000 if len(annee) == 2 else 0)]
    else:
        ans = [au.year, au.year - 1] if passe else [au.year, au.year + 1]
    for an in ans:
        le = _date(an, mois, numero)
        if le and (annee or (le <= au if passe else le >= au)):
            return le
    return None


def _date(annee: int, mois: int, numero: int) -> date | None:
    try:
        return date(annee, mois, numero)
    except ValueError:
        return None


def _relatif(trouve: re.Match[str], au: date, passe: bool) -> date | None:
    return au + timedelta(days=_ECARTS[trouve["mot"].lower()])


def _jour_de_la_semaine(trouve: re.Match[str], au: date, passe: bool) -> date | None:
    rang = _ABREGES.get(trouve["nom"].lower().rstrip("."))
    if rang is None:
        return None
    if passe:
        return au - timedelta(days=(au.weekday() - rang) % SEMAINE or SEMAINE)
    return au + timedelta(days=(rang - au.weekday()) % SEMAINE or SEMAINE)


def _dans(trouve: re.Match[str], au: date, passe: bool) -> date | None:
    mots = trouve["combien"].lower()
    combien = int(mots) if mots.isdigit() else _NOMBRES.get(mots, 0)
    unite = trouve["unite"].lower()
    if not combien or combien > 3650:
        return None
    if unite.startswith("mois"):
        return plus_mois(au, combien)
    return au + timedelta(days=combien * (SEMAINE if unite.startswith("sem") else 1))


def _huitaine(trouve: re.Match[str], au: date, passe: bool) -> date | None:
    return au + timedelta(days=8 if trouve["duree"].lower() == "huitaine" else 15)


_NOM = rf"(?:{_NOMS_JOURS}\s+)?"
_MOIS_DITS = (
    r"janvier|janv|f[ée]vrier|f[ée]v|mars|avril|avr|mai|juin|juillet|juil|ao[ûu]t|septembre|sept|octobre|oct"
)
_MOIS_DITS += r"|novembre|nov|d[ée]cembre|d[ée]c"
FORMES = (
    _Forme(rf"{_NOM}(?P<j>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<annee>\d{{4}}|\d{{2}}))?", _chiffres),
    _Forme(rf"{_NOM}(?P<jj>\d{{1,2}})(?:er|ᵉʳ)?\s+(?P<mois>{_MOIS_DITS})\.?(?:\s+(?P<an>\d{{4}}))?", _en_lettres),
    _Forme(r"(?P<mot>avant-hier|après-demain|hier|demain|aujourd['’]hui)", _relatif),
    _Forme(r"(?:dans|sous|d['’]ici)\s+(?P<combien>\d{1,3}|[a-z]+)\s+(?P<unite>jours?|semaines?|mois)", _dans),
    _Forme(r"(?:sous|dans)\s+(?:une?\s+)?(?P<duree>huitaine|quinzaine)", _huitaine),
    _Forme(rf"(?P<nom>{'|'.join(_JOURS)})(?:\s+(?:prochain|dernier))?", _jour_de_la_semaine),
)
