"""Ce qui empêche d'annuler : ce qu'une écriture plus récente a changé, supprimé, ou rattaché depuis."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, select, text

from db.annulation_lignes import Champ, Lien, Net, Numero, liens, tables
from db.journal import LigneDeJournal
from db.remise import en_texte, lots

CHANGE = "modifié depuis"
SUPPRIME = "supprimé depuis"
REVENU = "déjà revenu"
RATTACHE = "rattaché depuis"
ORPHELIN = "dépend de ce qui n’existe plus"
CALCULEES = ("localisation",)  # disparaissent avec leur ligne : personne ne les a saisies


@dataclass(frozen=True)
class Empechement:
    """Ce qui ne peut pas se défaire ; ``par`` est la ligne arrivée depuis, quand c'en est une autre."""

    raison: str
    numero: Numero
    champ: str | None = None
    par: Numero | None = None


def empechements(connexion: Connection, ecriture: int, net: Net) -> Iterator[Empechement]:
    """Tout ce qui s'oppose à défaire cette écriture."""
    yield from _champs_changes(connexion, net)
    yield from _deja_revenus(connexion, net)
    yield from _crees_changes(connexion, ecriture, net)
    yield from _rattaches(connexion, ecriture, net)
    yield from _orphelins(connexion, net)


def _champs_changes(connexion: Connection, net: Net) -> Iterator[Empechement]:
    par_objet: dict[str, dict[int, list[Champ]]] = defaultdict(lambda: defaultdict(list))
    for champ in net.champs:
        par_objet[champ[0]][champ[1]].append(champ)
    for objet, lignes in par_objet.items():
        noms = sorted({c[2] for champs in lignes.values() for c in champs if c[2] in tables()[objet].c})
        valeurs = en_texte(connexion, tables()[objet], lignes, noms)
        for numero, champs in lignes.items():
            if numero not in valeurs:
                yield Empechement(SUPPRIME, (objet, numero))
                continue
            for c in champs:
                if valeurs[numero].get(c[2]) != net.champs[c].apres:
                    yield Empechement(CHANGE, (objet, numero), c[2])


def _deja_revenus(connexion: Connection, net: Net) -> Iterator[Empechement]:
    for objet, numeros in _par_objet(net.supprimes).items():
        for numero in _existants(connexion, objet, numeros):
            yield Empechement(REVENU, (objet, numero))


def _crees_changes(connexion: Connection, ecriture: int, net: Net) -> Iterator[Empechement]:
    for objet, numeros in _par_objet(net.crees).items():
        for numero in sorted(set(numeros) - _existants(connexion, objet, numeros)):
            yield Empechement(SUPPRIME, (objet, numero))
        yield from _retouches(connexion, ecriture, objet, set(numeros))


def _retouches(connexion: Connection, ecriture: int, objet: str, numeros: set[int]) -> Iterator[Empechement]:
    """Les champs qu'une écriture plus récente a changés pour de bon : un aller et retour ne compte pas."""
    j = LigneDeJournal
    requete = (
        select(j.ligne_id, j.champ, j.avant, j.apres)
        .where(j.ecriture_id > ecriture, j.objet == objet, j.geste == "M")
        .order_by(j.ligne_id, j.champ, j.id)
    )
    for (numero, champ), lignes in groupby(connexion.execute(requete), key=lambda t: (t[0], t[1])):
        suite = list(lignes)
        if numero in numeros and suite[0][2] != suite[-1][3]:
            yield Empechement(CHANGE, (objet, numero), champ)


def _rattaches(connexion: Connection, ecriture: int, net: Net) -> Iterator[Empechement]:
    """Ce qui est venu depuis s'accrocher à une ligne que l'annulation retirerait."""
    objets = {objet for objet, _ in net.crees}
    for lien in liens():
        if lien.cible not in objets or lien.table in CALCULEES:
            continue
        for numero, cible in connexion.execute(text(_venus(lien)), {"e": ecriture}):
            source, retabli = (lien.table, numero), (lien.table, numero, lien.champ)
            if source not in net.crees and retabli not in net.champs and (lien.cible, cible) in net.crees:
                yield Empechement(RATTACHE, (lien.cible, cible), par=source)


def _venus(lien: Lien) -> str:
    crees = "SELECT ligne_id FROM journal WHERE ecriture_id = :e AND geste = 'C' AND objet = "
    return (
        f"SELECT id, {lien.champ} FROM {lien.table} WHERE {lien.champ} IN ({crees}'{lien.cible}') "
        f"AND id NOT IN ({crees}'{lien.table}')"
    )


def _orphelins(connexion: Connection, net: Net) -> Iterator[Empechement]:
    """Une ligne que l'on remet, un lien que l'on rétablit : ce qu'ils nomment doit exister encore."""
    voulus: dict[str, dict[int, list[tuple[Numero, str | None]]]] = defaultdict(lambda: defaultdict(list))
    for numero, champ, cible in liens_remis(net):
        if cible not in net.supprimes:
            voulus[cible[0]][cible[1]].append((numero, champ))
    for objet, cibles in voulus.items():
        presents = _existants(connexion, objet, cibles)
        for cible_id in cibles:
            if cible_id not in presents or (objet, cible_id) in net.crees:
                yield from (Empechement(ORPHELIN, n, c, (objet, cible_id)) for n, c in cibles[cible_id])


def liens_remis(net: Net) -> Iterator[tuple[Numero, str | None, Numero]]:
    """Chaque lien que l'annulation remettrait : la ligne, le champ s'il est seul rétabli, ce qu'il nomme."""
    par_table: dict[str, list[Lien]] = defaultdict(list)
    for lien in liens():
        par_table[lien.table].append(lien)
    for numero, trait in net.supprimes.items():
        ligne = json.loads(trait.avant or "{}")
        for lien in par_table[numero[0]]:
            valeur = net.retablis.get((*numero, lien.champ), ligne.get(lien.champ))
            if valeur is not None:
                yield numero, None, (lien.cible, int(valeur))
    for objet, ligne_id, champ in net.champs:
        for lien in par_table[objet]:
            retabli = net.retablis[objet, ligne_id, champ]
            if lien.champ == champ and retabli is not None:
                yield (objet, ligne_id), champ, (lien.cible, int(retabli))


def _par_objet(numeros: Iterable[Numero]) -> dict[str, list[int]]:
    ranges: dict[str, list[int]] = defaultdict(list)
    for objet, numero in numeros:
        ranges[objet].append(numero)
    return ranges


def _existants(connexion: Connection, objet: str, numeros: Iterable[int]) -> set[int]:
    colonne = tables()[objet].c.id
    trouves: set[int] = set()
    for lot in lots(numeros):
        trouves |= set(connexion.scalars(select(colonne).where(colonne.in_(lot))))
    return trouves
