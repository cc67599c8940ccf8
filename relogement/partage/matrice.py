"""De quel bailleur à quel bailleur : la matrice des relogements, ses parts, et ce qui n'y compte pas."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import EllipsisType
from typing import NamedTuple

from relogement.base import Code
from relogement.indicateurs.indicateur import Mesure
from relogement.nomenclatures import Critere, TypeDossier
from relogement.rapprochement import cle

SANS = "(sans)"  # aucune clé de nom n'a de parenthèse
Qui = str | None  # la clé d'un bailleur ; vide : inconnu
TousOuUn = Qui | EllipsisType
NOM_INCONNU, NOM_SANS = "Bailleur inconnu", "Aucun bailleur quitté"


class Stade(Code):
    """Où en est un relogement qui n'est pas encore fait, du plus sûr au moins sûr."""

    BAIL = "BAIL", "Bail, sans entrée encore"
    CALEOL = "CALEOL", "Attribué en CALEOL"
    ACCORD = "ACCORD", "Accord du ménage"
    OFFRE = "OFFRE", "Offre en cours"


class Flux(NamedTuple):
    """Combien de ménages vont d'un bailleur à un autre, tels que les logements les nomment.

    ``dossier`` ne se demande que pour qui quitte un bailleur inconnu.
    """

    de: str | None
    vers: str | None
    dossier: TypeDossier | None
    nombre: int


def qui_part(nom: str | None, dossier: TypeDossier | None) -> Qui:
    """La clé du bailleur quitté ; un décohabitant ou un hébergé peut n'en quitter aucun."""
    if nom is None:
        return None if dossier is TypeDossier.TITULAIRE else SANS
    return cle(nom)


def qui_accueille(nom: str | None) -> Qui:
    return None if nom is None else cle(nom)


@dataclass(frozen=True)
class Noms:
    """Un bailleur, une clé : son écriture la plus fréquente, et toutes celles que l'on a lues."""

    ecritures: Mapping[str, Counter[str]] = field(default_factory=dict)

    @classmethod
    def lus(cls, dits: Iterable[tuple[str | None, int]]) -> "Noms":
        vus: dict[str, Counter[str]] = defaultdict(Counter)
        for nom, effectif in dits:
            if nom is not None:
                vus[cle(nom)][nom] += effectif
        return cls(dict(vus))

    def de(self, qui: Qui) -> str:
        """« Têt Habitat » ; l'inconnu et l'absence se disent en toutes lettres."""
        if qui is None or qui == SANS:
            return NOM_INCONNU if qui is None else NOM_SANS
        vues = self.ecritures.get(qui)
        return min(vues, key=lambda nom: (-vues[nom], nom)) if vues else qui

    def lues(self, qui: str) -> tuple[str, ...]:
        return tuple(sorted(self.ecritures.get(qui, ())))


@dataclass(frozen=True)
class Matrice:
    """Les relogés par paire : le bailleur quitté, celui qui accueille."""

    cases: Mapping[tuple[Qui, Qui], int] = field(default_factory=dict)

    @classmethod
    def des_flux(cls, flux: Iterable[Flux]) -> "Matrice":
        cases: Counter[tuple[Qui, Qui]] = Counter()
        for lu in flux:
            cases[qui_part(lu.de, lu.dossier), qui_accueille(lu.vers)] += lu.nombre
        return cls({paire: n for paire, n in cases.items() if n})

    def nombre(self, de: TousOuUn = ..., vers: TousOuUn = ...) -> int:
        """Combien de relogés ; ``...`` pour tous."""
        return sum(n for (d, v), n in self.cases.items() if (de is ... or d == de) and (vers is ... or v == vers))

    def mesure(self, vers: str, de: TousOuUn = ...) -> Mesure:
        """La part d'un bailleur parmi les relogés dont on sait qui les accueille, ou parmi ceux d'un bailleur."""
        oui, nr = self.nombre(de, vers), self.nombre(de, None)
        return Mesure(oui=oui, non=self.nombre(de) - oui - nr, nr=nr)

    def inter(self) -> Mesure:
        """L'indicateur « inter-bailleurs » : les mêmes quatre effectifs que lui."""
        mesure = Mesure()
        for (de, vers), n in self.cases.items():
            mesure = mesure.plus(_verdict(de, vers), n)
        return mesure

    def plus(self, autres: Iterable[tuple[Qui, Qui]]) -> "Matrice":
        """La même, si ces ménages de plus étaient relogés."""
        return Matrice(dict(Counter(self.cases) + Counter(autres)))

    @property
    def departs(self) -> set[Qui]:
        return {de for de, _ in self.cases}

    @property
    def arrivees(self) -> set[Qui]:
        return {vers for _, vers in self.cases}


def _verdict(de: Qui, vers: Qui) -> Critere:
    if de == SANS:
        return Critere.SO
    if de is None or vers is None:
        return Critere.NR
    return Critere.NON if de == vers else Critere.OUI
