"""Garder un résultat lu tant que rien ne s'écrit : le numéro de la dernière écriture dit s'il vaut encore.

Chaque base ouverte a les siens ; ce que lit une écriture en cours ne se garde pas, puisqu'elle peut être annulée.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.journal import Ecriture
from db.moteur import ECRITURE

PLACES = 4  # par genre de résultat : la date que l'on regarde, et celles d'à côté
T = TypeVar("T")
_Gardes = OrderedDict[tuple[int | None, Hashable], Any]
_PAR_BASE: WeakKeyDictionary[Engine, dict[str, _Gardes]] = WeakKeyDictionary()
_VERROU = Lock()


def garder(session: Session, genre: str, cle: Hashable, lire: Callable[[], T], places: int = PLACES) -> T:
    """Ce que ``lire`` rend, relu seulement si une écriture est passée depuis."""
    connexion = session.connection()
    if connexion.get_execution_options().get(ECRITURE):
        return lire()
    entiere = (connexion.scalar(select(func.max(Ecriture.id))), cle)
    with _VERROU:
        gardes = _PAR_BASE.setdefault(connexion.engine, {}).setdefault(genre, OrderedDict())
        if entiere in gardes:
            gardes.move_to_end(entiere)
            return cast("T", gardes[entiere])
    lu = lire()
    with _VERROU:
        gardes[entiere] = lu
        for perime in [c for c in gardes if c[0] != entiere[0]]:
            del gardes[perime]
        while len(gardes) > places:
            gardes.popitem(last=False)
    return lu


def oublier(session: Session) -> None:
    """Plus rien de gardé pour cette base : la prochaine lecture se fait dans le fichier."""
    with _VERROU:
        _PAR_BASE.pop(session.connection().engine, None)
