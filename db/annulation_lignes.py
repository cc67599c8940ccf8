"""Ce qu'une écriture a fait, tel que le journal le garde, et ce qu'il en reste net."""

import json
from collections.abc import Iterator, Mapping, Sequence
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
    """Un champ qui nomme une ligne d'une autre table."""

    table: str
    champ: str
    cible: str


@cache
def liens() -> tuple[Lien, ...]:
    """Tous les liens entre lignes suivies."""
    return tuple(
        Lien(table.name, cle.parent.name, cle.column.table.name)
        for table in tables().values()
        for cle in table.foreign_keys
    )


@dataclass(frozen=True, eq=False)
class Pas:
    """Des lignes du journal qui se défont d'un même ordre ; ``ligne`` est celle que l'on remet."""

    geste: str
    objet: str
    lignes: tuple[int, ...]
    champs: Textes = field(default_factory=dict)
    ligne: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cibles(self) -> Iterator[Numero]:
        """Les lignes que ces champs nomment : elles doivent exister avant."""
        valeurs: Mapping[str, Any] = self.ligne or self.champs
        for lien in liens():
            if lien.table == self.objet and valeurs.get(lien.champ) is not None:
                yield lien.cible, int(valeurs[lien.champ])


def a_rebours(lignes: Sequence[Trait]) -> Iterator[Pas]:
    """L'écriture remontée : la base repasse par les mêmes états, donc aucun lien n'y est rompu."""
    return _cibles_d_abord(list(_remontee(lignes)))


def _remontee(lignes: Sequence[Trait]) -> Iterator[Pas]:
    for (geste, objet), suite in groupby(reversed(lignes), key=lambda t: (t.geste, t.objet)):
        match geste:
            case "C":
                yield Pas("C", objet, tuple(t.ligne_id for t in suite))
            case "S":
                yield from (Pas("S", objet, (t.ligne_id,), ligne=json.loads(t.avant or "{}")) for t in suite)
            case _:
                for ligne_id, champs in groupby(suite, key=lambda t: t.ligne_id):
                    yield Pas("M", objet, (ligne_id,), {str(t.champ): t.avant for t in champs})


def _cibles_d_abord(pas: Sequence[Pas]) -> Iterator[Pas]:
    """PostgreSQL journalise après une ligne ce que sa disparition a emporté ou vidé : on la remet d'abord."""
    remises: dict[Numero, list[Pas]] = {}
    for p in pas:
        if p.geste == "S":
            remises.setdefault((p.objet, p.lignes[0]), []).append(p)
    faits: set[Pas] = set()

    def jouer(p: Pas) -> Iterator[Pas]:
        if p in faits:
            return
        faits.add(p)
        if p.geste != "C":
            for cible in p.cibles:
                yield from (suivant for r in remises.get(cible, ())[:1] for suivant in jouer(r))
        yield p

    for p in pas:
        yield from jouer(p)
