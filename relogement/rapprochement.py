"""Comparer des noms comme un agent le ferait : sans accents, sans casse, sans tirets ni apostrophes."""

import re
import unicodedata
from functools import lru_cache

_HORS_MOT = re.compile(r"[^0-9a-z]+")
LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d"}
    | {"Đ": "d", "ı": "i"}
)


@lru_cache(maxsize=65536)
def sans_accents(texte: str) -> str:
    """En minuscules ASCII, les mots séparés d'une espace : « N’Diaye-Œuvrard » → « n diaye oeuvrard »."""
    decompose = unicodedata.normalize("NFKD", texte.translate(LIGATURES)).lower()
    ascii_ = "".join(c for c in decompose if not unicodedata.combining(c))
    return _HORS_MOT.sub(" ", ascii_).strip()


def cle(texte: str) -> str:
    """La même chose sans espaces : deux écritures d'un même nom ont la même clé."""
    return sans_accents(texte).replace(" ", "")
