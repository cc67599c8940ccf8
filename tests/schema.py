"""Une base neuve par test sans rejouer les mêmes migrations : la première se migre, les autres la recopient.

Les migrations elles-mêmes s'éprouvent dans ``tests/db/test_migrations.py``, qui les joue vraiment.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event

from db import migrer as migrations

_SANS_EFFET = ("SELECT", "PRAGMA", "SHOW")
_ORDRES: list[str] = []
_MODELES: list[sqlite3.Connection] = []


def migrer_vite(migrer: Callable[[Connection], None]) -> Callable[[Connection], None]:
    """D'une base vide, ce que ``migrer`` en a fait la première fois, recopié ; d'une autre, ``migrer``."""

    def vite(connexion: Connection) -> None:
        if migrations.version_de(connexion) is not None:
            migrer(connexion)
        elif connexion.dialect.name == "sqlite":
            _recopier(connexion, migrer)
        else:
            _redire(connexion, migrer)

    return vite


def oublier() -> None:
    """Ferme le modèle gardé en mémoire."""
    while _MODELES:
        _MODELES.pop().close()


def _recopier(connexion: Connection, migrer: Callable[[Connection], None]) -> None:
    """Les pages d'un modèle gardé en mémoire, dans le fichier vide."""
    fichier: Any = connexion.connection.dbapi_connection
    if _MODELES:
        fichier.execute("ROLLBACK")
        _MODELES[0].backup(fichier)
    else:
        migrer(connexion)
        fichier.execute("COMMIT")
        _MODELES.append(sqlite3.connect(":memory:", check_same_thread=False))
        fichier.backup(_MODELES[0])
    fichier.execute("BEGIN")


def _redire(connexion: Connection, migrer: Callable[[Connection], None]) -> None:
    """Les mêmes ordres, envoyés d'un coup au serveur."""
    if not _ORDRES:
        ordres: list[str] = []

        def noter(_: Any, __: Any, ordre: str, valeurs: Any, *___: Any) -> None:
            if not ordre.lstrip().upper().startswith(_SANS_EFFET):
                assert not valeurs, ordre
                ordres.append(ordre)

        event.listen(connexion, "before_cursor_execute", noter)
        migrer(connexion)
        event.remove(connexion, "before_cursor_execute", noter)
        _ORDRES.extend(ordres)
    else:
        serveur: Any = connexion.connection.dbapi_connection
        serveur.execute(";\n".join(_ORDRES))
