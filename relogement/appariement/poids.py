"""Le poids de chaque part de l'appariement, et les besoins qui éliminent : ceux de la charte, datés comme elle."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from relogement.base import Code
from relogement.charte import Charte
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import CodeBesoin

ELIMINATOIRES, PLAFONDS = "eliminatoires", "plafonds"
POIDS_MAXIMAL = 100
DEFAUT = files("resources").joinpath("formats/charte_defaut.toml")
VERIFIABLES = (
    CodeBesoin.PMR,
    CodeBesoin.PLAIN_PIED,
    CodeBesoin.ASCENSEUR,
    CodeBesoin.CHAMBRES,
    CodeBesoin.CHAMBRE_EN_PLUS,
)


class Part(Code):
    """Ce qui fait la note d'un logement pour un ménage, dans l'ordre où on le lit."""

    OCCUPATION = "OCCUPATION", "Occupation"
    BESOINS = "BESOINS", "Besoins"
    COMMUNE = "COMMUNE", "Lieu souhaité"
    TYPOLOGIE = "TYPOLOGIE", "Typologie souhaitée"
    RAC = "RAC", "Reste à charge"
    EFFORT = "EFFORT", "Taux d’effort"
    DISTANCE = "DISTANCE", "Distance"
    EQUILIBRE = "EQUILIBRE", "Équilibre de la résidence"
    NEUF = "NEUF", "Neuf ou conventionné depuis moins de 5 ans"
    HORS_QPV = "HORS_QPV", "Hors QPV"
    HORS_SITE = "HORS_SITE", "Hors du site"
    RAC_MAITRISE = "RAC_MAITRISE", "Reste à charge maîtrisé"


class Depassement(Code):
    """Ce que fait un ménage au-dessus du plafond de ressources du logement."""

    ECARTER = "ECARTER", "le logement est écarté"
    SIGNALER = "SIGNALER", "il se signale, à demander en dérogation"


@dataclass(frozen=True)
class Poids:
    """Les points que chaque part peut rapporter, et ce qui écarte : des besoins non satisfaits, un plafond."""

    par_part: Mapping[Part, int]
    eliminatoires: frozenset[CodeBesoin]
    plafonds: Depassement = Depassement.ECARTER

    @property
    def total(self) -> int:
        return sum(self.par_part.values())


def poids(charte: Charte) -> Poids:
    """Ceux de cette version de la charte ; une version d'avant l'appariement prend ceux du défaut."""
    dits = {**poids_par_defaut(), **charte.appariement}
    besoins = frozenset(CodeBesoin(code) for code in dits.pop(ELIMINATOIRES))
    return Poids({part: int(dits[part]) for part in Part}, besoins, Depassement(dits[PLAFONDS]))


@cache
def _defaut() -> Mapping[str, Any]:
    return dict(tomllib.loads(DEFAUT.read_text("utf-8"))["appariement"])


def poids_par_defaut() -> dict[str, Any]:
    """Tels que la charte par défaut les écrit."""
    return dict(_defaut())


def lire_appariement(valeur: Any) -> dict[str, Any]:
    """Les poids écrits dans une charte, une part absente gardant son défaut, ou ``ErreurMetier``."""
    if not isinstance(valeur, Mapping):
        raise ErreurMetier(
            "Charte, « appariement » : écrivez la ligne « [appariement] », puis un poids par ligne."
        )
    admises = (*Part, ELIMINATOIRES, PLAFONDS)
    if inconnues := sorted(valeur.keys() - set(admises)):
        raise ErreurMetier(
            f"Charte, « appariement » : clé inconnue « {inconnues[0]} ». "
            f"Les clés admises sont {', '.join(admises)}."
        )
    lus = {**poids_par_defaut(), **valeur}
    resultat: dict[str, Any] = {p.value: _un_poids(p, lus[p]) for p in Part}
    if not any(resultat.values()):
        raise ErreurMetier("Charte, « appariement » : tous les poids sont nuls. Donnez des points à une part.")
    return resultat | {ELIMINATOIRES: _besoins(lus[ELIMINATOIRES]), PLAFONDS: _plafonds(lus[PLAFONDS])}


def ecrire_appariement(valeurs: Mapping[str, Any]) -> list[str]:
    """Les lignes TOML que ``lire_appariement`` relit."""
    if not valeurs:
        return []
    besoins = ", ".join(f'"{code}"' for code in valeurs[ELIMINATOIRES])
    poses = [f"{part.value} = {valeurs[part]}" for part in Part]
    depassement = valeurs.get(PLAFONDS, Depassement.ECARTER)
    return ["", "[appariement]", *poses, f"{ELIMINATOIRES} = [{besoins}]", f'{PLAFONDS} = "{depassement}"']


def _plafonds(valeur: Any) -> str:
    if valeur not in set(Depassement):
        raise ErreurMetier(
            f"Charte, « {PLAFONDS} » : « {valeur} » n’est pas possible. Écrivez {' ou '.join(Depassement)}."
        )
    return str(valeur)


def _un_poids(part: Part, valeur: Any) -> int:
    if not isinstance(valeur, int) or isinstance(valeur, bool) or not 0 <= valeur <= POIDS_MAXIMAL:
        raise ErreurMetier(
            f"Charte, « appariement », {part.libelle.lower()} : « {valeur} » n’est pas un nombre entier de 0 à "
            f"{POIDS_MAXIMAL}. Corrigez-le."
        )
    return valeur


def _besoins(valeur: Any) -> list[str]:
    admis = {code.value for code in VERIFIABLES}
    if not isinstance(valeur, list) or not all(isinstance(code, str) and code in admis for code in valeur):
        raise ErreurMetier(
            f"Charte, « {ELIMINATOIRES} » : une liste de besoins que le logement dit de lui-même, parmi "
            f"{', '.join(sorted(admis))}. Corrigez-la."
        )
    return sorted(set(valeur))
