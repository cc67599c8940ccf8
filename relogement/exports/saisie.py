"""L'export « saisie » : la table canonique, écrite telle qu'on la relit."""

from collections.abc import Callable
from datetime import date

from relogement.base import Code
from relogement.exports.tableau import Colonne, Entete, Forme, Valeur
from relogement.saisie import COLONNES, Genre
from relogement.saisie import Colonne as ColonneDeSaisie

FEUILLE = "Saisie"
NAISSANCE = ("titulaire.naissance_le", "titulaire.naissance_annee")
_FORMES = {
    Genre.TEXTE: Forme.TEXTE,
    Genre.ENTIER: Forme.ENTIER,
    Genre.EUROS: Forme.DECIMAL,
    Genre.SURFACE: Forme.DECIMAL,
    Genre.NOMBRE: Forme.REEL,
    Genre.DATE: Forme.JOUR,
    Genre.DATE_OU_ANNEE: Forme.JOUR,
    Genre.OUI_NON: Forme.CODE,
}


def colonnes() -> tuple[Colonne, ...]:
    """Toutes les colonnes de la table de saisie, dans son ordre ; les titres sont ses codes."""
    return tuple(_colonne(colonne) for colonne in COLONNES)


def _colonne(colonne: ColonneDeSaisie) -> Colonne:
    champs = NAISSANCE if colonne.genre is Genre.DATE_OU_ANNEE else (colonne.chemin,)
    return Colonne(Entete(colonne.code, _forme(colonne.genre)), champs, _ECRITURES.get(_genre(colonne)))


def _forme(genre: Genre | type[Code]) -> Forme:
    return _FORMES[genre] if isinstance(genre, Genre) else Forme.CODE


def _genre(colonne: ColonneDeSaisie) -> Genre | None:
    return colonne.genre if isinstance(colonne.genre, Genre) else None


def _oui_non(valeur: bool | None) -> str | None:
    return None if valeur is None else ("oui" if valeur else "non")


def _naissance(le: date | None, annee: int | None) -> date | int | None:
    return le or annee


_ECRITURES: dict[Genre | None, Callable[..., Valeur]] = {
    Genre.OUI_NON: _oui_non,
    Genre.DATE_OU_ANNEE: _naissance,
}
