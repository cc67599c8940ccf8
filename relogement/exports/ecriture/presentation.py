"""L'allure d'une colonne dans un classeur : son format de nombre, sa largeur, et ce qu'Excel sait écrire."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.exports.tableau import Entete, Forme, Page, Valeur

JOUR = "dd/mm/yyyy"
# Les autres formes se passent de format : à 110 000 lignes, un format sur chaque colonne coûte un quart du temps.
FORMATS = {Forme.TEXTE: "@", Forme.DECIMAL: "0.00", Forme.JOUR: JOUR}
OPTIONS = {
    "in_memory": True,  # aucun morceau provisoire sur le disque, donc rien à y laisser
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": JOUR,
}
_LARGEURS = {Forme.TEXTE: 18.0, Forme.JOUR: 12.0}
_MARGE = 4.0
_PREMIERE_ANNEE = 1900


def largeur(entete: Entete) -> float:
    """Assez large pour le titre et son bouton de filtre."""
    return max(_LARGEURS.get(entete.forme, 10.0), len(entete.nom) + _MARGE)


def valeurs_de_classeur(entetes: tuple[Entete, ...], page: Page) -> Iterable[tuple[Any, ...]]:
    """Les lignes d'une page avec les seuls types d'un classeur : textes, nombres, dates après 1900."""
    colonnes = zip(entetes, page, strict=bool(page))
    return zip(*(map(_PASSAGES[e.forme], v) if e.forme in _PASSAGES else v for e, v in colonnes), strict=True)


def _reel(valeur: Decimal | None) -> float | None:
    return None if valeur is None else float(valeur)


def _jour(valeur: Valeur) -> Valeur:
    """Excel ne connaît pas les dates d'avant 1900, et montrerait une année seule comme une date : en texte."""
    match valeur:
        case date() if valeur.year < _PREMIERE_ANNEE:
            return f"{valeur.day:02d}/{valeur.month:02d}/{valeur.year}"
        case int():
            return str(valeur)
        case _:
            return valeur


_PASSAGES: dict[Forme, Callable[..., Valeur]] = {Forme.DECIMAL: _reel, Forme.JOUR: _jour}
