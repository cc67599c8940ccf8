"""Le délai d'objection des partenaires : quand il finit, et pourquoi là.

La charte dit combien d'heures il dure et lesquelles comptent : toutes, ou les seules heures ouvrées ; tous les
jours, ou les seuls jours ouvrables (fériés d'Alsace-Moselle compris si elle le dit). Les heures sont réelles : le
changement d'heure n'en ajoute ni n'en retire. Le délai ne finit jamais quand tout est fermé : il va alors jusqu'à
la prochaine ouverture. Partir plus tard ne fait donc jamais finir plus tôt.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from relogement.charte import Charte
from relogement.charte_sections import reglages
from relogement.regles.echeances import FUSEAU, SAMEDI, UN_JOUR, empechement
from relogement.textes import INSECABLE, heure, jour_de_semaine

PARIS = ZoneInfo(FUSEAU)
_MINUIT = time()
WEEK_END = "week-end"


@dataclass(frozen=True, slots=True)
class Delai:
    """La règle de la charte : combien d'heures, et lesquelles comptent."""

    heures: int
    ouvre_a: int
    ferme_a: int
    chomes: bool
    ouvrees: bool
    alsace_moselle: bool = False

    def chome(self, le: date) -> str:
        """« samedi », « Lundi de Pâques », ou rien si l'on travaille ce jour-là."""
        return empechement(le, alsace_moselle=self.alsace_moselle)

    @property
    def dit(self) -> str:
        """« 48 h », « 48 h ouvrées, de 9 h à 18 h »."""
        de_a = f" ouvrées, de {self.ouvre_a}{INSECABLE}h à {self.ferme_a}{INSECABLE}h" if self.ouvrees else ""
        return f"{self.heures}{INSECABLE}h{de_a}"


@dataclass(frozen=True, slots=True)
class FinDuDelai:
    """Le dernier instant, à l'heure de Paris, et la règle telle qu'elle s'est appliquée, en mots."""

    le: datetime
    phrase: str


def delai_de(charte: Charte) -> Delai:
    """Le délai que dit cette version de la charte."""
    dits = reglages(charte, "objection")
    return Delai(
        charte.objection_heures, dits["ouvre_a"], dits["ferme_a"], bool(dits["chomes"]), bool(dits["ouvrees"]),
        charte.alsace_moselle,
    )  # fmt: skip


def fin_du_delai(envoye_le: datetime, delai: Delai) -> FinDuDelai:
    """La fin du délai qui court depuis cet envoi ; un instant sans fuseau est à l'heure de Paris."""
    depart = envoye_le.astimezone(PARIS) if envoye_le.tzinfo else envoye_le.replace(tzinfo=PARIS)
    terme, sautes = _terme(depart, delai)
    fin = _a_l_ouverture(terme, delai)
    raisons = [*_ne_comptent_pas(sautes, delai), *_change_d_heure(depart, terme, delai)]
    if fin != terme:
        raisons.append(_report(terme, delai))
    dites = "".join(f", {raison}" for raison in raisons)
    return FinDuDelai(_nu(fin), f"{delai.dit}{dites}{INSECABLE}: fin le {_instant(fin)}")


def _terme(depart: datetime, delai: Delai) -> tuple[datetime, list[date]]:
    """Là où les heures sont épuisées, et les jours chômés qu'il a fallu sauter."""
    reste, le = timedelta(hours=delai.heures), depart.date()
    sautes: list[date] = []
    while True:
        if not delai.chomes and delai.chome(le):
            sautes.append(le)
        else:
            ouverture, fermeture = _plage(le, delai)
            debut = max(ouverture, depart.astimezone(UTC))
            if fermeture - debut >= reste:
                return (debut + reste).astimezone(PARIS), sautes
            reste -= max(fermeture - debut, timedelta())
        le += UN_JOUR


def _plage(le: date, delai: Delai) -> tuple[datetime, datetime]:
    """Les heures de ce jour qui comptent, en temps universel : les seules dont les écarts soient vrais."""
    if delai.ouvrees:
        return _a(le, time(delai.ouvre_a)), _a(le, time(delai.ferme_a))
    return _a(le, _MINUIT), _a(le + UN_JOUR, _MINUIT)


def _a(le: date, quand: time) -> datetime:
    return datetime.combine(le, quand, PARIS).astimezone(UTC)


def _a_l_ouverture(terme: datetime, delai: Delai) -> datetime:
    """Le même instant s'il est ouvert, sinon la prochaine ouverture."""
    le, quand = terme.date(), _nu(terme).time()
    if not delai.chome(le) and quand <= time(delai.ferme_a):
        return max(terme, datetime.combine(le, time(delai.ouvre_a), PARIS))
    le += UN_JOUR
    while delai.chome(le):
        le += UN_JOUR
    return datetime.combine(le, time(delai.ouvre_a), PARIS)


def _ne_comptent_pas(sautes: list[date], delai: Delai) -> list[str]:
    """« lundi de Pâques et week-end ne comptent pas » ; un férié qui tombe un samedi est du week-end."""
    noms = [_minuscule(delai.chome(le)) for le in sautes if le.weekday() < SAMEDI]
    noms += [WEEK_END] if any(le.weekday() >= SAMEDI for le in sautes) else []
    dits = list(dict.fromkeys(noms))
    if not dits:
        return []
    if dits == [WEEK_END]:
        return [f"le {WEEK_END} ne compte pas"]
    suite = " et ".join(filter(None, (", ".join(dits[:-1]), dits[-1])))
    return [f"{suite} ne {'compte' if len(dits) == 1 else 'comptent'} pas"]


def _minuscule(ferie: str) -> str:
    """« Lundi de Pâques » dans une phrase ; Noël, la Toussaint et l'Ascension gardent leur majuscule."""
    commun = ferie.startswith(("Lundi", "Vendredi", "Fête", "Jour", "Deuxième"))
    return ferie[:1].lower() + ferie[1:] if commun else ferie


def _change_d_heure(depart: datetime, terme: datetime, delai: Delai) -> list[str]:
    """Une heure de plus ou de moins à la montre se dit, quand la nuit du changement compte."""
    if delai.ouvrees or not delai.chomes or depart.utcoffset() == terme.utcoffset():
        return []
    return ["changement d’heure compris"]


def _report(terme: datetime, delai: Delai) -> str:
    ferme = _minuscule(delai.chome(terme.date())) or "hors des heures ouvertes"
    return f"le {_instant(terme)} ({ferme}) se reporte à l’ouverture"


def _instant(quand: datetime) -> str:
    return f"{jour_de_semaine(quand)} à {heure(quand)}"


def _nu(quand: datetime) -> datetime:
    """L'heure de la montre : c'est elle que la base garde."""
    return quand.replace(tzinfo=None)
