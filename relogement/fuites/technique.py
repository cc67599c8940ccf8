"""Les valeurs que les formats eux-mêmes écrivent : polices, styles ; un ménage « NORMAL » n'y est pas cité."""

from functools import cache
from importlib.resources import files

LISTE = files("resources").joinpath("fuites/valeurs_techniques.txt")
AUTEURS = frozenset(
    ("", "Relogement", "ReportLab PDF Library - (opensource)", "Microsoft Excel", "Microsoft Office")
)


@cache
def _valeurs() -> frozenset[str]:
    return frozenset(ligne for ligne in LISTE.read_text("utf-8").splitlines() if not ligne.startswith("#"))


def est_technique(texte: str) -> bool:
    """Cette valeur entière est de celles d'un fichier vide."""
    return texte in _valeurs()
