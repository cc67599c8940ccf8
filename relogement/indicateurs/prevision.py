"""« À ce rythme » : quand l'opération finira, et où en sera chaque critère. Une estimation, jamais un engagement.

Le rythme est celui des derniers mois : tant de titulaires entrés dans leur logement, tant de « oui » parmi eux.
L'incertitude du rythme est celle d'un comptage (approximation de Byar de l'intervalle de Poisson) ; celle de la
part est prédictive : la loi bêta-binomiale, d'a priori de Jeffreys, qui ajoute au peu que l'on a observé le hasard
de ce qui reste à venir. Les seuils sont dans le barème « prevision ».
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, sqrt

from relogement.baremes import Source, bareme
from relogement.indicateurs.indicateur import CENT, Mesure
from relogement.textes import nombre, pluriel

_JEFFREYS = 0.5
JOURS_PAR_MOIS = 365.2425 / 12


@dataclass(frozen=True)
class Reglages:
    """Sur combien de mois l'on observe, combien de relogements il faut, et la largeur de l'intervalle."""

    mois: int
    minimum: int
    ecart_reduit: float


def reglages(au: date, dossier: Source | None = None) -> Reglages:
    """Ceux du barème en vigueur."""
    lu = bareme("prevision", au, dossier=dossier)
    return Reglages(
        int(lu.nombre("mois_observes")), int(lu.nombre("relogements_minimum")), float(lu.nombre("ecart_reduit"))
    )


@dataclass(frozen=True)
class Rythme:
    """Combien de titulaires sont entrés pendant ``mois`` mois, et combien restent à reloger."""

    au: date
    entres: int
    mois: float
    restants: int


@dataclass(frozen=True)
class Fin:
    """Quand tous seront relogés : la date attendue, au plus tôt, au plus tard (vide : on ne peut pas le dire)."""

    attendue: date
    au_plus_tot: date
    au_plus_tard: date | None


@dataclass(frozen=True)
class Prevision:
    """La part d'un critère à une date : attendue, et l'intervalle ; ``venus`` : les relogements d'ici là."""

    le: date
    pct: Decimal
    bas: Decimal
    haut: Decimal
    venus: int


def refus(rythme: Rythme, regles: Reglages) -> str:
    """Pourquoi l'on ne prolonge pas ce rythme ; vide quand on le peut."""
    if rythme.restants <= 0:
        return "Tous les titulaires à reloger le sont : il n’y a plus rien à prévoir."
    if rythme.entres < regles.minimum:
        entres = pluriel(rythme.entres, "titulaire relogé", "titulaires relogés")
        return (
            f"Pas de prévision : {entres} en {nombre(regles.mois, 0)} mois, il en faut {regles.minimum} pour "
            "estimer un rythme."
        )
    return ""


def fin(rythme: Rythme, regles: Reglages) -> Fin:
    """La date où le dernier titulaire entrerait, si rien ne change."""
    bas, haut = comptage(rythme.entres, regles.ecart_reduit)
    return Fin(
        _dans(rythme, rythme.entres),
        _dans(rythme, haut),
        _dans(rythme, bas) if bas > 0 else None,
    )


def comptage(n: int, ecart_reduit: float) -> tuple[float, float]:
    """L'intervalle d'un comptage (Byar, 1976) : combien d'entrées le même rythme aurait pu donner."""
    bas = n * (1 - 1 / (9 * n) - ecart_reduit / (3 * sqrt(n))) ** 3 if n else 0.0
    suivant = n + 1
    haut = suivant * (1 - 1 / (9 * suivant) + ecart_reduit / (3 * sqrt(suivant))) ** 3
    return max(0.0, bas), haut


def part_a_la_fin(mesure: Mesure, recents: Mesure, rythme: Rythme, regles: Reglages) -> Prevision | None:
    """La part quand tous les titulaires restants seront relogés ; rien sans une seule réponse récente."""
    return _part(mesure, recents, rythme.restants, fin(rythme, regles).attendue, regles)


def part_le(mesure: Mesure, recents: Mesure, rythme: Rythme, le: date, regles: Reglages) -> Prevision | None:
    """La part à une date donnée : les relogements d'ici là, au même rythme, sans dépasser ce qui reste."""
    mois = max(0.0, (le - rythme.au).days / JOURS_PAR_MOIS)
    venus = min(rythme.restants, round(mois * rythme.entres / rythme.mois))
    return _part(mesure, recents, venus, le, regles)


def _part(mesure: Mesure, recents: Mesure, venus: int, le: date, regles: Reglages) -> Prevision | None:
    base = mesure.base + venus
    if not base or not recents.base:
        return None
    attendus, ecart = oui_a_venir(recents, venus)
    marge = regles.ecart_reduit * ecart
    bas, haut = max(0.0, attendus - marge), min(float(venus), attendus + marge)
    attendue, au_moins, au_plus = (_pct(mesure.oui + oui, base) for oui in (attendus, bas, haut))
    return Prevision(le, attendue, au_moins, au_plus, venus)


def oui_a_venir(recents: Mesure, venus: int) -> tuple[float, float]:
    """La moyenne et l'écart-type du nombre de « oui » parmi ceux à venir (bêta-binomiale)."""
    a, b = recents.oui + _JEFFREYS, recents.non + _JEFFREYS
    n = a + b
    variance = venus * a * b * (n + venus) / (n * n * (n + 1))
    return venus * a / n, sqrt(variance)


def _pct(oui: float, base: int) -> Decimal:
    return Decimal(str(round(oui / base, 6))) * CENT


def _dans(rythme: Rythme, entres: float) -> date:
    """Le jour où les restants seront relogés, à tant d'entrées par période observée."""
    jours = ceil(rythme.restants * rythme.mois / entres * JOURS_PAR_MOIS)
    return date.fromordinal(min(rythme.au.toordinal() + jours, date.max.toordinal()))
