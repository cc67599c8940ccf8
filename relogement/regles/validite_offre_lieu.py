"""Si un logement offert est assez près : la condition de lieu de l'article 13 bis."""

from dataclasses import dataclass
from decimal import Decimal

from relogement.nomenclatures import Condition
from relogement.textes import FINE, nombre

DIVISEES = frozenset({"75056", "69123", "13055"})
ARRONDISSEMENTS = ("751", "6938", "132")
LONGUEUR_INSEE = 5


@dataclass(frozen=True, slots=True)
class Eloignement:
    """En kilomètres, d'un logement à l'autre : égaux si l'on sait d'où partir, sinon les bornes du site."""

    au_moins: Decimal
    au_plus: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """D'où l'on part, où l'on va ; vide = inconnu.

    ``avant`` et ``apres`` : code Insee de la commune, ou de l'arrondissement, ou code du canton si la commune est
    ``divisee``. ``limitrophes`` : les codes qui touchent ``avant``.
    """

    avant: str | None
    apres: str | None
    distance_max_km: Decimal
    limitrophes: frozenset[str] | None = None
    eloignement: Eloignement | None = None
    divisee: bool = False


def lieu_propose(lieu: Lieu) -> tuple[Condition, str]:
    """Même commune, ou commune limitrophe à 5 km au plus ; même arrondissement ou canton, ou limitrophe, sinon.

    Loi du 1er septembre 1948, art. 13 bis : dans une commune divisée en arrondissements, le même, un limitrophe
    ou une commune limitrophe de l'arrondissement ; de même pour les cantons ; dans les autres cas, la
    même commune ou une commune limitrophe, à 5 km au plus. La distance est celle de la charte ; elle ne vaut pas
    entre arrondissements ni entre cantons. Dans la même commune, un éloignement plus grand est à vérifier. Mesurée
    depuis le contour du site, la distance est comprise entre celle de son bord le plus proche et celle du plus
    lointain : OUI si la plus grande tient, NON si la plus petite dépasse, à vérifier entre les deux.
    """
    if not lieu.avant or not lieu.apres:
        return Condition.A_VERIFIER, "commune du logement quitté ou offert inconnue"
    if {lieu.avant, lieu.apres} & DIVISEES:
        return Condition.A_VERIFIER, "arrondissement à préciser"
    if _canton_a_dire(lieu) and (lieu.limitrophes is None or lieu.apres in {lieu.avant, *lieu.limitrophes}):
        return Condition.A_VERIFIER, "commune divisée en cantons : canton à préciser"
    if lieu.avant == lieu.apres:
        return _sur_place(lieu)
    if lieu.limitrophes is not None and lieu.apres not in lieu.limitrophes:
        return Condition.NON, f"{_secteur(lieu)} ni le même, ni limitrophe"
    if not _divisee(lieu) and _trop_loin(lieu):
        return Condition.NON, f"{_a(lieu)}, plus que {_km(lieu.distance_max_km)}"
    return _a_cote(lieu)


def _sur_place(lieu: Lieu) -> tuple[Condition, str]:
    if not _divisee(lieu) and lieu.eloignement is not None and not _assez_pres(lieu):
        return Condition.A_VERIFIER, f"même commune, mais {_a(lieu)}, pour {_km(lieu.distance_max_km)} au plus"
    return Condition.OUI, f"même {_secteur(lieu)}"


def _a_cote(lieu: Lieu) -> tuple[Condition, str]:
    """Un autre secteur, que rien de connu n'écarte."""
    if lieu.limitrophes is None:
        return Condition.A_VERIFIER, f"{_secteur(lieu)} limitrophe ou non : à vérifier"
    if _divisee(lieu):
        return Condition.OUI, f"{_secteur(lieu)} limitrophe"
    if lieu.eloignement is None:
        return Condition.A_VERIFIER, "commune limitrophe, distance inconnue"
    if not _assez_pres(lieu):
        return Condition.A_VERIFIER, f"commune limitrophe, {_a(lieu)}, pour {_km(lieu.distance_max_km)} au plus"
    return Condition.OUI, f"commune limitrophe, {_a(lieu)}"


def _divisee(lieu: Lieu) -> bool:
    return lieu.divisee or bool(lieu.avant and lieu.avant.startswith(ARRONDISSEMENTS))


def _canton_a_dire(lieu: Lieu) -> bool:
    """La commune est divisée en cantons, et l'on ne sait que la commune (cinq caractères)."""
    return lieu.divisee and len(lieu.avant or "") == LONGUEUR_INSEE


def _secteur(lieu: Lieu) -> str:
    return "arrondissement ou canton" if _divisee(lieu) else "commune"


def _trop_loin(lieu: Lieu) -> bool:
    return lieu.eloignement is not None and lieu.eloignement.au_moins > lieu.distance_max_km


def _assez_pres(lieu: Lieu) -> bool:
    return lieu.eloignement is not None and lieu.eloignement.au_plus <= lieu.distance_max_km


def _a(lieu: Lieu) -> str:
    """« à 3,2 km », ou « entre 4,1 et 5,6 km du site »."""
    assert lieu.eloignement is not None
    au_moins, au_plus = lieu.eloignement.au_moins, lieu.eloignement.au_plus
    if au_moins == au_plus:
        return f"à {_km(au_moins)}"
    return f"entre {_chiffre(au_moins)} et {_km(au_plus)} du site"


def _km(distance: Decimal) -> str:
    return f"{_chiffre(distance)}{FINE}km"


def _chiffre(km: Decimal) -> str:
    """« 5 », « 3,2 », et « 5,01 » : un arrondi ne dit pas « 5 km, plus que 5 km »."""
    return nombre(km, 0 if km == km.to_integral_value() else 2 if km != round(km, 1) else 1)
