"""Ce qu'une écriture a fait, tel que le journal le garde, et ce qu'il en reste net."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from db.journal import LigneDeJournal, tables_suivies
from db.remise import Textes

Numero = tuple[str, int]
Champ = tuple[str, int, str]


class Trait(NamedTuple):
    """Une ligne du journal."""

    objet: str
    ligne_id: int
    dossier_id: int | None
    geste: str
    champ: str | None
    avant: str | None
    apres: str | None


@dataclass
class Net:
    """L'effet net d'une écriture : lignes créées, lignes supprimées, champs changés et leur dernière valeur."""

    crees: dict[Numero, int | None] = field(default_factory=dict)
    supprimes: dict[Numero, Trait] = field(default_factory=dict)
    champs: dict[Champ, Trait] = field(default_factory=dict)
    passagers: set[Numero] = field(default_factory=set)
    retablis: dict[Champ, str | None] = field(default_factory=dict)


def traits(connexion: Connection, ecriture: int) -> list[Trait]:
    """Toutes les lignes de cette écriture, dans leur ordre."""
    colonnes = [getattr(LigneDeJournal, nom) for nom in Trait._fields]
    requete = select(*colonnes).where(LigneDeJournal.ecriture_id == ecriture).order_by(LigneDeJournal.id)
    return [Trait(*ligne) for ligne in connexion.execute(requete)]


def effet_net(lignes: Sequence[Trait]) -> Net:
    """Une ligne créée puis supprimée par la même écriture n'a fait que passer."""
    net = Net()
    for trait in lignes:
        numero = (trait.objet, trait.ligne_id)
        match trait.geste:
            case "C":
                net.crees[numero] = trait.dossier_id
            case "S":
                _supprimee(net, numero, trait)
            case _ if numero not in net.crees and trait.champ is not None:
                champ = (*numero, trait.champ)
                net.champs[champ] = trait
                net.retablis.setdefault(champ, trait.avant)
    return net


def _supprimee(net: Net, numero: Numero, trait: Trait) -> None:
    if numero in net.crees:
        del net.crees[numero]
        net.passagers.add(numero)
    else:
        net.supprimes[numero] = trait
    for champ in [c for c in net.champs if c[:2] == numero]:
        del net.champs[champ]


@cache
def tables() -> dict[str, Table]:
    """Les tables du journal, par leur nom."""
    return {table.name: table for table in tables_suivies()}


class Lien(NamedTuple):
    """Un champ qui nomme une ligne d'une autre table ; ``cascade`` : il disparaît avec elle."""

    table: str
    champ: str
    cible: str
    cascade: bool


@cache
def liens() -> tuple[Lien, ...]:
    """Tous les liens entre lignes suivies."""
    return tuple(
        Lien(table.name, cle.parent.name, cle.column.table.name, cle.ondelete == "CASCADE")
        for table in tables().values()
        for cle in table.foreign_keys
    )


@dataclass(frozen=True)
class Pas:
    """Des lignes du journal qui se défont d'un même ordre."""

    geste: str
    objet: str
    lignes: tuple[int, ...]
    champs: Textes = field(default_factory=dict)
    ligne: Any = None


def a_rebours(lignes: Sequence[Trait]) -> Iterator[Pas]:
    """L'écriture remontée : la base repasse par les mêmes états, donc aucun lien n'y est rompu."""
    for geste, suite in groupby(reversed(lignes), key=lambda t: t.geste):
        if geste == "S":
            yield from _remises(suite)
            continue
        for objet, siens in groupby(suite, key=lambda t: t.objet):
            if geste == "C":
                yield Pas("C", objet, tuple(t.ligne_id for t in siens))
            else:
                yield from _champs_remis(objet, siens)


def _remises(suite: Iterable[Trait]) -> Iterator[Pas]:
    """Une table avant celles qui la nomment : PostgreSQL journalise après elle ce qui a disparu en cascade."""
    rangs = {nom: rang for rang, nom in enumerate(tables())}
    for t in sorted(suite, key=lambda t: rangs[t.objet]):
        yield Pas("S", t.objet, (t.ligne_id,), ligne=t.avant)


def _champs_remis(objet: str, suite: Iterable[Trait]) -> Iterator[Pas]:
    for ligne_id, champs in groupby(suite, key=lambda t: t.ligne_id):
        yield Pas("M", objet, (ligne_id,), {str(t.champ): t.avant for t in champs})
