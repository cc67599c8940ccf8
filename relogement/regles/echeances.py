"""Les délais en jours, en mois et en heures : quand ils finissent, et pourquoi une fin se déplace.

Le jour de la notification ne compte pas ; le délai finit le dernier jour à minuit ; un samedi, un dimanche
ou un jour férié le reporte au premier jour ouvrable suivant (code de procédure civile, art. 641 et 642).
Un délai en mois finit le jour du même quantième, sinon le dernier jour du mois. Un délai en heures court
d'heure en heure ; il n'expire jamais un jour où l'on ne travaille pas.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from relogement.textes import jour_de_semaine

UN_JOUR = timedelta(days=1)
SAMEDI = 5
FUSEAU = "Europe/Paris"
DERNIERE_SECONDE = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Echeance:
    """La fin d'un délai ; ``motif`` dit ce qui l'a déplacée, vide sinon."""

    le: date
    motif: str = ""


@dataclass(frozen=True, slots=True)
class EcheanceHeure:
    """Le dernier instant d'un délai en heures, à l'heure de Paris ; ``motif`` dit ce qui l'a déplacé."""

    le: datetime
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


def fin_de_delai_en_heures(instant: datetime, heures: int, *, alsace_moselle: bool = False) -> EcheanceHeure:
    """La fin d'un délai compté en heures depuis un instant (un instant sans fuseau est à l'heure de Paris).

    Les heures sont réelles : le changement d'heure n'en ajoute ni n'en retire. Si la dernière tombe un samedi,
    un dimanche ou un jour férié, le délai va jusqu'au premier jour ouvrable suivant, à 24 h (code de procédure
    civile, art. 642 : « tout délai expire le dernier jour à vingt-quatre heures », et sa prorogation).
    """
    zone = ZoneInfo(FUSEAU)
    depart = instant if instant.tzinfo else instant.replace(tzinfo=zone)
    terme = (depart.astimezone(UTC) + timedelta(hours=heures)).astimezone(zone)
    report = reporter(terme.date(), alsace_moselle=alsace_moselle)
    if report.le == terme.date():
        return EcheanceHeure(terme)
    return EcheanceHeure(datetime.combine(report.le, DERNIERE_SECONDE, zone), f"{report.motif}, à 24\u00a0h")


def reporter(le: date, *, alsace_moselle: bool = False) -> Echeance:
    """Le premier jour ouvrable à partir de cette date, et ce qui l'a repoussée."""
    fin = le
    while empechement(fin, alsace_moselle=alsace_moselle):
        fin += UN_JOUR
    if fin == le:
        return Echeance(le)
    raison = empechement(le, alsace_moselle=alsace_moselle)
    return Echeance(fin, f"{jour_de_semaine(le)} ({raison}) reporté au {jour_de_semaine(fin)}")


def prochains_feries(au: date, *, alsace_moselle: bool = False) -> list[tuple[date, str]]:
    """Les jours fériés des douze mois qui suivent, dans l'ordre ; ceux du lundi au vendredi ou non."""
    fin = plus_mois(au, 12)
    tous = _feries(au.year, alsace_moselle) | _feries(au.year + 1, alsace_moselle)
    return [(le, nom) for le, nom in sorted(tous.items()) if au <= le < fin]


def empechement(le: date, *, alsace_moselle: bool = False) -> str:
    """« samedi », « dimanche », le nom du jour férié, ou rien si le jour est ouvrable."""
    ferie = _feries(le.year, alsace_moselle).get(le, "")
    return ferie or {SAMEDI: "samedi", SAMEDI + 1: "dimanche"}.get(le.weekday(), "")


@cache
def _feries(annee: int, alsace_moselle: bool) -> dict[date, str]:
    from holidays import country_holidays

    region = "57" if alsace_moselle else None
    feries = country_holidays("FR", subdiv=region, years=annee, language="fr")
    return {le: nom.replace("'", "’") for le, nom in feries.items()}
