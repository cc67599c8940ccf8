"""Une colonne du registre : chaque valeur d'un champ ramenée à un entier, qui se trie et se compare vite."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from db.champs_liste import ChampListe, catalogue
from relogement.base import Code
from relogement.rapprochement import sans_accents

INCONNU = -(2**31)
PLAFOND = 2**31 - 1
PAQUET = 5000
PEU = 5000  # au-delà, l'ordre de la base suffit : replier cent mille textes figerait la fenêtre


@dataclass(frozen=True)
class Colonne:
    """Par dossier : un nombre, un jour, des cents, le rang d'un code, ou le rang d'un texte parmi ``textes``."""

    valeurs: "array[int]" = field(repr=False)
    textes: tuple[str, ...] = field(default=(), repr=False)


def lire_colonne(session: Session, cle: str, taille: int) -> Colonne:
    """Lit un champ pour tous les dossiers."""
    champ = catalogue()[cle]
    if champ.type is str:
        return _lire_textes(session, champ, taille)
    valeurs = array("i", [INCONNU]) * taille
    for ids, lues in _paquets(session, champ.requete()):
        for i, valeur in zip(ids, coder(cle, lues), strict=True):
            if valeur is not None and i < taille and valeurs[i] == INCONNU:
                valeurs[i] = valeur
    return Colonne(valeurs)


def coder(cle: str, lues: Sequence[Any]) -> Iterable[int | None]:
    """Les valeurs du pilote en entiers, dans le même ordre."""
    champ = catalogue().get(cle)
    if champ is None or champ.type in (int, Decimal):
        return lues
    if champ.type is bool:
        return (None if v is None else int(v) for v in lues)
    rangs = _jours(lues) if champ.est_date else _rangs(champ.type)
    return map(rangs.get, lues)


def rang_du_code(code: Code) -> int:
    return list(type(code)).index(code)


def _rangs(genre: type[Code]) -> dict[Any, int]:
    return {code.value: rang for rang, code in enumerate(genre)}


def _jours(lues: Sequence[Any]) -> dict[Any, int]:
    return {le: date.fromisoformat(str(le)[:10]).toordinal() for le in set(lues) if le is not None}


def _lire_textes(session: Session, champ: ChampListe, taille: int) -> Colonne:
    """La base range ; le rang d'un texte est celui de sa première apparition."""
    requete = champ.requete().where(champ.expression.is_not(None), champ.expression != "")
    ids, lus = _tout(session, requete.order_by(champ.expression))
    rangs = {texte: rang for rang, texte in enumerate(dict.fromkeys(lus))}
    valeurs = array("i", [INCONNU]) * max(taille, max(ids, default=0) + 1)
    for i, rang in zip(reversed(ids), map(rangs.__getitem__, reversed(lus)), strict=True):
        valeurs[i] = rang  # de deux valeurs, la première reste
    return _rangee(Colonne(valeurs[:taille], tuple(rangs)))


def _tout(session: Session, requete: Any) -> tuple[list[int], list[str]]:
    ids: list[int] = []
    lus: list[str] = []
    for des_ids, des_textes in _paquets(session, requete):
        ids += des_ids
        lus += des_textes
    return ids, lus


def _rangee(colonne: Colonne) -> Colonne:
    """Peu de textes se rangent comme on les lit : sans accents ni casse."""
    if len(colonne.textes) > PEU:
        return colonne
    ordre = sorted(range(len(colonne.textes)), key=lambda r: (sans_accents(colonne.textes[r]), colonne.textes[r]))
    neufs = {ancien: neuf for neuf, ancien in enumerate(ordre)} | {INCONNU: INCONNU}
    valeurs = array("i", map(neufs.__getitem__, colonne.valeurs))
    return Colonne(valeurs, tuple(colonne.textes[r] for r in ordre))


def _paquets(session: Session, requete: Any) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    curseur: Any = session.connection().execute(requete).cursor
    while lignes := curseur.fetchmany(PAQUET):
        ids, lues = zip(*lignes, strict=True)
        yield ids, lues
