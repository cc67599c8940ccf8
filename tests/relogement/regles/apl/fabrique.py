"""Des demandes d'APL en une ligne."""

from datetime import date
from decimal import Decimal
from typing import Any

from relogement.regles.apl import DemandeApl

NOVEMBRE_2026 = date(2026, 11, 1)


def une_demande(**faits: Any) -> DemandeApl:
    """Zone 2, 480 € de loyer, couple avec deux enfants, 14 000 € par an ; les montants s'écrivent en texte."""
    base: dict[str, Any] = {
        "zone": 2,
        "loyer": "480",
        "personnes_a_charge": 2,
        "ressources": "14000",
        "couple": True,
    } | faits
    for montant in ("loyer", "ressources", "capital"):
        if isinstance(base.get(montant), str):
            base[montant] = Decimal(base[montant])
    return DemandeApl(**base)
