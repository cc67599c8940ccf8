"""Ce que l'agent dit pour estimer une APL, gardé avec la source du montant pour refaire l'estimation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from relogement.cout import Cout


@dataclass(frozen=True, slots=True)
class Corrections:
    """Ce que l'agente dit parce que le dossier ne le sait pas, ou le sait mal ; vide = s'en tenir au dossier."""

    zone: int | None = None
    ressources: Decimal | None = field(default=None, repr=False)
    conventionne: bool | None = None
    hlm: bool | None = None

    def ecrites(self) -> dict[str, Any]:
        """De quoi les garder avec la source de l'APL."""
        dites = {
            "zone": self.zone,
            "ressources": None if self.ressources is None else str(self.ressources),
            "conventionne": self.conventionne,
            "hlm": self.hlm,
        }
        return {nom: valeur for nom, valeur in dites.items() if valeur is not None}

    @staticmethod
    def lues(trace: Mapping[str, Any]) -> "Corrections":
        ressources = trace.get("ressources")
        return Corrections(
            trace.get("zone"),
            None if ressources is None else Decimal(ressources),
            trace.get("conventionne"),
            trace.get("hlm"),
        )


def corrections_de(cout: Cout | None) -> Corrections:
    """Celles qui ont servi à l'APL estimée de ce coût."""
    trace = ((cout and cout.provenances) or {}).get("apl", {})
    return Corrections.lues(trace)


def garder_les_corrections(cout: Cout, corrections: Corrections) -> None:
    """À côté de la source de l'APL, pour que l'estimation se refasse telle quelle."""
    provenances = dict(cout.provenances or {})
    provenances["apl"] = {**provenances.get("apl", {}), **corrections.ecrites()}
    cout.provenances = provenances
