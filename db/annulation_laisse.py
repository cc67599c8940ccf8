"""Ce que le mode tolérant laisse en place : ce qui a changé depuis, et tout ce dont cela dépend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from db.annulation_lignes import Champ, Lien, Net, Numero, Trait, liens, tables
from db.annulation_obstacles import CHANGE, ORPHELIN, REVENU, Empechement, liens_remis
from db.remise import en_texte


@dataclass
class Laisse:
    """Les lignes et les champs que l'annulation ne touche pas."""

    lignes: set[Numero] = field(default_factory=set)
    champs: set[Champ] = field(default_factory=set)

    def comprend(self, trait: Trait) -> bool:
        numero = (trait.objet, trait.ligne_id)
        return numero in self.lignes or (*numero, trait.champ or "") in self.champs


def laisser(connexion: Connection, net: Net, trouves: Sequence[Empechement]) -> Laisse:
    """Part des empêchements ; une ligne créée que l'on garde fait garder ce qu'elle nomme."""
    laisse = Laisse(set(net.passagers))
    perdus: set[Numero] = set()
    for e in trouves:
        seul_le_champ = e.champ is not None and e.numero not in net.crees and e.raison in (CHANGE, ORPHELIN)
        if seul_le_champ:
            laisse.champs.add((*e.numero, e.champ or ""))
        else:
            laisse.lignes.add(e.numero)
        if not seul_le_champ and e.raison != REVENU and e.numero in net.supprimes:
            perdus.add(e.numero)
    _garder_ce_qui_sert(connexion, net, laisse)
    _perdre_ce_qui_en_depend(net, laisse, perdus)
    return laisse


def _garder_ce_qui_sert(connexion: Connection, net: Net, laisse: Laisse) -> None:
    a_voir = {n for n in laisse.lignes if n in net.crees}
    a_voir |= {c[:2] for c in laisse.champs}
    while a_voir:
        nommes = set(_nommes(connexion, a_voir, laisse)) & net.crees.keys()
        a_voir = nommes - laisse.lignes
        laisse.lignes |= a_voir


def _nommes(connexion: Connection, numeros: set[Numero], laisse: Laisse) -> Iterator[Numero]:
    """Les lignes que celles-ci nomment, par leurs champs laissés ou parce qu'elles restent entières."""
    for objet in {objet for objet, _ in numeros}:
        siens = [lien for lien in liens() if lien.table == objet]
        if siens:
            yield from _lus(connexion, objet, [n for o, n in numeros if o == objet], siens, laisse)


def _lus(
    connexion: Connection, objet: str, numeros: list[int], siens: Sequence[Lien], laisse: Laisse
) -> Iterator[Numero]:
    valeurs = en_texte(connexion, tables()[objet], numeros, [lien.champ for lien in siens])
    for numero, lue in valeurs.items():
        for lien in siens:
            entier = (objet, numero) in laisse.lignes or (objet, numero, lien.champ) in laisse.champs
            if entier and lue[lien.champ] is not None:
                yield lien.cible, int(lue[lien.champ] or 0)


def _perdre_ce_qui_en_depend(net: Net, laisse: Laisse, perdus: set[Numero]) -> None:
    """Une ligne que l'on renonce à remettre emporte celles qui la nomment."""
    while perdus:
        suivants: set[Numero] = set()
        for numero, champ, cible in liens_remis(net):
            if cible not in perdus:
                continue
            if champ is not None:
                laisse.champs.add((*numero, champ))
            elif numero not in laisse.lignes:
                suivants.add(numero)
        laisse.lignes |= suivants
        perdus = suivants
