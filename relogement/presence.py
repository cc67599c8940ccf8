"""La présence que la charte demande à un décohabitant, dite pour information."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relogement.menage import Menage, Personne
from relogement.nomenclatures import Condition
from relogement.textes import INSECABLE, jour


@dataclass(frozen=True)
class Presence:
    """Ce que l'on sait de la présence que demande la charte, pour information."""

    condition: Condition
    phrase: str


def presence(parent: Menage, partants: Sequence[Personne], le: date, mois: int) -> Presence:
    """La présence que demande la charte au décohabitant, comparée à ce que dit le dossier."""
    demande = f"La charte demande {mois}{INSECABLE}mois de présence dans le logement quitté"
    depuis = _reculer(le, mois)
    if parent.entree_bail_le and parent.entree_bail_le > depuis:
        return Presence(Condition.NON, f"{demande}{INSECABLE}: le bail est du {jour(parent.entree_bail_le)}.")
    if any(p.occupation_permanente is False for p in partants):
        return Presence(Condition.NON, f"{demande}{INSECABLE}: une personne n’y vit pas en permanence.")
    return Presence(Condition.A_VERIFIER, f"{demande}, depuis le {jour(depuis)} au moins. À vérifier sur pièces.")


def _reculer(le: date, mois: int) -> date:
    """Le même jour, ou le dernier du mois, tant de mois plus tôt."""
    annee, rang = divmod(le.year * 12 + le.month - 1 - mois, 12)
    return date(annee, rang + 1, min(le.day, monthrange(annee, rang + 1)[1]))
