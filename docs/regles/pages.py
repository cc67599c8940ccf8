"""Toutes les pages du guide des règles, par nom de fichier."""

from pathlib import Path

from docs.regles.ecriture import page
from docs.regles.sommaire import SUJETS
from docs.regles.sources import module

DOSSIER = Path(__file__).parents[1] / "guide" / "regles"
INDEX = "README.md"
_TETE = """# Les règles

Chaque règle tient en une page : ce qu’elle calcule, le texte d’où elle vient, et les montants du barème.

Ces pages sont écrites par `python -m docs.regles` d’après le logiciel lui-même : elles ne se corrigent pas ici.
"""


def pages() -> dict[str, str]:
    """Le texte de chaque page, et celui de l'index."""
    ecrites = {f"{s.page}.md": page(s.titre, tuple(module(nom) for nom in s.modules)) for s in SUJETS}
    liens = "\n".join(f"{rang}. [{s.titre}]({s.page}.md)" for rang, s in enumerate(SUJETS, 1))
    return {INDEX: f"{_TETE}\n{liens}\n\n[Le guide](../README.md)\n", **ecrites}
