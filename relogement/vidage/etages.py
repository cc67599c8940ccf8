"""Lire un étage écrit librement : « RDC », « 1er », « R+2 », « sous-sol »… ; inconnu, il se dit."""

import re
from functools import lru_cache
from typing import NamedTuple

from relogement.rapprochement import sans_accents

DEMIS = 2  # un étage en vaut deux : l'entresol et le rez-de-jardin tombent entre deux
_REZ = re.compile(r"rdc|r d c|rez de chaussee|rez|r|r 0")
_ENTRE = {"rez de jardin": -1, "rdj": -1, "rez bas": -1, "rez haut": 1, "entresol": 1, "mezzanine": 1}
_SOUS_SOL = re.compile(r"(?:sous sols?|s ?s|cave)(?: n)? ?(\d{0,2})")
_NUMERO = re.compile(
    r"(?:(?:etage|etg|niveau|niv|n|r|au) ?)?(\d{1,2}) ?(?:er|ere|e|eme|ieme|nd|nde|de)?"
    r"(?: (?:etage|etg|niveau|niv))?"
)
_DESSOUS = re.compile(r"\s*[Rr]?\s*[-\u2212]\s*\d")  # « R-1 », « -2 »
_DECIMALE = re.compile(r"[.,]0+$")  # un étage passé par un tableur : « 1.0 »
_EXPOSANTS = str.maketrans("ᵉʳⁿᵈ", "ernd")
_ORDINAUX = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
}  # fmt: skip


class Niveau(NamedTuple):
    """``rang`` : la hauteur en demi-étages depuis le rez-de-chaussée ; rien quand l'étage est inconnu."""

    rang: int | None
    libelle: str


INCONNU = Niveau(None, "étage inconnu")


@lru_cache(1024)
def niveau(texte: str | None) -> Niveau:
    """Le niveau que dit ce texte ; un texte incompris reste lisible, sans hauteur."""
    dit = (texte or "").strip()
    if not dit:
        return INCONNU
    rang = _rang(dit)
    return Niveau(None, f"«\u00a0{dit}\u00a0»") if rang is None else Niveau(rang, _libelle(rang))


def _rang(dit: str) -> int | None:
    dit = _DECIMALE.sub("", dit.translate(_EXPOSANTS))
    plie = sans_accents(dit)
    if _DESSOUS.match(dit) and (trouve := re.fullmatch(r"r? ?(\d{1,2})", plie)):
        return -DEMIS * int(trouve[1])
    if plie in _ENTRE:
        return _ENTRE[plie]
    if _REZ.fullmatch(plie):
        return 0
    if trouve := _SOUS_SOL.fullmatch(plie):
        return -DEMIS * int(trouve[1] or 1)
    mot = plie.removesuffix(" etage")
    if mot in _ORDINAUX:
        return DEMIS * _ORDINAUX[mot]
    trouve = _NUMERO.fullmatch(plie)
    return DEMIS * int(trouve[1]) if trouve else None


def _libelle(rang: int) -> str:
    """« RDC », « 1ᵉʳ », « 2ᵉ », « SS », « SS 2 »."""
    entre = {-1: "RDJ", 0: "RDC", 1: "entresol"}
    if rang in entre:
        return entre[rang]
    if rang < 0:
        return "SS" if rang == -DEMIS else f"SS\u00a0{-rang // DEMIS}"
    return "1ᵉʳ" if rang == DEMIS else f"{rang // DEMIS}ᵉ"
