"""L’accès à calamine : sur un fichier abîmé il écrit sa propre trace avant d’échouer ; personne ne la voit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ERREURS = 2
_VERROU = Lock()


def ouvrir(flux: BytesIO) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    with _en_silence():
        return CalamineWorkbook.from_filelike(flux)


def feuille(classeur: "CalamineWorkbook", nom: str) -> "CalamineSheet":
    with _en_silence():
        return classeur.get_sheet_by_name(nom)


@contextmanager
def _en_silence() -> Iterator[None]:
    """Détourne la sortie d'erreur du processus le temps d'un appel : Rust n'écrit pas par ``sys.stderr``."""
    with _VERROU:
        try:
            gardee = os.dup(ERREURS)
        except OSError:
            gardee = None  # une application sans console n'a pas de sortie d'erreur
        try:
            if gardee is not None:
                _muer()
            yield
        finally:
            if gardee is not None:
                os.dup2(gardee, ERREURS)
                os.close(gardee)


def _muer() -> None:
    rien = os.open(os.devnull, os.O_WRONLY)
    os.dup2(rien, ERREURS)
    os.close(rien)
