"""Un engagement devant ce qui est fait : tenu ou non, et combien de ménages il y manque."""

from dataclasses import dataclass
from datetime import date

from relogement.base import Code
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.objectif import PROCHAINS, effort
from relogement.partage.accueil import EngagementDAccueil


class Tenue(Code):
    """Où en est un engagement."""

    TENU = "TENU", "Tenu"
    EN_COURS = "EN_COURS", "En cours"
    SOUS = "SOUS", "En retard"
    HORS = "HORS", "Hors d’atteinte"
    ECHU = "ECHU", "Échu, non tenu"
    INCONNU = "INCONNU", "Pas encore connu"


EN_RETARD = (Tenue.SOUS, Tenue.HORS, Tenue.ECHU)


@dataclass(frozen=True)
class Suivi:
    """``manque`` : les ménages qui manquent, parmi les ``prochains`` quand c'est une part qui est promise.

    ``restants`` : ceux que l'engagement pourrait encore accueillir.
    """

    accueil: EngagementDAccueil
    mesure: Mesure
    tenue: Tenue
    restants: int
    manque: int = 0
    prochains: int = 0

    @property
    def en_retard(self) -> bool:
        return self.tenue in EN_RETARD


def suivre(accueil: EngagementDAccueil, mesure: Mesure, restants: int, au: date) -> Suivi:
    """Un nombre promis l'emporte sur une part ; une part se juge sur les relogements faits."""
    if accueil.nombre is not None:
        return _du_nombre(accueil, accueil.nombre, mesure, restants, au)
    return _de_la_part(accueil, mesure, restants, au)


def _echu(accueil: EngagementDAccueil, au: date) -> bool:
    """Le jour dit compte encore ; un engagement annuel finit avec son année."""
    fin = accueil.echeance_le or (date(accueil.annee, 12, 31) if accueil.annee is not None else None)
    return fin is not None and fin < au


def _du_nombre(accueil: EngagementDAccueil, promis: int, mesure: Mesure, restants: int, au: date) -> Suivi:
    manque = max(0, promis - mesure.oui)
    if not manque:
        tenue = Tenue.TENU
    elif _echu(accueil, au):
        tenue = Tenue.ECHU
    else:
        tenue = Tenue.HORS if manque > restants else Tenue.EN_COURS
    return Suivi(accueil, mesure, tenue, restants, manque)


def _de_la_part(accueil: EngagementDAccueil, mesure: Mesure, restants: int, au: date) -> Suivi:
    assert accueil.part_pct is not None
    besoin = effort(mesure, accueil.part_pct, min(PROCHAINS, restants))
    if besoin.hors_d_atteinte:  # les prochains n'y suffisent pas : tous ceux qui restent, peut-être
        besoin = effort(mesure, accueil.part_pct, restants)
    if mesure.pct is None:
        tenue = Tenue.INCONNU
    elif besoin.atteint:
        tenue = Tenue.TENU
    elif _echu(accueil, au):
        tenue = Tenue.ECHU
    else:
        tenue = Tenue.HORS if besoin.hors_d_atteinte else Tenue.SOUS
    return Suivi(accueil, mesure, tenue, restants, besoin.necessaires, besoin.prochains)
