"""Deux noms sont-ils le même ? Ce qu'une personne admettrait, et pourquoi : orthographe, initiales, inversion."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel, Levenshtein

from relogement.doublons_lecture import Mots, NomLu, initiales, lire_d_un_trait, sans_particules
from relogement.doublons_sons import consonnes, orthographe, son

# En deçà de ces longueurs, une lettre fait un autre nom : « Lina » n'est pas « Nina ».
LETTRES_DU_NOM, LETTRES_DU_PRENOM, LETTRES_POUR_DEUX = 4, 5, 9
CONSONNES, RESSEMBLANCE = 3, 0.62  # « Fatima » et « Fatma », mais ni « Hassan » et « Hussein »
_FEMININS = ("e", "le", "ne", "te", "se", "que", "a")


class Degre(IntEnum):
    """Du plus éloigné au plus proche ; en deçà de ``VARIANTE``, les noms seuls ne font pas la même personne."""

    DIFFERENT = 0
    PROCHE = 1
    VARIANTE = 2
    MEME = 3


Dit = tuple[Degre, str]


@dataclass(frozen=True)
class Noms:
    """Ce que valent le nom et le prénom l'un pour l'autre, en mots."""

    famille: Degre
    prenom: Degre
    dit_famille: str
    dit_prenom: str
    inverses: bool = False
    generation: bool = False

    @property
    def degre(self) -> Degre:
        """Le moins bon des deux ; deux à-peu-près ensemble ne font plus un nom."""
        if self.famille is Degre.PROCHE and self.prenom is Degre.PROCHE:
            return Degre.DIFFERENT
        trouve = min(self.famille, self.prenom)
        return min(trouve, Degre.PROCHE) if self.generation else trouve

    @property
    def au_genre_pres(self) -> bool:
        """« Daniel » et « Danielle » d'un même nom : deux personnes, ou une lettre oubliée ?"""
        return self.famille >= Degre.VARIANTE and (self.prenom, self.dit_prenom) == _AUTRE_GENRE

    @property
    def raison(self) -> str:
        """« même nom, prénom en initiales »."""
        if self.inverses:
            dit = "nom et prénom inversés"
        elif self.famille is self.prenom is Degre.MEME:
            dit = "mêmes nom et prénom"
        else:
            dit = f"{self.dit_famille}, {self.dit_prenom}"
        return f"{dit}, mais l’un se dit père, fils, aîné ou cadet" if self.generation else dit

    @property
    def valeur(self) -> tuple[int, int, bool]:
        return self.degre, self.famille + self.prenom, not self.inverses


_RIEN = Noms(Degre.DIFFERENT, Degre.DIFFERENT, "noms différents", "prénoms différents")
_AUTRE_NOM: Dit = (Degre.DIFFERENT, "noms différents")
_AUTRE_PRENOM: Dit = (Degre.DIFFERENT, "prénoms différents")
_AUTRE_GENRE: Dit = (Degre.DIFFERENT, "prénom masculin et prénom féminin")


def comparer_textes(a: str, b: str) -> Noms:
    """Deux noms écrits d'un trait : « MARTIN Jean-Pierre » et « MARTIN J.-P. »."""
    return comparer(lire_d_un_trait(a), lire_d_un_trait(b))


def comparer(a: NomLu, b: NomLu) -> Noms:
    """La meilleure façon de les rapprocher : chaque nom de naissance ou d'usage, droit ou inversé."""
    if a.morale or b.morale:
        return _morales(a, b)
    return max(_essais(a, b), key=lambda noms: noms.valeur, default=_RIEN)


def _morales(a: NomLu, b: NomLu) -> Noms:
    """Une société ne se rapproche que de son nom exact ; jamais d'une personne."""
    if a.morale and b.morale and _tout(a) == _tout(b):
        return Noms(Degre.MEME, Degre.MEME, "même personne morale", "même nom")
    return Noms(Degre.DIFFERENT, Degre.DIFFERENT, "l’un des deux est une personne morale", "d’un autre nom")


def _tout(nom: NomLu) -> Mots:
    return nom.mots or (*(mot for famille in nom.familles for mot in famille), *nom.prenoms)


def _essais(a: NomLu, b: NomLu) -> Iterator[Noms]:
    generation, compose = a.generation != b.generation, a.prenom_compose or b.prenom_compose
    for nom_a, prenom_a in a.lectures:
        for nom_b, prenom_b in b.lectures:
            famille, dit_famille = _familles(nom_a, nom_b)
            prenom, dit_prenom = _prenoms(prenom_a, prenom_b, compose=compose)
            yield Noms(famille, prenom, dit_famille, dit_prenom, generation=generation)
            if a.familles and b.familles and prenom_a and prenom_b:
                yield from _inverses((nom_a, prenom_a), (nom_b, prenom_b), generation=generation)


def _inverses(a: tuple[Mots, Mots], b: tuple[Mots, Mots], *, generation: bool) -> Iterator[Noms]:
    """Le nom de l'un est le prénom de l'autre, et réciproquement : il faut que les deux aillent bien."""
    famille, prenom = _familles(a[0], b[1])[0], _familles(a[1], b[0])[0]
    if min(famille, prenom) >= Degre.VARIANTE:
        degre = min(famille, prenom, Degre.VARIANTE)
        yield Noms(degre, degre, "nom et prénom inversés", "", inverses=True, generation=generation)


@lru_cache(maxsize=65536)
def _familles(a: Mots, b: Mots) -> Dit:
    if not a or not b:
        return _AUTRE_NOM
    nu_a, nu_b = sans_particules(a), sans_particules(b)
    un, autre = "".join(nu_a), "".join(nu_b)
    if "".join(a) == "".join(b):
        return Degre.MEME, "même nom"
    if un == autre:
        return Degre.VARIANTE, "même nom à la particule près"
    if _contenu(nu_a, nu_b) or _contenu(nu_b, nu_a):
        return Degre.VARIANTE, "un seul des noms d’un nom composé"
    if orthographe(un) & orthographe(autre):
        return Degre.VARIANTE, "même nom orthographié autrement"
    if len(un) > LETTRES_DU_NOM and _interverties(un, autre):
        return Degre.VARIANTE, "même nom, deux lettres interverties"
    if son(un) == son(autre):
        return Degre.PROCHE, "nom qui se prononce de même"
    return _a_peu_pres(un, autre, LETTRES_DU_NOM, "nom") or _AUTRE_NOM


@lru_cache(maxsize=65536)
def _prenoms(a: Mots, b: Mots, *, compose: bool) -> Dit:
    if not a or not b:
        return Degre.PROCHE, "prénom inconnu d’un côté"
    un, autre = "".join(a), "".join(b)
    if un == autre:
        return Degre.MEME, "même prénom"
    if (trouve := _en_initiales(a, b) or _en_initiales(b, a)) is not None:
        return trouve
    if _feminins(un, autre):
        return _AUTRE_GENRE
    if sorted(a) == sorted(b) or _plusieurs(a, b) or _plusieurs(b, a):
        degre = Degre.PROCHE if compose and sorted(a) != sorted(b) else Degre.VARIANTE
        return degre, "un prénom de plus d’un côté"
    if orthographe(un) & orthographe(autre) or _memes_consonnes(un, autre):
        return Degre.VARIANTE, "même prénom orthographié autrement"
    if len(un) >= LETTRES_DU_PRENOM and _interverties(un, autre):
        return Degre.VARIANTE, "même prénom, deux lettres interverties"
    return _a_peu_pres(un, autre, LETTRES_DU_PRENOM, "prénom") or _AUTRE_PRENOM


def _contenu(court: Mots, long: Mots) -> bool:
    """« Da Silva » dans « Da Silva Pereira », « Dupont » dans « Dupont-Étienne »."""
    if len("".join(court)) < LETTRES_DU_NOM or len(court) >= len(long):
        return False
    return any(long[i : i + len(court)] == court for i in range(len(long) - len(court) + 1))


def _plusieurs(court: Mots, long: Mots) -> bool:
    """« Fatima » et « Fatima Zohra » : le premier prénom est le même."""
    return len(court) < len(long) and long[: len(court)] == court


def _en_initiales(a: Mots, b: Mots) -> Dit | None:
    lettres = initiales(a)
    if lettres is None:
        return None
    suite = "".join(mot[0] for mot in b)
    if lettres == suite:
        return Degre.VARIANTE, "prénom en initiales"
    return (Degre.PROCHE, "initiale du prénom") if suite.startswith(lettres) else _AUTRE_PRENOM


def _feminins(a: str, b: str) -> bool:
    court, long = sorted((a, b), key=len)
    suffixes = (long.removeprefix(court), long.removeprefix(court[:-1]) if court.endswith("c") else "")
    return long != court and any(s in _FEMININS and s for s in suffixes if s != long)


def _interverties(a: str, b: str) -> bool:
    return len(a) == len(b) and OSA.distance(a, b) == 1 and Levenshtein.distance(a, b) == 2


def _memes_consonnes(a: str, b: str) -> bool:
    """Les voyelles d'un prénom transcrit varient, ni ses consonnes ni sa fin."""
    un, autre = consonnes(a), consonnes(b)
    assez = len(un.rstrip("aeiou")) >= CONSONNES
    return assez and un == autre and Indel.normalized_similarity(a, b) >= RESSEMBLANCE


def _a_peu_pres(a: str, b: str, lettres: int, quoi: str) -> Dit | None:
    court = min(len(a), len(b))
    ecart = OSA.distance(a, b, score_cutoff=2)
    if court >= lettres and ecart <= 1:
        return Degre.PROCHE, f"{quoi} à une lettre près"
    if court >= LETTRES_POUR_DEUX and ecart <= 2:
        return Degre.PROCHE, f"{quoi} à deux lettres près"
    return None
