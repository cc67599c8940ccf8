"""Le texte d'une cellule : dates en ISO, nombres sans résidu de virgule flottante, erreurs telles quelles."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

RETENUES = 50_000
# Au-delà, les derniers chiffres d'un nombre à virgule flottante ne veulent rien dire.
COURT = 16


def _reel(valeur: float) -> str:
    texte = repr(valeur)
    if len(texte) <= COURT and "e" not in texte:
        return texte.removesuffix(".0")
    texte = f"{valeur:.15g}"
    return f"{Decimal(texte):f}" if "e" in texte else texte


def _instant(valeur: datetime) -> str:
    return valeur.date().isoformat() if valeur.time() == time() else valeur.isoformat(sep=" ")


def _duree(valeur: timedelta) -> str:
    heures, reste = divmod(int(valeur.total_seconds()), 3600)
    return f"{heures:02d}:{reste // 60:02d}:{reste % 60:02d}"


def _logique(valeur: bool) -> str:
    return "VRAI" if valeur else "FAUX"


class _Reels(dict[float, str]):
    """Les nombres déjà écrits : un loyer, une surface reviennent sans cesse ; se vide plutôt que de grossir."""

    def __missing__(self, valeur: float) -> str:
        if len(self) >= RETENUES:
            self.clear()
        texte = self[valeur] = _reel(valeur)
        return texte


_REELS = _Reels()
ECRITURES: dict[type, Callable[[Any], str]] = {
    float: _REELS.__getitem__,
    int: str,
    bool: _logique,
    datetime: _instant,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _duree,
}


def textes(valeurs: list[Any]) -> list[str]:
    """Les cellules d'une ligne en texte, sans blancs autour."""
    return [
        valeur.strip()
        if (genre := valeur.__class__) is str
        else _REELS[valeur]
        if genre is float
        else ECRITURES[genre](valeur)
        for valeur in valeurs
    ]
