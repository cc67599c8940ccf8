"""Réduire un texte à ce qui se compare : sans accents, sans caractères invisibles, découpé en mots.

La casse est gardée à côté de chaque mot : « un petit logement » n'est pas « M. PETIT ».
"""

import re
import unicodedata
from dataclasses import dataclass

from relogement.rapprochement import LIGATURES

_INVISIBLES = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]")  # fmt: skip  # noqa: E501
_MOT = re.compile(r"[^\W_]+")
# « MARTINPaul », « PaulMARTIN », « Martin0612345678 » : deux mots que la mise en page a collés.
_COLLES = re.compile(
    r"(?<![^\W_])(?:([A-Z]{3,})([A-Z][a-z]{2,})|([A-Z]?[a-z]{2,})([A-Z]{3,})|([A-Z][a-z]{2,})([A-Z][a-z]{2,})"
    r"|([A-Za-z]{3,})(\d{4,})|(\d{4,})([A-Za-z]{3,}))(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Mot:
    """Un mot : replié pour comparer, et tel qu'il est écrit."""

    mot: str
    ecrit: str
    debut: int
    fin: int

    @property
    def en_minuscules(self) -> bool:
        return self.ecrit == self.mot

    def __repr__(self) -> str:
        return "<Mot>"


def sans_invisibles(texte: str) -> str:
    """Le texte tel qu'on le voit : ni espace de largeur nulle, ni trait d'union conditionnel."""
    return texte if texte.isascii() else _INVISIBLES.sub("", unicodedata.normalize("NFKC", texte))


def plier(texte: str) -> str:
    """Sans accents ni ligatures, la casse gardée."""
    if texte.isascii():
        return texte
    decompose = unicodedata.normalize("NFKD", sans_invisibles(texte).translate(LIGATURES))
    return "".join(c for c in decompose if not unicodedata.combining(c))


def mots(texte: str, *, decoller: bool = True) -> list[Mot]:
    """Les mots d'un texte ; le soulignement sépare, comme l'espace, l'apostrophe ou le tiret."""
    plie = plier(texte)
    if decoller and _COLLES.search(plie):
        plie = _COLLES.sub(lambda m: " ".join(filter(None, m.groups())), plie)
    return [Mot(m.group().lower(), m.group(), m.start(), m.end()) for m in _MOT.finditer(plie)]


def colle(texte: str | None) -> str:
    """Un nom sans rien entre ses mots : « N’Diaye », « N DIAYE » et « NDIAYE » ont le même."""
    return "".join(_MOT.findall(plier(texte or ""))).lower()


def chiffres(texte: str | None) -> str:
    return "".join(c for c in plier(texte or "") if c.isdigit())


def pareil(texte: str) -> str:
    """La valeur entière d'une cellule, à comparer à un vocabulaire : ni la casse ni les bords ne comptent."""
    return " ".join(sans_invisibles(texte).split()).casefold()
