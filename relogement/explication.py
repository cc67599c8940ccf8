"""Ce qu'il faut montrer d'un calcul pour le refaire : ses termes, ses phrases, ses textes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Terme:
    """Une grandeur : son nom, sa valeur avec son unité, ce qu'elle est."""

    nom: str
    valeur: str
    sens: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Partie:
    """Un calcul sous son titre."""

    titre: str
    termes: tuple[Terme, ...]
    phrases: tuple[str, ...] = ()
    textes: str = ""
