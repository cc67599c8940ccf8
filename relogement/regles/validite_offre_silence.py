"""Le silence après le délai (charte locale) : une réponse proposée à l'agent, jamais posée d'elle-même."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from relogement.nomenclatures import Reponse
from relogement.regles.montants import Verdict
from relogement.regles.offres_comptees import OffreVue, comptera
from relogement.textes import jour


class OffreAttendue(OffreVue, Protocol):
    """Une offre et la date limite de sa réponse."""

    @property
    def limite_le(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class ReponseProposee:
    """Ce que l'agent peut constater, et ce que l'offre vaudra alors."""

    reponse: Reponse
    le: date
    motif: str
    comptera: Verdict


def reponse_proposee(offre: OffreAttendue, *, au: date) -> ReponseProposee | None:
    """Le silence à constater, à partir du lendemain de la date limite ; rien avant, ni sans notification datée.

    La fonction ne change pas l'offre : un silence n'existe que si l'agent le constate.
    """
    if offre.reponse is not Reponse.EN_COURS or offre.notifiee_le is None or offre.limite_le is None:
        return None
    if au <= offre.limite_le:
        return None
    motif = f"aucune réponse au {jour(offre.limite_le)}, fin du délai : constatez le silence ou notez la réponse"
    return ReponseProposee(Reponse.SILENCE, au, motif, comptera(offre))
