"""Un texte libre : le numéro de sécurité sociale y est refusé ; santé, origine et religion y sont signalées."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from relogement.rapprochement import sans_accents

NIR_REFUSE = (
    "Un numéro de sécurité sociale ne se garde pas ici. Effacez-le : il n’est utile à aucune étape du relogement."
)
_ESPACE = r"[\s.\-\u00a0\u202f]?"
_NIR = re.compile(
    rf"(?<!\d)[1-478]{_ESPACE}\d{{2}}{_ESPACE}(?:0[1-9]|1[0-2]|[2-9]\d){_ESPACE}(?:\d{{2}}|2[AB]){_ESPACE}"
    rf"\d{{3}}{_ESPACE}\d{{3}}(?:{_ESPACE}\d{{2}})?(?!\d)",
    re.IGNORECASE,
)
_NOMBRE_AVANT, _NOMBRE_APRES = re.compile(r"\d[ \u00a0\u202f]$"), re.compile(r"[ \u00a0\u202f]\d")
_AVEC_CLE = 15


class Famille(NamedTuple):
    """Des mots qui ne se notent pas, et quoi écrire à la place."""

    motif: re.Pattern[str]
    phrase: str


def porte_un_nir(texte: str | None) -> bool:
    """Sexe, année, mois, département, commune, rang, et la clé s'il y en a une : 13 ou 15 chiffres."""
    return texte is not None and _NIR.search(texte) is not None


def nirs(texte: str) -> Iterator[str]:
    """Ceux d'un texte quelconque ; une suite de nombres (un axe, des effectifs) n'en est un que par sa clé."""
    for trouve in _NIR.finditer(texte):
        ecrit = trouve[0]
        avant, apres = texte[: trouve.start()], texte[trouve.end() :]
        dans_une_suite = _NOMBRE_AVANT.search(avant) or _NOMBRE_APRES.match(apres)
        if ecrit.isalnum() or not dans_une_suite or _cle_juste(ecrit):
            yield ecrit


def _cle_juste(ecrit: str) -> bool:
    """Les deux derniers de quinze chiffres sont 97 moins le reste des treize premiers ; la Corse vaut 19 et 18."""
    brut = "".join(c for c in ecrit.upper() if c.isalnum())
    if len(brut) != _AVEC_CLE:
        return False
    return int(brut[-2:]) == 97 - int(brut[:-2].replace("2A", "19").replace("2B", "18")) % 97


def mots_a_eviter(texte: str | None) -> str:
    """La phrase qui dit quoi écrire à la place ; vide si rien ne gêne."""
    plie = sans_accents(texte or "")
    for famille in _familles():
        if trouve := famille.motif.search(plie):
            return f"« {_tel_qu_ecrit(trouve[0], texte or '')} » : {famille.phrase}"
    return ""


def _tel_qu_ecrit(trouve: str, texte: str) -> str:
    """Le mot avec ses accents, tel qu'il est dans le texte."""
    mots = re.findall(r"\w+", texte)
    return next((mot for mot in mots if sans_accents(mot) == trouve), trouve)


@cache
def _familles() -> tuple[Famille, ...]:
    lues = tomllib.loads(files("resources").joinpath("controles/mots_sensibles.toml").read_text("utf-8"))
    return tuple(Famille(_motif(dit["mots"]), dit["phrase"]) for dit in lues.values())


def _motif(mots: list[str]) -> re.Pattern[str]:
    formes = (re.escape(mot.rstrip("*")) + (r"\w*" if mot.endswith("*") else "") for mot in mots)
    return re.compile(rf"\b(?:{'|'.join(formes)})\b")
