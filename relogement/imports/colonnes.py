"""Reconnaître une colonne à son titre : libellés et alias comparés sans accents, sans casse, sans ponctuation."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from relogement.rapprochement import sans_accents

ARTICLES = ("de", "du", "des", "d", "la", "le", "les", "l", "en", "au", "aux", "a", "et", "par", "pour", "sur")
UNITES = ("mensuel", "mensuelle", "mensuels", "euro", "euros", "eur", "m2", "m", "n", "no", "ttc")
MOTS_VIDES = frozenset(ARTICLES + UNITES)
EXACT, SANS_MOTS_VIDES, CONTENU = 100, 94, 50
COUVERTURE_MIN = 0.5
SIGLE = re.compile(r"\b[a-z](?: [a-z]\b)+")


@dataclass(frozen=True)
class ColonneAttendue:
    """Une colonne que l'on sait lire ; ``sauf`` donne les mots qui trahissent une autre colonne.

    Les alias sont séparés par « | » ; précédé de « = », un alias trop courant ne vaut que s'il est tout le titre.
    """

    code: str
    libelle: str
    alias: str = ""
    sauf: str = ""
    obligatoire: bool = False

    @property
    def titres(self) -> tuple[str, ...]:
        connus = (alias.strip() for alias in self.alias.split("|"))
        return tuple(alias for alias in connus if alias)


@dataclass(frozen=True)
class Reconnaissance:
    """Où se trouve chaque colonne attendue, et avec quelle assurance."""

    index: Mapping[str, int]
    score: int

    def manquantes(self, attendues: Iterable[ColonneAttendue]) -> tuple[ColonneAttendue, ...]:
        return tuple(c for c in attendues if c.obligatoire and c.code not in self.index)


def norme(titre: str) -> str:
    """Sans accents ni ponctuation ; « A.P.L. » redevient un mot, « hors charges » se dit « hc »."""
    nu = SIGLE.sub(lambda sigle: sigle[0].replace(" ", ""), sans_accents(titre))
    return nu.replace("hors charges", "hc").replace("charges comprises", "cc")


@lru_cache(maxsize=4096)
def mots_utiles(titre: str) -> tuple[str, ...]:
    """Les mots qui distinguent un titre d'un autre : ni articles, ni unités, ni années."""
    return tuple(mot for mot in norme(titre).split() if mot not in MOTS_VIDES and not mot.isdigit())


@dataclass(frozen=True)
class Lexique:
    """Les titres connus d'une nature de fichier."""

    colonnes: tuple[ColonneAttendue, ...]
    tolerant: bool = True
    _memoire: dict[str, Mapping[str, int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _titres(self) -> list[tuple[ColonneAttendue, str, tuple[str, ...]]]:
        """Chaque titre connu : sa colonne, son écriture exacte, et les mots qui suffisent à le reconnaître."""
        return [
            (colonne, norme(titre), () if titre.startswith("=") else mots_utiles(titre))
            for colonne in self.colonnes
            for titre in (colonne.code, colonne.libelle, *colonne.titres)
        ]

    def scores(self, titre: str) -> Mapping[str, int]:
        """Pour chaque code, de 0 à 100, la ressemblance d'un titre avec ses libellés."""
        if titre not in self._memoire:
            self._memoire[titre] = self._calculer(titre)
        return self._memoire[titre]

    def _calculer(self, titre: str) -> Mapping[str, int]:
        exact, mots = norme(titre), mots_utiles(titre)
        scores: dict[str, int] = {}
        for colonne, connu, mots_connus in self._titres:
            score = EXACT if exact == connu else 0
            if not score and self.tolerant and mots_connus:
                score = _ressemblance(mots, mots_connus, sauf=colonne.sauf)
            if score > scores.get(colonne.code, 0):
                scores[colonne.code] = score
        return scores

    def reconnaitre(self, titres: Sequence[Sequence[tuple[str, int]]]) -> Reconnaissance:
        """Attribue chaque colonne au meilleur titre ; une position a plusieurs écritures, chacune sa décote."""
        paires = sorted(
            (
                (decote - score, position, code, score)
                for position, ecritures in enumerate(titres)
                for ecriture, decote in ecritures
                for code, score in self.scores(ecriture).items()
            ),
        )
        index: dict[str, int] = {}
        total, prises = 0, set[int]()
        for _, position, code, score in paires:
            if code not in index and position not in prises:
                index[code] = position
                prises.add(position)
                total += score
        return Reconnaissance(index, total)


def _ressemblance(mots: tuple[str, ...], connus: tuple[str, ...], *, sauf: str) -> int:
    """Les mêmes mots, ou les mots connus à la suite parmi d'autres qui ne disent pas autre chose."""
    if mots == connus:
        return SANS_MOTS_VIDES
    couverture = len(connus) / len(mots) if mots else 0
    if couverture < COUVERTURE_MIN or not set(sauf.split()).isdisjoint(mots):
        return 0
    return CONTENU + int(40 * couverture) if f" {' '.join(connus)} " in f" {' '.join(mots)} " else 0
