"""Si un logement offert est assez près : la condition de lieu de l'article 13 bis."""

from dataclasses import dataclass
from decimal import Decimal

from relogement.nomenclatures import Condition
from relogement.textes import FINE, nombre

DIVISEES = frozenset({"75056", "69123", "13055"})
ARRONDISSEMENTS = ("751", "6938", "132")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """D'où l'on part, où l'on va ; vide = inconnu.

    ``avant`` et ``apres`` : code Insee de la commune, ou de l'arrondissement, ou code du canton si la commune est
    ``divisee``. ``limitrophes`` : les codes qui touchent ``avant``. ``distance_km`` : d'un logement à l'autre.
    """

    avant: str | None
    apres: str | None
    distance_max_km: Decimal
    limitrophes: frozenset[str] | None = None
    distance_km: Decimal | None = None
    divisee: bool = False


def lieu_propose(lieu: Lieu) -> tuple[Condition, str]:
    """Même commune, ou commune limitrophe à 5 km au plus ; même arrondissement ou canton, ou limitrophe, sinon.

    Loi du 1er septembre 1948, art. 13 bis. La distance est celle de la charte ; elle ne vaut pas entre
    arrondissements ni entre cantons. Dans la même commune, un éloignement plus grand est à vérifier.
    """
    if not lieu.avant or not lieu.apres:
        return Condition.A_VERIFIER, "commune du logement quitté ou offert inconnue"
    if {lieu.avant, lieu.apres} & DIVISEES:
        return Condition.A_VERIFIER, "arrondissement à préciser"
    if lieu.avant == lieu.apres:
        return _sur_place(lieu)
    if lieu.limitrophes is not None and lieu.apres not in lieu.limitrophes:
        return Condition.NON, f"{_secteur(lieu)} ni le même, ni limitrophe"
    if not _divisee(lieu) and _trop_loin(lieu):
        return Condition.NON, f"à {_km(lieu.distance_km)}, plus que {_km(lieu.distance_max_km)}"
    return _a_cote(lieu)


def _sur_place(lieu: Lieu) -> tuple[Condition, str]:
    if not _divisee(lieu) and _trop_loin(lieu):
        return Condition.A_VERIFIER, f"même commune, mais à {_km(lieu.distance_km)}"
    return Condition.OUI, f"même {_secteur(lieu)}"


def _a_cote(lieu: Lieu) -> tuple[Condition, str]:
    """Un autre secteur, que rien de connu n'écarte."""
    if lieu.limitrophes is None:
        return Condition.A_VERIFIER, f"{_secteur(lieu)} limitrophe ou non : à vérifier"
    if _divisee(lieu):
        return Condition.OUI, f"{_secteur(lieu)} limitrophe"
    if lieu.distance_km is None:
        return Condition.A_VERIFIER, "commune limitrophe, distance inconnue"
    return Condition.OUI, f"commune limitrophe, à {_km(lieu.distance_km)}"


def _divisee(lieu: Lieu) -> bool:
    return lieu.divisee or bool(lieu.avant and lieu.avant.startswith(ARRONDISSEMENTS))


def _secteur(lieu: Lieu) -> str:
    return "arrondissement ou canton" if _divisee(lieu) else "commune"


def _trop_loin(lieu: Lieu) -> bool:
    return lieu.distance_km is not None and lieu.distance_km > lieu.distance_max_km


def _km(distance: Decimal | None) -> str:
    return f"{nombre(distance or Decimal(0), 1)}{FINE}km"
