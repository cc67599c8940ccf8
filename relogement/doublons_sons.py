"""Les écritures d'un même nom : lettres que les transcriptions échangent, prononciation, consonnes."""

import re
from functools import lru_cache
from itertools import groupby

Regles = tuple[tuple[re.Pattern[str], str], ...]


def _regles(*paires: tuple[str, str]) -> Regles:
    return tuple((re.compile(motif), par) for motif, par in paires)


# Ce que les bureaux d'état civil écrivent indifféremment : Kowalski ou Kowalsky, Oualid ou Walid, Günter ou
# Guenter, Khadija ou Khadidja, Mohamed ou Mohammed, Fernandes ou Fernandez.
_ORTHOGRAPHE = _regles(
    ("y", "i"), ("ph", "f"), ("sch|sh|tch", "ch"), ("ch", "C"), ("dj", "j"), ("kh|ck|qu|q|k", "k"),
    ("c(?=[eiy])", "s"), ("c", "k"), ("gh|gu(?=[ei])", "g"), ("th", "t"), ("dh", "d"), ("oo|ou", "u"),
    ("ee", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("z", "s"), ("h", ""),
)  # fmt: skip
# Ce que l'oreille française confond : Lefèvre et Lefebvre, Dupont et Dupond, Michaud et Michaux.
_SON = _regles(
    ("ph", "f"), ("bv", "v"), ("y", "i"), ("eau|aux|aud|aut|au", "o"), ("ai|ei", "e"), ("oeu|oe", "e"), ("h", ""),
    ("qu|k|q", "k"), ("c(?=[ei])", "s"), ("c", "k"), ("[aeo]m(?=[bp])", "an"), ("en(?=[^aeiou])", "an"),
    ("(ault|auld|o[tdsx]+)$", "o"), ("(er|ez|et|es|e)$", "e"), ("[tdsxpz]+$", ""), ("z", "s"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def orthographe(mot: str) -> frozenset[str]:
    """Les formes où deux écritures d'un même nom se rejoignent ; un w se transcrit v ou ou."""
    formes = {mot.replace("w", "v"), mot.replace("w", "ou")} if "w" in mot else {mot}
    return frozenset(_simple(_appliquer(_ORTHOGRAPHE, forme)) for forme in formes)


@lru_cache(maxsize=65536)
def son(mot: str) -> str:
    """La prononciation, grossièrement : de quoi proposer, jamais de quoi décider."""
    return _simple(_appliquer(_SON, _simple(mot)))


@lru_cache(maxsize=65536)
def consonnes(mot: str) -> str:
    """Les consonnes d'un prénom, s'il commence par une voyelle, et comment il finit."""
    forme = min(orthographe(mot))
    fin = forme[-1:] if forme[-1:] in set("aeiou") else ""
    debut = "A" if forme[:1] in set("aeiou") else ""
    return debut + re.sub("[aeiou]", "", forme) + fin


def _appliquer(regles: Regles, mot: str) -> str:
    for motif, par in regles:
        mot = motif.sub(par, mot)
    return mot


def _simple(mot: str) -> str:
    """Sans lettre doublée."""
    return "".join(lettre for lettre, _ in groupby(mot))
