"""Écrire une base SQLite ordinaire, une table par tableau, que tout outil d'analyse sait ouvrir."""

import errno
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from relogement.exports.tableau import Document, Forme, Tableau, Valeur

_TYPES: dict[Forme, type] = {Forme.ENTIER: int, Forme.DECIMAL: float, Forme.REEL: float}


def ecrire(document: Document, chemin: Path) -> None:
    """Écrit chaque tableau dans sa table ; une panne de disque remonte comme celle d'un fichier ordinaire."""
    from sqlite_utils import Database

    try:
        with closing(sqlite3.connect(chemin)) as connexion:
            connexion.execute(
                "PRAGMA journal_mode=OFF"
            )  # le fichier est provisoire : il est jeté s'il n'est pas entier
            for tableau in document.tableaux:
                _remplir(Database(connexion), tableau)
    except sqlite3.OperationalError as erreur:
        raise _panne(erreur) from erreur


def _remplir(base: Any, tableau: Tableau) -> None:
    """La table vient de sqlite-utils ; ses lignes, par paquets, de SQLite : quatre fois plus vite."""
    base[tableau.nom].create({entete.nom: _TYPES.get(entete.forme, str) for entete in tableau.entetes})
    ordre = f'INSERT INTO "{tableau.nom}" VALUES ({", ".join("?" * len(tableau.entetes))})'
    with base.conn:
        for page in tableau.pages:
            base.conn.executemany(ordre, (tuple(map(_valeur, ligne)) for ligne in zip(*page, strict=True)))


def _valeur(valeur: Valeur) -> Any:
    match valeur:
        case Decimal():
            return float(valeur)
        case date():
            return valeur.isoformat()
        case _:
            return valeur


def _panne(erreur: sqlite3.OperationalError) -> OSError:
    plein = "full" in str(erreur) or "disk I/O" in str(erreur)
    return OSError(errno.ENOSPC if plein else errno.EACCES, str(erreur))
