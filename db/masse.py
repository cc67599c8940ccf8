"""Ajouter beaucoup de lignes d'un coup : le pilote seul, sans objet, mais avec le journal."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase

from db.declencheurs import journal_en_bloc
from db.moteur import sans_valeurs
from db.numeros import dernier_donne

LOT = 10_000
Convertisseur = Callable[[Any], Any]
Lignes = Iterable[tuple[Any, ...]]


def inserer(
    connexion: Connection,
    modele: type[DeclarativeBase],
    colonnes: Sequence[str],
    lignes: Iterable[tuple[Any, ...]],
) -> int:
    """Ajoute ces lignes, valeurs Python dans l'ordre des colonnes ; rend leur nombre.

    Les numéros sont ceux que l'appelant donne (voir ``reserver``), ou ceux de la base si « id » n'est pas
    parmi les colonnes. Le journal les reçoit toutes, dans la même transaction.
    """
    with journal_en_bloc(connexion, _table(modele)) as ajoutees:
        ajoutees.nombre = ecrire(connexion, modele, colonnes, lignes)
    return ajoutees.nombre


def ecrire(
    connexion: Connection,
    modele: type[DeclarativeBase],
    colonnes: Sequence[str],
    lignes: Iterable[tuple[Any, ...]],
) -> int:
    """La même chose pour une table calculée, que le journal ne suit pas."""
    table, dialecte, nombre = _table(modele), connexion.dialect, 0
    envoyer = _copier if dialecte.name == "postgresql" else _executer
    types = [table.c[nom].type.dialect_impl(dialecte) for nom in colonnes]
    convertisseurs = [t.bind_processor(dialecte) for t in types]
    for lot in _lots(lignes):
        envoyer(connexion, table, colonnes, _convertir(lot, convertisseurs))
        nombre += len(lot)
    return nombre


def reserver(connexion: Connection, modele: type[DeclarativeBase], nombre: int) -> range:
    """Des numéros libres pour autant de lignes ; la table est à cette transaction jusqu'à sa fin."""
    table, serveur = _table(modele), connexion.dialect.name == "postgresql"
    if serveur:
        connexion.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
    premier = dernier_donne(connexion, table) + 1
    if serveur and nombre:
        suite = func.pg_get_serial_sequence(table.name, "id")
        connexion.execute(select(func.setval(suite, premier + nombre - 1)))
    return range(premier, premier + nombre)


def _table(modele: type[DeclarativeBase]) -> Table:
    table = modele.__table__
    assert isinstance(table, Table)
    return table


def _lots(lignes: Iterable[tuple[Any, ...]]) -> Iterable[list[tuple[Any, ...]]]:
    restantes = iter(lignes)
    return iter(lambda: list(islice(restantes, LOT)), [])


def _convertir(
    lot: list[tuple[Any, ...]], convertisseurs: Sequence[Convertisseur | None]
) -> list[tuple[Any, ...]]:
    """Passe chaque colonne par son convertisseur : bien moins d'appels que ligne par ligne."""
    colonnes = zip(zip(*lot, strict=True), convertisseurs, strict=True)
    return list(zip(*(_colonne(valeurs, c) if c else valeurs for valeurs, c in colonnes), strict=True))


def _colonne(valeurs: Sequence[Any], convertir: Convertisseur) -> list[Any]:
    """La colonne convertie ; un même objet, rangé plusieurs fois dans le lot, ne l'est qu'une."""
    vus: dict[int, Any] = {}
    return [vus[i] if (i := id(v)) in vus else vus.setdefault(i, convertir(v)) for v in valeurs]


def _executer(connexion: Connection, table: Table, colonnes: Sequence[str], lot: list[tuple[Any, ...]]) -> None:
    marques = ", ".join("?" * len(colonnes))
    connexion.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(colonnes)}) VALUES ({marques})", lot)


def _copier(connexion: Connection, table: Table, colonnes: Sequence[str], lot: list[tuple[Any, ...]]) -> None:
    ordre, curseur = f"COPY {table.name} ({', '.join(colonnes)}) FROM STDIN", _curseur(connexion)
    base = connexion.dialect.loaded_dbapi.Error
    try:
        with curseur, curseur.copy(ordre) as copie:
            for ligne in lot:
                copie.write_row(ligne)
    except base as erreur:  # le pilote parle ici sans SQLAlchemy, qui sait pourtant nommer ses refus
        sans_valeurs(erreur)
        raise DBAPIError.instance(ordre, None, erreur, base, dialect=connexion.dialect) from erreur


def _curseur(connexion: Connection) -> Any:
    return connexion.connection.cursor()
