"""Une mesure : ce que coûte un geste, et ce que coûte sa référence dans le même passage."""

import gc
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

MO = 1024 * 1024


@dataclass(frozen=True)
class Mesure:
    """Des secondes (ou des octets), ceux d'une référence s'il y en a une, et la cible : absolue ou en rapport."""

    geste: str
    valeur: float
    reference: str = ""
    valeur_reference: float | None = None
    cible_rapport: float | None = None
    cible: float | None = None
    unite: str = "s"
    inverse: bool = False  # le rapport dit combien de fois la référence est plus lente
    taille: int = 0

    @property
    def rapport(self) -> float | None:
        """Notre temps sur celui de la référence, ou l'inverse."""
        if not self.valeur_reference or not self.valeur:
            return None
        direct = self.valeur / self.valeur_reference
        return 1 / direct if self.inverse else direct

    @property
    def tenue(self) -> bool | None:
        """Si la cible est tenue ; vide sans cible, ou sans référence sur cette machine."""
        if self.cible is not None:
            return self.valeur <= self.cible
        if self.cible_rapport is None or self.rapport is None:
            return None
        return self.rapport >= self.cible_rapport if self.inverse else self.rapport <= self.cible_rapport

    def situee(self, taille: int) -> "Mesure":
        return replace(self, taille=taille)

    def en_dict(self) -> dict[str, Any]:
        return asdict(self)


def chrono(f: Callable[[], Any]) -> float:
    """Les secondes d'un appel, le ramasse-miettes à jour avant et laissé à lui-même pendant, comme à l'usage."""
    gc.collect()
    debut = perf_counter()
    f()
    return perf_counter() - debut


def meilleur(f: Callable[[], Any], essais: int = 3) -> float:
    """Le meilleur de plusieurs essais : le moins dérangé par le reste de la machine."""
    return min(chrono(f) for _ in range(essais))


def p95(durees: Iterable[float]) -> float:
    """La durée que dix-neuf gestes sur vingt ne dépassent pas."""
    rangees = sorted(durees)
    return rangees[min(len(rangees) - 1, len(rangees) * 95 // 100)]
