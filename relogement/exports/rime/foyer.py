"""Le foyer d'un dossier, d'après les effectifs que lit un export : en couple ou non, combien à charge."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from relogement.exports.rime.ages import age
from relogement.regles.categorie import Composition, somme_des_ages

ENFANT_JUSQU_A = 21  # CCH, art. R. 823-4


class Occupants(NamedTuple):
    """Les personnes enregistrées ; celles que rien ne dit à charge sont muettes, sauf un enfant né à une date."""

    nb_personnes: int | None
    connus: int | None
    conjoints: int | None
    cotitulaires: int | None
    a_charge: int | None
    enfants_dates: int | None
    muets: int | None
    aine_ne_le: date | None
    titulaire_ne_le: date | None
    conjoint_ne_le: date | None
    handicaps: int | None = None
    handicaps_tus: int | None = None


CHAMPS = (
    "menage.nb_personnes",
    "occupants.nombre",
    "occupants.conjoints",
    "occupants.cotitulaires",
    "occupants.a_charge",
    "occupants.enfants_dates",
    "occupants.muets",
    "occupants.aine_ne_le",
    "titulaire.naissance_le",
    "occupants.conjoint_ne_le",
    "occupants.handicaps",
    "occupants.handicaps_tus",
)


@dataclass(frozen=True, slots=True)
class Foyer:
    """Vide = inconnu ; un cotitulaire peut être un conjoint ou non, il rend le couple inconnu."""

    nb_personnes: int | None
    couple: bool | None
    a_charge: int | None
    somme_des_ages: int | None
    handicap: bool | None = None

    def composition(self) -> Composition:
        """Pour la catégorie de ménage."""
        return Composition(
            nb_personnes=self.nb_personnes,
            couple=self.couple,
            nb_a_charge=self.a_charge,
            somme_des_ages=self.somme_des_ages,
            handicap=self.handicap,
        )


def foyer(occupants: Occupants, au: date) -> Foyer:
    """Ce que l'on sait du foyer à une date ; rien sans chaque personne, sauf d'une personne seule."""
    nombre = occupants.connus if occupants.nb_personnes is None else occupants.nb_personnes
    if nombre == 1 and (occupants.connus or 1) == 1:
        return Foyer(1, False, 0, None, _handicap(occupants, nombre))
    if not occupants.connus or occupants.connus != nombre:
        return Foyer(nombre, None, None, None, _handicap(occupants, nombre))
    couple = True if occupants.conjoints else None if occupants.cotitulaires else False
    naissances = (occupants.titulaire_ne_le, occupants.conjoint_ne_le)
    ages = somme_des_ages(naissances, au=au) if occupants.conjoints == 1 else None
    return Foyer(nombre, couple, _a_charge(occupants, au), ages, _handicap(occupants, nombre))


def _handicap(occupants: Occupants, nombre: int | None) -> bool | None:
    """Vrai dès qu'une personne le dit, faux quand toutes ont dit non."""
    if occupants.handicaps:
        return True
    toutes = bool(occupants.connus) and occupants.connus == nombre and occupants.handicaps_tus == 0
    return False if toutes else None


def _a_charge(occupants: Occupants, au: date) -> int | None:
    """Ceux que le dossier dit à charge, et les enfants de moins de 21 ans dont il ne dit rien."""
    if occupants.muets:
        return None
    dits, presumes = occupants.a_charge or 0, occupants.enfants_dates or 0
    aine = age(au, occupants.aine_ne_le, None)
    if presumes and (aine is None or aine >= ENFANT_JUSQU_A):
        return None
    return dits + presumes
