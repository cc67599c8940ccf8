"""Une valeur réglementaire à une date, avec sa référence ; un barème ne change jamais en place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

_ENTETE = ("debut", "texte", "lu_le")


@dataclass(frozen=True)
class Periode:
    """Les valeurs d'un barème depuis ``debut``, et le texte qui les fixe."""

    debut: date
    texte: str
    lu_le: date
    valeurs: Mapping[str, Any]

    def nombre(self, nom: str) -> Decimal:
        """Une valeur numérique du barème."""
        return Decimal(self.valeurs[nom])


@cache
def periodes(nom: str) -> tuple[Periode, ...]:
    """Toutes les périodes d'un barème, de la plus ancienne à la plus récente."""
    texte = files("resources").joinpath(f"baremes/{nom}.toml").read_text("utf-8")
    lues = tomllib.loads(texte, parse_float=Decimal)["periode"]
    rangees = sorted(lues, key=lambda p: p["debut"])
    return tuple(
        Periode(p["debut"], p["texte"], p["lu_le"], {c: v for c, v in p.items() if c not in _ENTETE})
        for p in rangees
    )


def bareme(nom: str, au: date | None = None) -> Periode:
    """La période en vigueur à une date ; la dernière sans date, la première avant elle."""
    toutes = periodes(nom)
    passees = [p for p in toutes if au is None or p.debut <= au]
    return passees[-1] if passees else toutes[0]
