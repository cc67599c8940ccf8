"""Retrouver un nom mal tapé : « traoer » trouve TRAORÉ, sans rien coûter à qui tape juste."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, func, select, text

from db.recherche import Recherche
from relogement.rapprochement import sans_accents

LETTRES_MIN, LONG = 4, 7  # une faute à partir de quatre lettres, deux à partir de sept
PROPOSES = 12
_MOTS_SQLITE = "SELECT term FROM recherche_mots WHERE term >= 'a' AND term < '{'"


@dataclass(frozen=True)
class Vocabulaire:
    """Les mots des noms et des références du projet, une fois chacun, repliés."""

    mots: tuple[str, ...]

    def proches(self, mot: str) -> list[str]:
        """Les mots que celui-ci voulait dire : une lettre de trop, de moins, changée, ou deux inversées.

        Ce qui est tapé peut n'être qu'un début : il se compare aussi au début de chaque mot.
        """
        if len(mot) < LETTRES_MIN or not mot.isalpha():
            return []
        fautes = 1 if len(mot) < LONG else 2
        entiers = _extraire(mot, self.mots, fautes)
        if entiers:
            return [self.mots[rang] for rang in entiers]
        debuts = [m[: len(mot)] for m in self._meme_initiale.get(mot[0], ())]
        return [self._meme_initiale[mot[0]][rang] for rang in _extraire(mot, debuts, 1)]

    @cached_property
    def _meme_initiale(self) -> dict[str, list[str]]:
        groupes: dict[str, list[str]] = {}
        for mot in self.mots:
            groupes.setdefault(mot[0], []).append(mot)
        return groupes

    def commence(self, mot: str) -> bool:
        """Un mot connu commence ainsi."""
        return any(connu.startswith(mot) for connu in self._meme_initiale.get(mot[:1], ()))

    def corriger(self, demande: str) -> list[str]:
        """Ce que l'on voulait taper, du plus proche au moins proche ; rien si la demande n'a pas de sens."""
        corrigees = [""]
        for mot in sans_accents(demande).split():
            choix = [mot] if not mot.isalpha() or self.commence(mot) else self.proches(mot)
            corrigees = [f"{debut} {c}".strip() for debut in corrigees for c in choix][:PROPOSES]
        return [c for c in corrigees if c and c != sans_accents(demande)]


def lire_vocabulaire(connexion: Connection) -> Vocabulaire:
    """Lit les mots de l'index de recherche ; les nombres n'ont pas de faute de frappe à pardonner."""
    if connexion.dialect.name == "sqlite":
        connexion.exec_driver_sql(_TABLE_SQLITE)
        return Vocabulaire(tuple(connexion.scalars(text(_MOTS_SQLITE))))
    mots = select(func.unnest(func.string_to_array(Recherche.texte, " ")).label("mot")).distinct().subquery()
    lus: Iterable[str] = connexion.scalars(select(mots.c.mot))
    return Vocabulaire(tuple(mot for mot in lus if mot.isalpha()))


_TABLE_SQLITE = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.recherche_mots USING fts5vocab(main, recherche_fts, row)"


def _extraire(mot: str, mots: Sequence[str], fautes: int) -> list[int]:
    trouves = process.extract(mot, mots, scorer=OSA.distance, processor=None, score_cutoff=fautes, limit=PROPOSES)
    return [rang for _, _, rang in trouves]
