"""Écrire un classeur de plusieurs dizaines de milliers de lignes, sans le garder en mémoire."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from relogement.exports.ecriture.presentation import FORMATS, JOUR, largeur, valeurs_de_classeur
from relogement.exports.tableau import Document, Tableau


def ecrire(document: Document, fichier: BinaryIO) -> None:
    """Écrit le tableau principal ; mêmes titres, mêmes formats et mêmes types que l'autre écrivain."""
    from rustpy_xlsxwriter import Format, write_worksheet

    tableau = document.tableaux[0]
    write_worksheet(
        _lignes(tableau),
        fichier,
        sheet_name=tableau.nom,
        freeze_row=1,
        autofilter=True,
        bold_headers=True,
        datetime_format=JOUR,
        column_widths={e.nom: largeur(e) for e in tableau.entetes},
        column_formats={e.nom: Format().set_num_format(FORMATS[e.forme]) for e in tableau.entetes},
    )


def _lignes(tableau: Tableau) -> Iterator[dict[str, Any]]:
    noms = [entete.nom for entete in tableau.entetes]
    for page in tableau.pages:
        for ligne in valeurs_de_classeur(tableau.entetes, page):
            yield dict(zip(noms, ligne, strict=True))
