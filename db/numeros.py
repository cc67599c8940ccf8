"""Un numéro de ligne n'est jamais rendu : ni l'histoire d'un dossier supprimé, ni son annulation ne s'égarent.

SQLite redonnerait à une ligne neuve le numéro de la dernière supprimée : elle hériterait de son journal.
PostgreSQL compte lui-même, sans jamais revenir en arrière.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, event, func, select
from sqlalchemy.orm import Session, UOWTransaction

from db.journal import LigneDeJournal
from relogement.base import Ligne


def dernier_donne(connexion: Connection, table: Table) -> int:
    """Le plus grand numéro que cette table ait donné, même à une ligne disparue ; zéro si aucun."""
    supprimes = select(func.max(LigneDeJournal.ligne_id)).where(
        LigneDeJournal.objet == table.name, LigneDeJournal.geste == "S"
    )
    connus = (connexion.scalar(select(func.max(table.c.id))), connexion.scalar(supprimes))
    return max((n for n in connus if n is not None), default=0)


@event.listens_for(Session, "before_flush")
def _numeroter(session: Session, _contexte: UOWTransaction, _instances: Any) -> None:
    """Dans l'ordre où les objets sont venus, comme la base l'aurait fait."""
    if not session.new or session.get_bind().dialect.name != "sqlite":
        return
    suites: dict[Table, Iterator[int]] = {}
    for objet in session.new:
        if isinstance(objet, Ligne) and objet.id is None:
            table: Any = objet.__table__
            if table not in suites:
                suites[table] = count(dernier_donne(session.connection(), table) + 1)
            objet.id = next(suites[table])
