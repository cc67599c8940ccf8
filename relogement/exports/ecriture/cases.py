"""Ce qu'une case admet, tel qu'Excel le contrôle : une liste, un nombre, une date, et la phrase qui le dit."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from relogement.exports.ecriture.formats import FOND, Formats
from relogement.exports.grille import Colonne, Saisie

LISTES = "Listes"
_EN_LIGNE, _TITRE, _MESSAGE = 240, 32, 255  # ce qu'Excel admet
_PREMIER, _DERNIER = date(1900, 1, 1), date(2100, 12, 31)
_VIDE = "Laissez vide si vous ne savez pas."
ERREURS = {
    Saisie.ENTIER: f"Un nombre entier, par exemple 4. {_VIDE}",
    Saisie.EUROS: f"Un montant en euros par mois, positif et sans lettres : 420,81. {_VIDE}",
    Saisie.SURFACE: f"Une surface en m², sans lettres : 65,20. {_VIDE}",
    Saisie.COORDONNEE: f"Une coordonnée en degrés, par exemple 2,8954. {_VIDE}",
    Saisie.JOUR: f"Une date du calendrier, par exemple 12/03/2026. {_VIDE}",
    Saisie.CHOIX: f"Choisissez dans la liste. {_VIDE}",
}
REFUS = "À corriger"
FERMEE = "Elle se lit ici et ne se change pas : Relogement la calcule, ou un acte la change."


class Listes:
    """Les listes trop longues pour tenir dans un contrôle : une feuille les porte, une par colonne."""

    def __init__(self, ouvert: Any, formats: Formats) -> None:
        self._ouvert, self._formats = ouvert, formats
        self._page: Any = None
        self._places: dict[tuple[str, ...], str] = {}

    def source(self, colonne: Colonne) -> list[str] | str:
        """Les mots eux-mêmes, ou la plage où ils sont."""
        if len(",".join(colonne.choix)) <= _EN_LIGNE and not any("," in mot for mot in colonne.choix):
            return list(colonne.choix)
        if colonne.choix not in self._places:
            self._places[colonne.choix] = self._poser(colonne)
        return self._places[colonne.choix]

    def _poser(self, colonne: Colonne) -> str:
        from xlsxwriter.utility import xl_range_abs

        if self._page is None:
            self._page = self._ouvert.add_worksheet(LISTES)
        place = len(self._places)
        self._page.set_column(place, place, max(map(len, (colonne.titre, *colonne.choix))) + 2)
        self._page.write_string(0, place, colonne.titre, self._formats(bold=True, bg_color=FOND))
        for rang, mot in enumerate(colonne.choix, start=1):
            self._page.write_string(rang, place, mot, self._formats())
        return f"={LISTES}!{xl_range_abs(1, place, len(colonne.choix), place)}"


def controle(colonne: Colonne, listes: Listes) -> dict[str, Any] | None:
    """Le contrôle d'une colonne ; rien quand tout texte y va."""
    if colonne.fermee:
        return _refus(FERMEE) | {"validate": "custom", "value": "=FALSE"}
    regle = _regle(colonne, listes)
    if regle is None:
        return _bulle(colonne) | {"validate": "any"} if colonne.aide else None
    return regle | _bulle(colonne) | _refus(ERREURS.get(colonne.saisie, ""))


def textes_du_controle(colonne: Colonne) -> Iterator[str]:
    """Ce qu'Excel montrera de cette colonne : la bulle, le refus, et la liste telle qu'il l'écrit."""
    yield from (LISTES, REFUS, FERMEE, ERREURS.get(colonne.saisie, ""), *colonne.choix)
    yield from (colonne.titre[:_TITRE], colonne.aide[:_MESSAGE], f'"{",".join(colonne.choix)}"')


def _regle(colonne: Colonne, listes: Listes) -> dict[str, Any] | None:
    match colonne.saisie:
        case Saisie.CHOIX if colonne.choix:
            return {"validate": "list", "source": listes.source(colonne)}
        case Saisie.PROPOSE if colonne.choix:
            return {"validate": "list", "source": listes.source(colonne), "show_error": False}
        case Saisie.ENTIER:
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case Saisie.EUROS | Saisie.SURFACE:
            return {"validate": "decimal", "criteria": ">=", "value": 0}
        case Saisie.COORDONNEE:
            return {"validate": "decimal", "criteria": "between", "minimum": -180, "maximum": 180}
        case Saisie.JOUR:
            return {"validate": "date", "criteria": "between", "minimum": _PREMIER, "maximum": _DERNIER}
    return None


def _bulle(colonne: Colonne) -> dict[str, Any]:
    """Ce qui se lit en entrant dans la case."""
    if not colonne.aide:
        return {}
    return {"input_title": colonne.titre[:_TITRE], "input_message": colonne.aide[:_MESSAGE]}


def _refus(phrase: str) -> dict[str, Any]:
    return {"error_title": REFUS, "error_message": phrase[:_MESSAGE]} if phrase else {}
