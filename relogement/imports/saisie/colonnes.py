"""Les colonnes de la table de saisie et la façon de lire chacune : un code ou son libellé, rien d'approchant."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from relogement.exports.protection import deproteger
from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.imports.valeurs import (
    ValeurIllisible,
    code,
    date_ou_annee,
    entier,
    jour,
    montant_positif,
    nombre,
    oui_non,
    qpv,
    surface,
    texte_propre,
)
from relogement.saisie import COLONNES, Colonne, Genre

DOSSIER = "DOSSIER"
Lecteur = Callable[[str], Any]

LEXIQUE = Lexique(
    tuple(ColonneAttendue(c.code, c.libelle, obligatoire=c.code == DOSSIER) for c in COLONNES), tolerant=False
)


def texte_de_saisie(texte: str) -> str | None:
    """Un texte, sans l'apostrophe que l'export CSV met devant un signe de formule."""
    return texte_propre(deproteger(texte))


def reel(texte: str) -> float | None:
    """Une coordonnée."""
    valeur = nombre(texte)
    return None if valeur is None else float(valeur)


def entre(bas: int, haut: int, lecture: Callable[[str], float | Decimal | None], texte: str) -> Any:
    """Une valeur bornée : une note, une catégorie, une coordonnée."""
    valeur = lecture(texte)
    if valeur is not None and not bas <= valeur <= haut:
        raise ValeurIllisible(texte, f"n’est pas entre {bas} et {haut} : corrigez la cellule")
    return valeur


PAR_GENRE: dict[Genre, Lecteur] = {
    Genre.TEXTE: texte_de_saisie,
    Genre.ENTIER: entier,
    Genre.EUROS: montant_positif,
    Genre.SURFACE: surface,
    Genre.NOMBRE: reel,
    Genre.DATE: jour,
    Genre.DATE_OU_ANNEE: date_ou_annee,
    Genre.OUI_NON: oui_non,
}
PAR_CODE: dict[str, Lecteur] = {
    "QPV_AP": qpv,
    "SATISFACTION": partial(entre, 1, 4, entier),
    "CATEGORIE_PLAFOND": partial(entre, 1, 6, entier),
    "LON_AP": partial(entre, -180, 180, reel),
    "LAT_AP": partial(entre, -90, 90, reel),
}


def lecteur(colonne: Colonne) -> Lecteur:
    """Ce qui lit les cellules d'une colonne."""
    if colonne.code in PAR_CODE:
        return PAR_CODE[colonne.code]
    if isinstance(colonne.genre, Genre):
        return PAR_GENRE[colonne.genre]
    return partial(code, colonne.genre)
