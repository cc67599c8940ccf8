"""Écrire un classeur de plusieurs dizaines de milliers de lignes, sans le garder en mémoire."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from relogement.exports.ecriture.presentation import FORMATS, JOUR, largeur, valeurs_de_classeur
from relogement.exports.tableau import Document, Tableau

_CODE = re.compile(r"\bcode: (\d+)")


def ecrire(document: Document, chemin: Path) -> None:
    """Écrit le tableau principal ; mêmes titres, mêmes formats et mêmes types que l'autre écrivain."""
    from rustpy_xlsxwriter import Format, write_worksheet

    tableau = document.tableaux[0]
    with _pannes_du_disque(), chemin.open("wb") as fichier:
        write_worksheet(
            _lignes(tableau),
            fichier,
            sheet_name=tableau.nom,
            freeze_row=1,
            autofilter=True,
            bold_headers=True,
            datetime_format=JOUR,
            column_widths={e.nom: largeur(e) for e in tableau.entetes},
            column_formats={
                e.nom: Format().set_num_format(FORMATS[e.forme]) for e in tableau.entetes if e.forme in FORMATS
            },
        )


@contextmanager
def _pannes_du_disque() -> Iterator[None]:
    """Un dossier temporaire plein fait paniquer l'écrivain : on rend l'erreur du système qu'il cite."""
    try:
        yield
    except BaseException as erreur:
        code = _CODE.search(str(erreur))
        if type(erreur).__name__ == "PanicException" and code:
            raise OSError(int(code[1]), "le classeur n’a pas pu être écrit") from erreur
        raise


def _lignes(tableau: Tableau) -> Iterator[dict[str, Any]]:
    noms = [entete.nom for entete in tableau.entetes]
    for page in tableau.pages:
        for ligne in valeurs_de_classeur(tableau.entetes, page):
            yield dict(zip(noms, ligne, strict=True))
