"""Le profil de chaque dossier, tel que l'écrit l'export de type RIME."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.exports import rime
from db.exports.portee import Portee
from relogement.agrege.profils import mise_en_page

_GRANDE = 6


def profils(portee: Portee, ids: Sequence[int]) -> Iterator[Mapping[str, str]]:
    """Dans l'ordre des dossiers demandés ; une valeur inconnue n'y est pas."""
    choisie = mise_en_page()
    codes = [colonne.entete for colonne in choisie.colonnes]
    for page in rime.pages_de(portee, choisie, ids):
        for ligne in zip(*page, strict=True):
            yield {c: _texte(c, valeur) for c, valeur in zip(codes, ligne, strict=True) if valeur is not None}


def _texte(code: str, valeur: Any) -> str:
    return f"{_GRANDE}+" if code == "TAILLE" and valeur >= _GRANDE else str(valeur)
