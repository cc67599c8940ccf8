"""Écrire un CSV que les tableurs français lisent : point-virgule, UTF-8 avec BOM, virgule décimale, JJ/MM/AAAA."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from relogement.exports.protection import proteger
from relogement.exports.tableau import Document, Entete, Forme, Page


def ecrire(document: Document, chemin: Path) -> None:
    """Écrit le tableau principal du document."""
    tableau = document.tableaux[0]
    with chemin.open("w", encoding="utf-8-sig", newline="") as fichier:
        sortie = csv.writer(fichier, delimiter=";")
        sortie.writerow([entete.nom for entete in tableau.entetes])
        for page in tableau.pages:
            sortie.writerows(_textes(tableau.entetes, page))


def en_textes(entetes: tuple[Entete, ...], page: Page) -> Iterator[tuple[str, ...]]:
    """Les lignes de la page telles qu'un lecteur du fichier les verrait ; un vide est un texte vide."""
    for ligne in _textes(entetes, page):
        yield tuple("" if valeur is None else str(valeur) for valeur in ligne)


def _textes(entetes: tuple[Entete, ...], page: Page) -> Iterable[tuple[object, ...]]:
    """La page en textes ; un entier, un code ou un vide s'écrivent tels quels."""
    colonnes = zip(entetes, page, strict=bool(page))
    return zip(*(map(_ECRITURES[e.forme], v) if e.forme in _ECRITURES else v for e, v in colonnes), strict=True)


def _texte(valeur: str | None) -> str | None:
    return valeur and proteger(valeur)


@cache
def _decimal(valeur: Decimal | None) -> str | None:
    return None if valeur is None else f"{valeur:.2f}".replace(".", ",")


def _reel(valeur: float | None) -> str | None:
    return None if valeur is None else repr(valeur).replace(".", ",")


@cache
def _jour(valeur: date | int | None) -> str | int | None:
    """Une date ; une année seule reste une année."""
    return f"{valeur.day:02d}/{valeur.month:02d}/{valeur.year:04d}" if isinstance(valeur, date) else valeur


_ECRITURES: dict[Forme, Callable[..., object]] = {
    Forme.TEXTE: _texte,
    Forme.DECIMAL: _decimal,
    Forme.REEL: _reel,
    Forme.JOUR: _jour,
}
