"""Ce qu'un import signale sur une ligne ou une colonne : où, avec quelle gravité, et que faire."""

from dataclasses import dataclass, field

from relogement.base import Code


class Gravite(Code):
    INFO = "info", "Information"
    AVERTISSEMENT = "avertissement", "Avertissement"
    ERREUR = "erreur", "Erreur"


@dataclass(frozen=True)
class Anomalie:
    """Le message peut citer une cellule : il est montré, jamais écrit dans un `repr` ou un journal technique."""

    feuille: str
    ligne: int | None
    colonne: str | None
    gravite: Gravite
    message: str = field(repr=False)
