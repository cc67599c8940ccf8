"""Retenir les requêtes qu'un geste envoie, pour les rejouer telles quelles par sqlite3 seul."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

Requete = tuple[str, Any]


@contextmanager
def retenues(moteur: Engine) -> Iterator[list[Requete]]:
    """Les lectures envoyées pendant ce temps, avec leurs paramètres."""
    liste: list[Requete] = []

    def retenir(_c: Any, _k: Any, ordre: str, parametres: Any, _x: Any, _m: Any) -> None:
        if ordre.lstrip().upper().startswith(("SELECT", "WITH")):
            liste.append((ordre, parametres))

    event.listen(moteur, "before_cursor_execute", retenir)
    try:
        yield liste
    finally:
        event.remove(moteur, "before_cursor_execute", retenir)


def rejouer(connexion: sqlite3.Connection, requetes: list[Requete]) -> list[list[Any]]:
    """Les mêmes requêtes, sans rien autour."""
    return [connexion.execute(ordre, parametres).fetchall() for ordre, parametres in requetes]
