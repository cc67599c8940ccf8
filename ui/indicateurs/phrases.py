"""Ce que l'écran des indicateurs écrit en toutes lettres."""

from dataclasses import dataclass
from decimal import Decimal

from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.objectif import Effort
from relogement.indicateurs.parts_dites import TITRES as TITRES
from relogement.indicateurs.parts_dites import fraction as fraction
from relogement.indicateurs.parts_dites import part as part
from relogement.indicateurs.parts_dites import points as points
from relogement.indicateurs.parts_dites import taux_rond as taux_rond
from relogement.textes import FINE, INSECABLE, nombre

_QUALITES = {
    "NEUF": ("neuf", "neufs"),
    "HORS_QPV": ("hors QPV", "hors QPV"),
    "HORS_SITE": ("hors site", "hors site"),
    "RAC_MAITRISE": ("maîtrisé", "maîtrisés"),
}
_INCONNUS = {
    "NEUF": "convention inconnue",
    "HORS_QPV": "lieu inconnu",
    "HORS_SITE": "lieu inconnu",
    "RAC_MAITRISE": "RAC inconnu",
}


@dataclass(frozen=True)
class PhraseEffort:
    """Une phrase dont le nombre se voit : avant, en gras, après."""

    avant: str
    gras: str
    apres: str

    def __str__(self) -> str:
        return f"{self.avant}{self.gras}{self.apres}"


def phrase_effort(code: str, effort: Effort) -> PhraseEffort:
    """« Il faut 13 des 20 prochains hors QPV pour l’objectif »."""
    n, sur = effort.necessaires, effort.prochains
    qualite = _QUALITES[code][n > 1]
    if effort.hors_d_atteinte:
        return PhraseEffort("Objectif hors d’atteinte : il en faudrait ", str(n), f" sur les {sur} prochains")
    if not n:
        return PhraseEffort("Objectif tenu ", "sans compter", f" sur les {sur} prochains")
    compte = f"{n} des {sur} prochains"
    if effort.atteint:
        return PhraseEffort("", compte, f" {qualite} {'suffisent' if n > 1 else 'suffit'} pour l’objectif")
    return PhraseEffort("Il faut ", compte, f" {qualite} pour l’objectif")


def note_des_absents(code: str, mesure: Mesure) -> str:
    """Ceux que le pourcentage laisse de côté, et pourquoi."""
    if not mesure.base and not mesure.nr and not mesure.so:
        return "aucun relogement à cette date"
    notes = []
    if mesure.nr:
        notes.append(f"{_INCONNUS[code]}{INSECABLE}: {nombre(mesure.nr, 0)}")
    if mesure.so:
        notes.append(f"{nombre(mesure.so, 0)} sans objet")
    if mesure.a_verifier:
        notes.append(f"dont {nombre(mesure.a_verifier, 0)} à vérifier sur SIG Ville")
    return " · ".join(notes) or "aucun inconnu"


def en_jours(valeur: Decimal | None) -> str:
    if valeur is None:
        return "—"
    entier = valeur == valeur.to_integral_value()
    return f"{nombre(valeur, 0 if entier else 1)}{FINE}j"
