"""Une base SQLite : ses lignes, son schéma, et ce que des lignes effacées laissent dans ses pages."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from relogement.fuites.lecture.feuille import sans_zero
from relogement.fuites.morceaux import DEBUT, Cellule, Morceau, Nature, Texte

PAQUET = 5_000
_SUITES = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")
_FEUILLES, _INTERIEURES = (10, 13), (2, 5)


def lire(chemin: Path, nom: str) -> Iterator[Morceau]:
    """Chaque table, le schéma, puis l'espace libre."""
    try:
        with closing(sqlite3.connect(f"file:{chemin}?mode=ro&immutable=1", uri=True)) as connexion:
            connexion.text_factory = lambda octets: octets.decode("utf-8", "replace")
            objets = connexion.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            yield Texte(nom or "schéma", "", "schéma")
            for genre, objet, ordre in objets:
                for ligne in (ordre or objet).replace('"', " ").split("\n"):
                    yield Texte(nom or "schéma", ligne, f"{genre} « {objet} »", Nature.TECHNIQUE)
            for genre, objet, _ in objets:
                if genre == "table":
                    yield TableOuverte(
                        f"{nom} › table « {objet} »" if nom else f"table « {objet} »", objet, connexion
                    )
    except sqlite3.DatabaseError:
        yield Texte(nom or "base", "", "la base ne s’ouvre pas", Nature.ILLISIBLE)
    for rang, texte in enumerate(_effaces(chemin)):
        if not rang:
            yield Texte("pages libres", "")
        yield Texte("pages libres", texte, "un texte effacé", Nature.COLLE)


class TableOuverte:
    """Les lignes d'une table."""

    def __init__(self, partie: str, nom: str, connexion: sqlite3.Connection) -> None:
        self.partie, self._nom, self._connexion = partie, nom, connexion

    def valeurs(self) -> set[str]:
        vues: set[object] = set()
        curseur = self._lignes()
        while paquet := curseur.fetchmany(PAQUET):
            vues.update(*paquet)
        return {_texte(valeur) for valeur in vues if valeur is not None}

    def situer(self, voulues: set[str]) -> Iterator[Cellule]:
        curseur = self._lignes()
        titres = [colonne[0] for colonne in curseur.description]
        vues: set[tuple[str, str]] = set()
        for rang, ligne in enumerate(curseur, 1):
            for titre, valeur in zip(titres, ligne, strict=True):
                if valeur is None or (texte := _texte(valeur)) not in voulues or (titre, texte) in vues:
                    continue
                vues.add((titre, texte))
                yield Cellule(
                    texte, self.partie, f"ligne {rang}, colonne {titre}", self._nom, titre,
                    ligne=lambda lue=ligne: [_texte(v) for v in lue if v is not None],  # type: ignore[misc]
                )  # fmt: skip

    def debut(self) -> list[list[str]]:
        curseur = self._lignes()
        titres = [colonne[0] for colonne in curseur.description]
        lignes = curseur.fetchmany(DEBUT)
        return [titres, *([_texte(v) if v is not None else "" for v in ligne] for ligne in lignes)]

    def _lignes(self) -> sqlite3.Cursor:
        return self._connexion.execute('SELECT * FROM "{}"'.format(self._nom.replace('"', '""')))


def _texte(valeur: object) -> str:
    if isinstance(valeur, bytes):
        return valeur.decode("utf-8", "replace")
    return sans_zero(str(valeur))


def _effaces(chemin: Path) -> Iterator[str]:
    """Les suites lisibles des pages libres, et des trous des autres pages : ce qu'un effacement n'a pas ôté."""
    octets = chemin.read_bytes()
    taille = int.from_bytes(octets[16:18], "big") if octets[:15] == b"SQLite format 3" else 0
    taille = 65_536 if taille == 1 else taille
    if taille < 512:
        return
    vues: set[bytes] = set()
    libres = _pages_libres(octets, taille)
    for rang in range(1, len(octets) // taille + 1):
        page = octets[(rang - 1) * taille : rang * taille]
        trous = [page[8:]] if rang in libres else list(_trous(page, 100 if rang == 1 else 0))
        for trou in trous:
            if trou.strip(b"\0"):
                vues.update(_SUITES.findall(trou))
    for suite in vues:
        yield suite.decode("utf-8", "replace")


def _pages_libres(octets: bytes, taille: int) -> set[int]:
    libres: set[int] = set()
    tronc = int.from_bytes(octets[32:36], "big")
    while tronc and tronc not in libres and tronc * taille <= len(octets):
        libres.add(tronc)
        page = octets[(tronc - 1) * taille : tronc * taille]
        nombre = int.from_bytes(page[4:8], "big")
        libres.update(
            int.from_bytes(page[8 + 4 * i : 12 + 4 * i], "big") for i in range(min(nombre, taille // 4 - 2))
        )
        tronc = int.from_bytes(page[:4], "big")
    return libres


def _trous(page: bytes, entete: int) -> Iterator[bytes]:
    """Entre les pointeurs et les cellules, puis chaque bloc libre."""
    genre = page[entete]
    if genre not in _FEUILLES and genre not in _INTERIEURES:
        return
    cellules = int.from_bytes(page[entete + 3 : entete + 5], "big")
    contenu = int.from_bytes(page[entete + 5 : entete + 7], "big") or 65_536
    yield page[entete + (8 if genre in _FEUILLES else 12) + 2 * cellules : contenu]
    bloc, vus = int.from_bytes(page[entete + 1 : entete + 3], "big"), set[int]()
    while bloc and bloc not in vus and bloc + 4 <= len(page):
        vus.add(bloc)
        longueur = int.from_bytes(page[bloc + 2 : bloc + 4], "big")
        yield page[bloc + 4 : bloc + longueur]
        bloc = int.from_bytes(page[bloc : bloc + 2], "big")
