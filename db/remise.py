"""Remettre une ligne telle que le journal la garde, au type exact de chaque moteur."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Float, Table, text

from db.declencheurs import exacte

PAQUET = 500
Textes = dict[str, str | None]


def lots(numeros: Iterable[int]) -> Iterator[list[int]]:
    """Ces numéros, par paquets qu'une requête sait recevoir."""
    tous = list(numeros)
    for debut in range(0, len(tous), PAQUET):
        yield tous[debut : debut + PAQUET]


def en_texte(
    connexion: Connection, table: Table, numeros: Iterable[int], champs: Sequence[str]
) -> dict[int, Textes]:
    """Ce que ces lignes valent maintenant, écrit comme le journal l'écrit ; une ligne disparue manque."""
    lues: dict[int, Textes] = {}
    for lot in lots(numeros):
        ordre = _lecture(connexion, table, champs) + f" WHERE t.id IN ({', '.join(map(str, lot))})"
        for numero, *valeurs in connexion.execute(text(ordre)):
            lues[numero] = dict(zip(champs, valeurs, strict=True))
    return lues


def _lecture(connexion: Connection, table: Table, champs: Sequence[str]) -> str:
    if connexion.dialect.name == "sqlite":
        colonnes = [f"CAST({exacte(table, c, 't')} AS TEXT)" for c in champs]
    else:
        colonnes = [f"to_jsonb(t) ->> '{c}'" for c in champs]
    return f"SELECT t.id, {', '.join(colonnes) or 'NULL'} FROM {table.name} t".replace(", NULL FROM", " FROM")


def remettre(connexion: Connection, table: Table, numero: int, valeurs: Textes) -> None:
    """Redonne à ces champs la valeur que le journal garde en texte."""
    poses = ", ".join(f"{c} = {_marque(connexion, table, c)}" for c in valeurs)
    connexion.execute(
        text(f"UPDATE {table.name} SET {poses} WHERE id = :id"),
        {"id": numero} | {f"v_{c}": _brute(connexion, table, c, v) for c, v in valeurs.items()},
    )


@dataclass(frozen=True)
class Supprimee:
    """Une ligne telle que sa suppression la garde, et les contenus mis à côté."""

    numero: int
    ligne: Mapping[str, Any] = field(repr=False)
    contenus: Mapping[str, bytes] = field(repr=False)


def recreer(connexion: Connection, table: Table, lignes: Sequence[Supprimee]) -> None:
    """Redonne ces lignes sous leur numéro, dans leur ordre ; un champ né depuis prend son défaut."""
    decrites = [_a_inserer(connexion, table, ligne) for ligne in lignes]
    for (fixes, textes), groupe in groupby(decrites, key=lambda d: d[0]):
        marques = [f":{c}" for c in fixes] + [_marque(connexion, table, c) for c in textes]
        ordre = f"INSERT INTO {table.name} ({', '.join([*fixes, *textes])}) VALUES ({', '.join(marques)})"
        connexion.execute(text(ordre), [valeurs for _, valeurs in groupe])


def _a_inserer(
    connexion: Connection, table: Table, supprimee: Supprimee
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], dict[str, Any]]:
    """Les colonnes à remplir, celles du programme puis celles du journal, et leurs valeurs."""
    ligne = supprimee.ligne
    version = int(ligne.get("version") or supprimee.numero) + 1
    fixes: dict[str, Any] = {"id": supprimee.numero, "version": version, **supprimee.contenus}
    textes = {c: _texte_de(connexion, v) for c, v in ligne.items() if c in table.c and c not in ("id", "version")}
    valeurs = fixes | {f"v_{c}": _brute(connexion, table, c, v) for c, v in textes.items()}
    return (tuple(fixes), tuple(textes)), valeurs


def supprimer(connexion: Connection, table: Table, numeros: Sequence[int]) -> None:
    """Supprime ces lignes, une à une dans l'ordre donné : la base vérifie ainsi chaque lien."""
    connexion.execute(text(f"DELETE FROM {table.name} WHERE id = :id"), [{"id": n} for n in numeros])


def _texte_de(connexion: Connection, valeur: Any) -> Any:
    """Une valeur de la ligne JSON du journal ; PostgreSQL y met les objets en clair, SQLite en texte."""
    if connexion.dialect.name == "sqlite" or valeur is None or isinstance(valeur, str):
        return valeur
    return json.dumps(valeur)


def _brute(connexion: Connection, table: Table, colonne: str, valeur: Any) -> Any:
    """SQLite range un texte selon sa colonne ; Python lit mieux que lui les virgules flottantes."""
    if connexion.dialect.name == "sqlite" and isinstance(table.c[colonne].type, Float) and valeur is not None:
        return float(valeur)
    return valeur


def _marque(connexion: Connection, table: Table, colonne: str) -> str:
    if connexion.dialect.name == "sqlite":
        return f":v_{colonne}"
    genre = table.c[colonne].type.compile(connexion.dialect)
    return f"CAST(CAST(:v_{colonne} AS text) AS {genre})"
