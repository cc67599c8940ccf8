"""Les réglages d'une colonne de mise en page : à quoi chacun convient, et jusqu'où il peut être précis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.exports.rime.sources import Nature, Source

PAS = 5
PRECISIONS = ("mois", "trimestre", "annee")
_TOUTES = frozenset(Nature)


@dataclass(frozen=True)
class Option:
    """Un réglage : la valeur qu'il admet, les natures auxquelles il convient, celles qui l'exigent."""

    cle: str
    admise: Callable[[Any], bool]
    attendu: str
    pour: frozenset[Nature]
    exigee: frozenset[Nature] = frozenset()

    def controler(self, ou: str, source: Source, lue: Mapping[str, Any]) -> None:
        """Lève ``ErreurMetier`` si ce réglage manque, ne convient pas ou n'est pas admis."""
        if self.cle in lue and source.nature not in self.pour:
            raise ErreurMetier(f"{ou} : « {self.cle} » ne convient pas à la source « {source.nom} ». Retirez-le.")
        if (self.cle in lue or source.nature in self.exigee) and not self.admise(lue.get(self.cle)):
            raise ErreurMetier(f"{ou} : « {self.cle} » doit être {self.attendu}. Corrigez la mise en page.")


def _entier(valeur: Any) -> bool:
    return isinstance(valeur, int) and not isinstance(valeur, bool)


def _arrondi(valeur: Any) -> bool:
    return _entier(valeur) and valeur >= PAS and valeur % PAS == 0


def _precision(valeur: Any) -> bool:
    return valeur in PRECISIONS


def _tranches(valeur: Any) -> bool:
    if not isinstance(valeur, list) or not valeur or not all(_entier(v) and v > 0 for v in valeur):
        return False
    return all(suivante - v >= PAS for v, suivante in pairwise(valeur))


def _valeurs(valeur: Any) -> bool:
    return isinstance(valeur, dict) and all(isinstance(v, str) for v in valeur.values())


def _inconnu(valeur: Any) -> bool:
    return isinstance(valeur, str)


_ARRONDIES = frozenset({Nature.MONTANT, Nature.SURFACE})
_CODEES = frozenset({Nature.CODE, Nature.TABLE, Nature.MOTIF, Nature.COMPOSITION})
_JOUR, _AGE, _TABLE = (frozenset({nature}) for nature in (Nature.JOUR, Nature.AGE, Nature.TABLE))

OPTIONS = (
    Option("arrondi", _arrondi, f"un nombre entier, {PAS} ou un multiple de {PAS}", _ARRONDIES, _ARRONDIES),
    Option("precision", _precision, "« mois », « trimestre » ou « annee »", _JOUR, _JOUR),
    Option("tranches", _tranches, f"une liste d’âges croissants, espacés d’au moins {PAS} ans", _AGE, _AGE),
    Option("valeurs", _valeurs, "une table de textes", _CODEES, _TABLE),
    Option("inconnu", _inconnu, "un texte", _TOUTES),
)
