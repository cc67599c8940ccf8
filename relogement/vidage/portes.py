"""L'ordre de lecture : « 2 » avant « 10 », « C2 » avant « C10 », ce qui est inconnu à la fin."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_MORCEAUX = re.compile(r"(\d+)")
Cle = tuple[bool, tuple[tuple[bool, int, str], ...]]


@lru_cache(4096)
def cle_naturelle(texte: str | None) -> Cle:
    """Les nombres se rangent comme des nombres, avant les lettres ; un texte vide va à la fin."""
    dit = (texte or "").strip().casefold()
    morceaux = tuple((not m.isdecimal(), int(m) if m.isdecimal() else 0, m) for m in _MORCEAUX.split(dit) if m)
    return not dit, morceaux


def colonnes(portes: Sequence[Iterable[str | None]]) -> list[str] | None:
    """Les portes communes à tous les étages, pour les aligner ; rien si chaque étage a les siennes."""
    etages = [[(p or "").strip() for p in etage] for etage in portes]
    toutes = {p for etage in etages for p in etage}
    propres = "" not in toutes and all(len(set(etage)) == len(etage) for etage in etages)
    plus_large = max((len(etage) for etage in etages), default=0)
    return sorted(toutes, key=cle_naturelle) if propres and len(toutes) == plus_large else None
