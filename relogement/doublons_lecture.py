"""Lire un nom comme on l'écrit : civilité, « née », « épouse », particules, initiales, père et fils."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from relogement.rapprochement import sans_accents

Mots = tuple[str, ...]
CIVILITES = ("m", "mr", "mrs", "mme", "mlle", "mmes", "mlles", "monsieur", "madame", "mademoiselle", "et")
LIAISONS = ("nee", "epouse", "epse", "ep", "eps", "veuve", "vve", "divorcee")
GENERATIONS = (
    "fils",
    "fille",
    "pere",
    "mere",
    "junior",
    "jr",
    "senior",
    "sr",
    "aine",
    "ainee",
    "cadet",
    "cadette",
)
# Ni « SA » ni « SAS » : ce sont aussi des noms de famille.
MORALES = ("sci", "sarl", "sasu", "eurl", "scp", "snc", "association", "asso", "ccas", "mairie", "opac")
ANONYMES = ("", "nom inconnu", "inconnu", "inconnue", "sans nom", "anonyme", "nc", "nr", "x", "xx", "xxx")
# Ni « ben » ni « aït » : sans eux, ce n'est plus le même nom.
PARTICULES = (
    "de", "du", "des", "d", "da", "do", "dos", "das", "di", "del", "della", "le", "la", "les", "l", "el", "al",
    "van", "von", "der", "den",
)  # fmt: skip
_ENTIERS = {"st": "saint", "ste": "sainte"}
_PARENTHESE = re.compile(r"\(([^)]*)\)")
_INITIALES = re.compile(r"^[A-ZÀ-Þ](?:\.?[ -]?[A-ZÀ-Þ])?\.?$")
_MOT = re.compile(r"[^\s,;/]+")


@dataclass(frozen=True)
class NomLu:
    """Un nom compris : ses noms de famille possibles, ses prénoms ; ou des mots dont on ignore le rôle."""

    familles: tuple[Mots, ...] = field(repr=False)
    prenoms: Mots = field(default=(), repr=False)
    mots: Mots = field(default=(), repr=False)
    generation: str = ""
    morale: bool = False
    prenom_compose: bool = False

    @property
    def lectures(self) -> tuple[tuple[Mots, Mots], ...]:
        """Les façons de partager les mots entre le nom et le prénom ; une seule quand l'écriture le dit."""
        if self.familles:
            return tuple((famille, self.prenoms) for famille in self.familles)
        if len(self.mots) < 2:
            return ((self.mots, ()),)
        coupes = [(self.mots[:i], self.mots[i:]) for i in range(1, len(self.mots))]
        return (*coupes, *((prenom, nom) for nom, prenom in coupes))


@lru_cache(maxsize=65536)
def lire(nom: str, prenom: str | None = None) -> NomLu:
    """Un nom et un prénom tels qu'ils sont saisis ; un nom que l'on ignore ne ressemble à aucun autre."""
    if sans_accents(nom) in ANONYMES:
        return NomLu(((),))
    if not (prenom or "").strip():
        return lire_d_un_trait(nom)
    brut, entre = _sans_parentheses(f"{nom}")
    prenom_nu, du_prenom = _sans_parentheses(prenom or "")
    prenoms, generation = _sans_generation(_jetons(prenom_nu))
    jetons, du_nom = _sans_generation(_sans_civilite(_jetons(brut)))
    segments = [mots for s in _segments(jetons) if (mots := _mots(s))]
    autres = [mots for p in (*entre, *du_prenom) if not _est_generation(p) and (mots := _mots(_jetons(p)))]
    marque = (
        generation or du_nom or next((sans_accents(p) for p in (*entre, *du_prenom) if _est_generation(p)), "")
    )
    tout = [sans_accents(j) for j in (*jetons, *prenoms)]
    return NomLu(
        tuple(dict.fromkeys((*segments, *autres))) or ((),),
        _mots(prenoms),
        generation=marque,
        morale=any(mot in MORALES for mot in tout),
        prenom_compose=any("-" in j for j in prenoms),
    )


@lru_cache(maxsize=65536)
def lire_d_un_trait(texte: str) -> NomLu:
    """« Mme DURAND née PETIT Sylvie » : les capitales disent le nom ; sans elles, on ne sait pas."""
    nu, entre = _sans_parentheses(texte)
    jetons, generation = _sans_generation(_sans_civilite(_jetons(nu)))
    marque = generation or next((sans_accents(p) for p in entre if _est_generation(p)), "")
    segments = _segments(jetons)
    tout = _mots(jetons)
    morale = any(mot in MORALES for mot in tout)
    famille = [[j for j in s if _en_capitales(j)] for s in segments]
    reste = [j for s in segments for j in s if not _en_capitales(j)]
    if reste and any(famille):
        noms = [mots for s in famille if (mots := _mots(s))]
        noms += [m for p in entre if not _est_generation(p) and (m := _mots(_jetons(p)))]
        compose = any("-" in j for j in reste)
        return NomLu(
            tuple(dict.fromkeys(noms)), _mots(reste), generation=marque, morale=morale, prenom_compose=compose
        )
    if len(segments) > 1:
        return _en_deux_noms(segments, marque)
    return NomLu((), mots=tout, generation=marque, morale=morale, prenom_compose=any("-" in j for j in jetons))


def _en_deux_noms(segments: list[list[str]], generation: str) -> NomLu:
    """« DURAND NEE PETIT SYLVIE » : après « née », un mot de nom, puis les prénoms."""
    premier, dernier = _mots(segments[0]), _mots(segments[-1])
    coupe = next((i for i, mot in enumerate(dernier, 1) if mot not in PARTICULES), 1)
    if dernier[coupe:]:
        return NomLu((premier, dernier[:coupe]), dernier[coupe:], generation=generation)
    return NomLu((premier[:1], dernier), premier[1:], generation=generation)


def sans_particules(mots: Mots) -> Mots:
    """Les mots pleins d'un nom ; tous, s'il n'en reste aucun."""
    return tuple(mot for mot in mots if mot not in PARTICULES) or mots


def initiales(mots: Mots) -> str | None:
    """« j p » ou « jp » ; rien si ce sont de vrais prénoms."""
    if mots and all(len(mot) == 1 for mot in mots):
        return "".join(mots)
    if len(mots) == 1 and len(mots[0]) == 2 and not set(mots[0]) & set("aeiouy"):
        return mots[0]
    return None


def _sans_parentheses(texte: str) -> tuple[str, list[str]]:
    return _PARENTHESE.sub(" ", texte), _PARENTHESE.findall(texte)


def _jetons(texte: str) -> list[str]:
    return [j for j in _MOT.findall(texte.replace("’", "'")) if sans_accents(j)]


def _sans_civilite(jetons: list[str]) -> list[str]:
    debut = 0
    while debut < len(jetons) - 1 and sans_accents(jetons[debut]) in CIVILITES:
        debut += 1
    return jetons[debut:]


def _sans_generation(jetons: list[str]) -> tuple[list[str], str]:
    if len(jetons) > 1 and _est_generation(jetons[-1]) and not jetons[-1].isupper():
        return jetons[:-1], sans_accents(jetons[-1])
    return jetons, ""


def _est_generation(texte: str) -> bool:
    return sans_accents(texte) in GENERATIONS


def _segments(jetons: list[str]) -> list[list[str]]:
    """Ce qui précède et ce qui suit « née », « épouse », « veuve »."""
    segments: list[list[str]] = [[]]
    for jeton in jetons:
        if sans_accents(jeton) in LIAISONS and segments[-1]:
            segments.append([])
        elif sans_accents(jeton) not in LIAISONS:
            segments[-1].append(jeton)
    return [s for s in segments if s]


def _en_capitales(jeton: str) -> bool:
    lettres = [c for c in jeton if c.isalpha()]
    if _INITIALES.match(jeton) and ("." in jeton or len(lettres) == 1):
        return False
    return sum(c.isupper() for c in lettres) * 2 > len(lettres) and len(lettres) > 1


def _mots(jetons: list[str]) -> Mots:
    return tuple(_ENTIERS.get(mot, mot) for jeton in jetons for mot in sans_accents(jeton).split())
