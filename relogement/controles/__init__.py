"""Ce qui ne peut pas être vrai, ou ne se note pas : une phrase par champ, avant d'enregistrer."""

from relogement.controles.remarque import Remarque
from relogement.controles.vraisemblance import remarques, remarques_sur_les_liens

__all__ = ["Remarque", "remarques", "remarques_sur_les_liens"]
