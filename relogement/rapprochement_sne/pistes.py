"""Ce qui met une ligne d'une liste sur la piste d'une personne : jamais le nom seul, et jamais tout le monde.

Deux personnes que rien de tout cela ne rapproche ne se comparent pas : le travail reste à la mesure des listes.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from relogement.doublons import Identite
from relogement.doublons_sons import son
from relogement.rapprochement import sans_accents

FOULE = 60  # plus de monde n'apprend rien : des naissances au 1ᵉʳ janvier, un nom très porté
Cle = tuple[object, ...]


def cles(ligne: Identite) -> Iterator[Cle]:
    """Où ranger une ligne : son logement, sa naissance, et ce qui s'en approche avec un mot de son nom."""
    yield from _surs(ligne)
    yield from _autour(ligne, ("floue",) if _floue(ligne) else ("nette", *_presque(ligne)))


def cherchees(personne: Identite) -> Iterator[Cle]:
    """Où chercher une personne : toute son année si l'on ignore son jour, sinon ce jour à peu près."""
    yield from _surs(personne)
    yield from _autour(personne, ("floue", "nette") if _floue(personne) else ("floue", *_presque(personne)))


def _autour(qui: Identite, jours: Iterable[str]) -> Iterator[Cle]:
    """Ces jours de son année de naissance, avec chaque mot du nom comme il se prononce."""
    annee = qui.ne_en
    if annee is not None:
        sons = _sons(qui.nom)
        for jour in jours:
            for mot in sons:
                yield jour, annee, mot


def _surs(qui: Identite) -> Iterator[Cle]:
    """Le même logement ; la même naissance, jour et mois inversés ou non."""
    if qui.logement is not None:
        yield "logement", qui.logement
    if qui.naissance is not None:
        yield "naissance", *sorted((qui.naissance.day, qui.naissance.month)), qui.naissance.year


def _presque(qui: Identite) -> tuple[str, ...]:
    return () if qui.naissance is None else _a_un_chiffre_pres(qui.naissance.day, qui.naissance.month)


@lru_cache(maxsize=366)
def _a_un_chiffre_pres(jour: int, mois: int) -> tuple[str, ...]:
    """Quatre jours-mois à trou, et trois où deux chiffres voisins s'échangent."""
    ecrit = f"{jour:02}{mois:02}"
    a_trou = [f"{ecrit[:i]}?{ecrit[i + 1 :]}" for i in range(4)]
    echanges = [f"{ecrit[:i]}{''.join(sorted(ecrit[i : i + 2]))}~{ecrit[i + 2 :]}" for i in range(3)]
    return (*a_trou, *echanges)


@lru_cache(maxsize=65536)
def _sons(nom: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(son(mot) for mot in sans_accents(nom).split()))


def _floue(qui: Identite) -> bool:
    """Le 1ᵉʳ janvier tient souvent lieu de jour inconnu."""
    return qui.naissance is None or (qui.naissance.day, qui.naissance.month) == (1, 1)
