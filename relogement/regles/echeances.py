"""Les délais : quand ils finissent, et pourquoi une fin se déplace.

Le jour de la notification ne compte pas ; le délai finit le dernier jour à minuit ; un samedi, un dimanche
ou un jour férié le reporte au premier jour ouvrable suivant (code de procédure civile, art. 641 et 642).
Un délai en mois finit le jour du même quantième, sinon le dernier jour du mois.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from relogement.textes import jour_de_semaine

UN_JOUR = timedelta(days=1)
SAMEDI = 5


@dataclass(frozen=True, slots=True)
class Echeance:
    """La fin d'un délai ; ``motif`` dit ce qui l'a déplacée, vide sinon."""

    le: date
    motif: str = ""


def plus_mois(depuis: date, mois: int) -> date:
    """Le même quantième ``mois`` plus tard, ou le dernier jour du mois s'il n'existe pas."""
    annee, rang = divmod(depuis.year * 12 + depuis.month - 1 + mois, 12)
    return date(annee, rang + 1, min(depuis.day, monthrange(annee, rang + 1)[1]))


def plus_annees(depuis: date, annees: int) -> date:
    """29 février + 5 ans = 28 février."""
    return plus_mois(depuis, 12 * annees)


def fin_de_delai_en_jours(notifie_le: date, jours: int, *, alsace_moselle: bool = False) -> Echeance:
    """La fin d'un délai pour agir compté en jours."""
    return reporter(notifie_le + timedelta(days=jours), alsace_moselle=alsace_moselle)


def fin_de_delai_en_mois(notifie_le: date, mois: int, *, alsace_moselle: bool = False) -> Echeance:
    """La fin d'un délai pour agir compté en mois."""
    return reporter(plus_mois(notifie_le, mois), alsace_moselle=alsace_moselle)


def reporter(le: date, *, alsace_moselle: bool = False) -> Echeance:
    """Le premier jour ouvrable à partir de cette date, et ce qui l'a repoussée."""
    fin = le
    while empechement(fin, alsace_moselle=alsace_moselle):
        fin += UN_JOUR
    if fin == le:
        return Echeance(le)
    raison = empechement(le, alsace_moselle=alsace_moselle)
    return Echeance(fin, f"{jour_de_semaine(le)} ({raison}) reporté au {jour_de_semaine(fin)}")


def empechement(le: date, *, alsace_moselle: bool = False) -> str:
    """« samedi », « dimanche », le nom du jour férié, ou rien si le jour est ouvrable."""
    ferie = _feries(le.year, alsace_moselle).get(le, "")
    return ferie or {SAMEDI: "samedi", SAMEDI + 1: "dimanche"}.get(le.weekday(), "")


@cache
def _feries(annee: int, alsace_moselle: bool) -> dict[date, str]:
    from holidays import country_holidays

    region = "57" if alsace_moselle else None
    return dict(country_holidays("FR", subdiv=region, years=annee, language="fr"))
