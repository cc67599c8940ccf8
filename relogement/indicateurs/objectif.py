"""Ce qu'il reste à faire pour tenir un objectif : combien de « oui » parmi les prochains relogements."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from relogement.indicateurs.indicateur import CENT, Mesure

PROCHAINS = 20


@dataclass(frozen=True)
class Effort:
    """Combien des prochains doivent être « oui » pour que la part, eux compris, atteigne l'objectif."""

    necessaires: int
    prochains: int
    atteint: bool

    @property
    def hors_d_atteinte(self) -> bool:
        """Même si tous les prochains étaient « oui », l'objectif ne serait pas tenu."""
        return self.necessaires > self.prochains


def effort(mesure: Mesure, objectif: Decimal, prochains: int = PROCHAINS) -> Effort:
    """Le plus petit N tel que (oui + N) / (base + prochains) atteint l'objectif, donné en %."""
    vises = objectif * (mesure.base + prochains) / CENT
    manquants = int((vises - mesure.oui).to_integral_value(ROUND_CEILING))
    return Effort(max(0, manquants), prochains, mesure.pct is not None and mesure.pct >= objectif)
