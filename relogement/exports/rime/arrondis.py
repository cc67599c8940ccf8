"""Rendre une valeur moins précise : un montant ou une surface au pas, une date au mois.

Chaque résultat est gardé : il y a bien moins de montants et de jours différents que de cellules.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

CENT = 100


def au_pas(pas: int) -> Callable[[int | None], int | None]:
    """De centièmes vers un multiple entier du pas, la moitié vers le haut (en s'éloignant de zéro)."""
    grain = pas * CENT

    @cache
    def arrondi(centiemes: int | None) -> int | None:
        if centiemes is None:
            return None
        multiple = (abs(centiemes) + grain // 2) // grain * pas
        return multiple if centiemes >= 0 else -multiple

    return arrondi


@cache
def au_centieme(centiemes: int | None) -> Decimal | None:
    """De centièmes vers un nombre à deux décimales."""
    return None if centiemes is None else Decimal(centiemes).scaleb(-2)


@cache
def au_mois(jour: date | None) -> str | None:
    """« 2026-02 »."""
    return None if jour is None else jour.isoformat()[:7]


@cache
def au_trimestre(jour: date | None) -> str | None:
    """« 2026-T1 »."""
    return None if jour is None else trimestre_du_mois(jour.isoformat()[:7])


def trimestre_du_mois(mois: str) -> str:
    """« 2026-02 » : « 2026-T1 » ; ce qui n'est pas un mois reste tel quel."""
    annee, _, rang = mois.partition("-")
    return f"{annee}-T{(int(rang) + 2) // 3}" if rang.isdecimal() else mois


@cache
def a_l_annee(jour: date | None) -> int | None:
    return None if jour is None else jour.year


def en_jours(debut: date | None, fin: date | None) -> int | None:
    """Le nombre de jours d'une date à l'autre ; vide si l'une manque."""
    return None if debut is None or fin is None else (fin - debut).days
