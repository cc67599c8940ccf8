"""L'âge du titulaire, rendu en tranches."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date


def age(au: date, naissance_le: date | None, naissance_annee: int | None) -> int | None:
    """L'âge à une date ; d'une année de naissance seule, l'âge atteint dans l'année."""
    if naissance_le is None:
        return None if naissance_annee is None else au.year - naissance_annee
    return au.year - naissance_le.year - ((au.month, au.day) < (naissance_le.month, naissance_le.day))


def tranche(valeur: int, debuts: Sequence[int]) -> str:
    """« Moins de 25 ans », « 25 à 34 ans », « 75 ans et plus »."""
    rang = bisect_right(debuts, valeur)
    if rang == 0:
        return f"Moins de {debuts[0]} ans"
    if rang == len(debuts):
        return f"{debuts[-1]} ans et plus"
    return f"{debuts[rang - 1]} à {debuts[rang] - 1} ans"


def tranche_d_age(debuts: Sequence[int], au: date) -> Callable[[date | None, int | None, date | None], str | None]:
    """La tranche d'âge du titulaire à la date de son bail, à celle de l'export tant qu'il n'est pas signé."""

    def de(naissance_le: date | None, naissance_annee: int | None, bail_le: date | None) -> str | None:
        annees = age(bail_le or au, naissance_le, naissance_annee)
        return None if annees is None or annees < 0 else tranche(annees, debuts)

    return de
