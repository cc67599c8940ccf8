"""Ce que partagent tous les récits d'un même exemple : le jour, la charte, les opérations."""

from dataclasses import dataclass
from random import Random

from relogement.charte import Charte
from relogement.exemple.jours import Calendrier
from relogement.exemple.operations import Chantier, chantiers, charte


@dataclass(frozen=True)
class Monde:
    """Le cadre d'un exemple ; la même graine et le même jour redonnent les mêmes dossiers."""

    calendrier: Calendrier
    charte: Charte
    chantiers: dict[str, Chantier]
    graine: int

    def alea(self, reference: str) -> Random:
        """Le hasard propre à un dossier : en ajouter un ne change pas les autres."""
        return Random(f"{self.graine} {reference}")


def monde(calendrier: Calendrier, graine: int) -> Monde:
    """Le cadre de l'exemple à ce jour."""
    return Monde(calendrier, charte(calendrier), chantiers(calendrier), graine)
