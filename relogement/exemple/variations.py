"""Ce qui distingue une copie d'une autre : noms, références, numéros ; tous inventés."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from relogement.base import Ligne
from relogement.exemple.fonds import Origine, origines
from relogement.exemple.gabarits import Copiable
from relogement.logement import LogementQuitte
from relogement.menage import Menage, Personne

Identites = list[tuple[Any, ...]]


def _ug(copie: int, logements: Sequence[Copiable]) -> Identites:
    return [(f"{copie:07}{rang or ''}",) for rang, _ in enumerate(logements)]


def _dossiers(copie: int, menages: Sequence[Copiable]) -> Identites:
    """Le titulaire porte la référence, ses décohabitants la suivent : « 000412 », « 000412-1 »."""
    identites: Identites = []
    for rang, menage in enumerate(menages):
        _, telephone, numero_unique = menage.identite
        suffixe = f"-{rang}" if rang else ""
        telephone = telephone and f"06 39 98 {copie // 100 % 100:02} {copie % 100:02}"
        numero = numero_unique and f"{numero_unique[:7]}{copie % 10**6:06}{rang:05}"
        identites.append((f"{copie:06}{suffixe}", telephone, numero))
    return identites


def _personnes(copie: int, personnes: Sequence[Copiable]) -> Identites:
    """Une famille change de nom ensemble, et chacun de prénom."""
    alea = Random(copie)
    origine = alea.choice(origines())
    nom = alea.choice(origine.noms)
    return [(nom, _prenom(personne.identite[1], origine, alea)) for personne in personnes]


def _prenom(ancien: str | None, origine: Origine, alea: Random) -> str:
    return alea.choice(origine.feminins if ancien in _feminins() else origine.masculins)


@cache
def _feminins() -> frozenset[str]:
    return frozenset(prenom for origine in origines() for prenom in origine.feminins)


VARIATIONS: Mapping[type[Ligne], Callable[[int, Sequence[Copiable]], Identites]] = {
    LogementQuitte: _ug,
    Menage: _dossiers,
    Personne: _personnes,
}
