"""Écrire un document : la façon dépend de l'extension du fichier."""

from collections.abc import Callable
from pathlib import Path

from relogement.exports.ecriture import base_ouverte, classeur, delimite, pages
from relogement.exports.tableau import Document

ECRIVAINS: dict[str, Callable[[Document, Path], None]] = {
    ".csv": delimite.ecrire,
    ".xlsx": classeur.ecrire,
    ".sqlite": base_ouverte.ecrire,
    ".sqlite3": base_ouverte.ecrire,
    ".db": base_ouverte.ecrire,
    ".pdf": pages.ecrire,
}
