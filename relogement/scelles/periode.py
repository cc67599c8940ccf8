"""Une période à clore : un trimestre, un semestre, une année, ou de telle date à telle date."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from relogement.erreurs import ErreurMetier
from relogement.textes import jour

_MOIS_D_UN = {"T": 3, "S": 6}
_CODE = re.compile(r"(\d{4})(?:-([TS])(\d))?")
_DATES = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.|/)(\d{4}-\d\d-\d\d)")
_ORDINAUX = {1: "1ᵉʳ", 2: "2ᵉ", 3: "3ᵉ", 4: "4ᵉ"}
_NOMS = {"T": "trimestre", "S": "semestre"}


@dataclass(frozen=True, order=True)
class Periode:
    """De ``debut`` à ``fin``, les deux jours compris."""

    debut: date
    fin: date

    @property
    def code(self) -> str:
        """« 2026-T3 », « 2026-S1 », « 2026 », ou les deux dates."""
        return _code(self) or f"{self.debut.isoformat()}..{self.fin.isoformat()}"

    @property
    def libelle(self) -> str:
        """« 3ᵉ trimestre 2026 », « Année 2026 », « du 12/01/2026 au 30/06/2026 »."""
        annee, _, morceau = _code(self).partition("-")
        if morceau:
            return f"{_ORDINAUX[int(morceau[1])]} {_NOMS[morceau[0]]} {annee}"
        return f"Année {annee}" if annee else f"du {jour(self.debut)} au {jour(self.fin)}"

    def chevauche(self, autre: "Periode") -> bool:
        """Vrai si un jour au moins est dans les deux."""
        return self.debut <= autre.fin and autre.debut <= self.fin

    def contient(self, autre: "Periode") -> bool:
        return self.debut <= autre.debut and autre.fin <= self.fin


def lire_periode(texte: str) -> Periode:
    """La période écrite « 2026-T3 », « 2026-S1 », « 2026 » ou « 2026-01-12..2026-06-30 »."""
    propre = texte.strip().upper()
    if trouve := _CODE.fullmatch(propre):
        annee, genre, rang = trouve.groups()
        if genre is None:
            return Periode(date(int(annee), 1, 1), date(int(annee), 12, 31))
        if 1 <= int(rang) <= 12 // _MOIS_D_UN[genre]:
            return _part(int(annee), _MOIS_D_UN[genre], int(rang))
    if trouve := _DATES.fullmatch(propre):
        return _entre(*trouve.groups())
    raise ErreurMetier(
        f"« {texte} » n’est pas une période. Écrivez 2026-T3, 2026-S1, 2026 ou 2026-01-12..2026-06-30."
    )


def trimestre_de(le: date) -> Periode:
    """Le trimestre où tombe ce jour."""
    return _part(le.year, 3, (le.month - 1) // 3 + 1)


def dernier_trimestre_fini(au: date) -> Periode:
    """Le dernier trimestre dont tous les jours sont passés."""
    return trimestre_de(trimestre_de(au).debut - timedelta(days=1))


def annee_de(le: date) -> Periode:
    return Periode(date(le.year, 1, 1), date(le.year, 12, 31))


def _part(annee: int, mois: int, rang: int) -> Periode:
    """Le rang-ième morceau de tant de mois d'une année."""
    dernier = mois * rang
    return Periode(date(annee, dernier - mois + 1, 1), date(annee, dernier, monthrange(annee, dernier)[1]))


def _entre(debut: str, fin: str) -> Periode:
    try:
        periode = Periode(date.fromisoformat(debut), date.fromisoformat(fin))
    except ValueError as erreur:
        raise ErreurMetier(f"« {debut} » ou « {fin} » n’est pas une date. Écrivez AAAA-MM-JJ.") from erreur
    if periode.fin < periode.debut:
        raise ErreurMetier("La période finit avant de commencer. Échangez les deux dates.")
    return periode


def _code(periode: Periode) -> str:
    """Le nom court d'une période qui en a un ; vide sinon."""
    annee = periode.debut.year
    if periode == annee_de(periode.debut):
        return str(annee)
    for genre, mois in _MOIS_D_UN.items():
        rang = (periode.debut.month - 1) // mois + 1
        if periode == _part(annee, mois, rang):
            return f"{annee}-{genre}{rang}"
    return ""
