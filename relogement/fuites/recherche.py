"""Chercher dans un texte ce qui désigne quelqu'un, et dire combien c'est sûr.

Un nom de famille peut être un mot : « un petit logement » ne désigne pas les PETIT. Un nom seul compte donc selon
ce qui l'entoure : seul dans sa cellule, après une civilité, près du prénom d'une même personne, ou écrit comme un
nom alors que ce n'est pas un mot courant. Téléphone, adresse, numéro ou naissance comptent toujours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from relogement.controles.texte_libre import nirs
from relogement.fuites.aiguilles import ABREGES, COURRIEL, MOTS_D_ADRESSE, TETE, Aiguilles, Genre, telephone
from relogement.fuites.jours import jours_du_texte
from relogement.fuites.mots_courants import est_courant
from relogement.fuites.textes import Mot, colle, mots, plier, sans_invisibles

_CIVILITES = frozenset(
    [
        "m",
        "mm",
        "mr",
        "mme",
        "mmes",
        "mlle",
        "mlles",
        "monsieur",
        "madame",
        "mesdames",
        "messieurs",
        "mademoiselle",
        "famille",
        "familles",
        "menage",
        "foyer",
        "epoux",
        "epouse",
        "consorts",
        "veuve",
        "veuf",
    ]
)
_AUTOUR = 3  # un prénom à trois mots d'un nom en fait une identité
_COURT = 3
_LONG = 5
_LONG_IDENTIFIANT = 32
_PLUS_LONG_NOMBRE = 20
_CHIFFRE = re.compile(r"\d")
_TELEPHONE = re.compile(r"(?<![\d.,])(?:\+33[\s.]?|0)[1-9](?:[\s.\-]?\d{2}){4}(?![\d.,])")
_IDENTIFIANT = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|\b[0-9a-f]{32,}\b")
_DECIMAL = re.compile(r"\s*-?\d+[.,]\d+\s*")
_NOMBRE = re.compile(r"\s*-?\d+(?:\.\d+)?[eE]\+?\d+\s*")


class Force(IntEnum):
    """De ce qui ne dit rien à ce qui désigne à coup sûr."""

    FAIBLE = 1  # à regarder
    ENTIERE = 2  # un nom seul, mais toute la cellule
    CERTAINE = 3


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """Ce qui a été trouvé dans un texte : de quoi il s'agit, sa clé dans les aiguilles, ses mots, sa force."""

    genre: Genre
    cle: str
    force: Force
    debut: int = 0
    fin: int = 0
    courant: bool = False
    partie: bool = False

    def __repr__(self) -> str:
        return f"<Trouvaille {self.genre}>"


def chercher(texte: str, aiguilles: Aiguilles) -> list[Trouvaille]:
    """Tout ce qui désigne quelqu'un dans ce texte, une fois par endroit."""
    if len(texte) > _LONG_IDENTIFIANT:
        texte = _IDENTIFIANT.sub(" ", texte)
    lus = mots(texte)
    trouvees = list(_noms(lus, aiguilles))
    if "@" in texte:
        trouvees += _courriels(texte, aiguilles)
    if _CHIFFRE.search(plier(texte)):
        trouvees += _nombres(lus, aiguilles)
        if all(t.genre is not Genre.TELEPHONE for t in trouvees):
            trouvees += _telephones_inconnus(texte)
        trouvees += _adresses(lus, aiguilles)
        trouvees += _naissances(texte, aiguilles)
        trouvees += _grand_nombre(texte, aiguilles)
        if not _DECIMAL.fullmatch(texte) and any(nirs(sans_invisibles(texte))):
            trouvees.append(Trouvaille(Genre.NIR, "", Force.CERTAINE, 0, len(texte)))
    return trouvees


def chercher_colle(texte: str, aiguilles: Aiguilles) -> list[Trouvaille]:
    """Dans un texte où les mots se touchent : les noms d'au moins cinq lettres et les longs nombres."""
    trouvees = chercher(texte, aiguilles)
    plie = colle(texte)
    for i in range(len(plie) - _LONG + 1):
        trouvees += _noms_colles(plie, i, aiguilles)
        trouvees += _nombres_colles(plie, i, aiguilles)
    return trouvees


def _noms_colles(plie: str, i: int, aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    if plie[i : i + TETE] not in aiguilles.tetes:
        return
    for j in range(i + _LONG, min(len(plie), i + aiguilles.plus_long) + 1):
        entier = plie[i:j]
        if entier in aiguilles.noms and not est_courant(entier):
            yield Trouvaille(Genre.NOM, entier, Force.CERTAINE)
        if entier in aiguilles.references and not entier.isdigit():
            yield Trouvaille(Genre.REFERENCE, entier, Force.CERTAINE)


def _nombres_colles(plie: str, i: int, aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    if plie[i : i + 18] in aiguilles.numeros:
        yield Trouvaille(Genre.NUMERO, plie[i : i + 18], Force.CERTAINE)
    if plie[i] == "0" and plie[i : i + 10] in aiguilles.telephones:
        yield Trouvaille(Genre.TELEPHONE, plie[i : i + 10], Force.CERTAINE)


def _noms(lus: Sequence[Mot], aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    """Les noms, prénoms, agents, lieux et références, par suites de mots entiers."""
    for i, j, entier in _suites(lus, aiguilles):
        if entier in aiguilles.noms or entier in aiguilles.parties:
            if trouvee := _famille(lus, i, j, entier, aiguilles):
                yield trouvee
        elif entier in aiguilles.prenoms and _tout_seul(lus, i, j):
            yield _situee(Genre.PRENOM, entier, lus, i, j, Force.ENTIERE, courant=_courant(lus[i:j]))
        yield from _autres_mots(lus, i, j, entier, aiguilles)


def _autres_mots(lus: Sequence[Mot], i: int, j: int, entier: str, aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    if entier in aiguilles.agents:
        yield _situee(Genre.AGENT, entier, lus, i, j, _force_d_agent(lus, i, j))
    if entier in aiguilles.lieux:
        yield _situee(Genre.ADRESSE, entier, lus, i, j, Force.CERTAINE)
    if entier in aiguilles.references and not entier.isdigit():
        yield _situee(Genre.REFERENCE, entier, lus, i, j, Force.CERTAINE)


def _famille(lus: Sequence[Mot], i: int, j: int, entier: str, aiguilles: Aiguilles) -> Trouvaille | None:
    courant = _courant(lus[i:j])
    if prenom := _prenom_voisin(lus, i, j, aiguilles.couples.get(entier, set())):
        debut, fin = min(i, prenom[0]), max(j, prenom[1])
        nu = courant and _courant(lus[prenom[0] : prenom[1]]) and any(m.en_minuscules for m in lus[debut:fin])
        if not nu or _tout_seul(lus, debut, fin):
            return _situee(Genre.IDENTITE, entier, lus, debut, fin, Force.CERTAINE)
    partie = entier not in aiguilles.noms
    force = _force_d_un_nom(lus, i, j, courant=courant, partie=partie)
    if force is None:
        return None
    return _situee(Genre.NOM, entier, lus, i, j, force, courant=courant, partie=partie)


def _force_d_un_nom(lus: Sequence[Mot], i: int, j: int, *, courant: bool, partie: bool) -> Force | None:
    if i and lus[i - 1].mot in _CIVILITES and (not courant or not lus[i].en_minuscules):
        return Force.CERTAINE
    if _tout_seul(lus, i, j):
        return Force.ENTIERE
    if partie:
        return None if courant or lus[i].en_minuscules else Force.FAIBLE
    if not courant:
        return Force.CERTAINE
    return Force.FAIBLE if i and not lus[i].en_minuscules and not _tout_en_capitales(lus) else None


def _force_d_agent(lus: Sequence[Mot], i: int, j: int) -> Force:
    return Force.CERTAINE if j - i > 1 or not _courant(lus[i:j]) or _tout_seul(lus, i, j) else Force.FAIBLE


def _suites(lus: Sequence[Mot], aiguilles: Aiguilles) -> Iterator[tuple[int, int, str]]:
    """Les suites de mots qui peuvent former une aiguille ; des lettres espacées se recollent plus loin."""
    tetes, plus_long = aiguilles.tetes, aiguilles.plus_long
    for i in range(len(lus)):
        entier = ""
        for j in range(i, len(lus)):
            mot = lus[j].mot
            if j - i >= TETE and (len(mot) > _COURT or len(lus[i].mot) > _COURT):
                break
            entier += mot
            if entier[:TETE] not in tetes or len(entier) > plus_long:
                break
            yield i, j + 1, entier


def _prenom_voisin(lus: Sequence[Mot], i: int, j: int, prenoms: set[str]) -> tuple[int, int] | None:
    if not prenoms:
        return None
    for debut in range(max(0, i - _AUTOUR), min(len(lus), j + _AUTOUR)):
        entier = ""
        for fin in range(debut, min(len(lus), debut + TETE)):
            if i <= fin < j:
                break
            entier += lus[fin].mot
            if entier in prenoms:
                return debut, fin + 1
    return None


def _nombres(lus: Sequence[Mot], aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    """Téléphones, numéros uniques et références en chiffres, quel que soit le groupement."""
    for i, premier in enumerate(lus):
        if not _CHIFFRE.search(premier.mot):
            continue
        if premier.mot in aiguilles.references and premier.mot.isdigit():
            yield _situee(Genre.REFERENCE, premier.mot, lus, i, i + 1, Force.CERTAINE)
        entier = ""
        for j in range(i, len(lus)):
            entier += lus[j].mot
            if len(entier) > _PLUS_LONG_NOMBRE or not _CHIFFRE.search(lus[j].mot):
                break
            if entier in aiguilles.numeros:
                yield _situee(Genre.NUMERO, entier, lus, i, j + 1, Force.CERTAINE)
            if 9 <= len(entier) <= 15 and entier.isdigit() and telephone(entier) in aiguilles.telephones:
                yield _situee(Genre.TELEPHONE, telephone(entier), lus, i, j + 1, Force.CERTAINE)


def _telephones_inconnus(texte: str) -> Iterator[Trouvaille]:
    """Un numéro que la base ne connaît pas reste à regarder."""
    for trouve in _TELEPHONE.finditer(sans_invisibles(texte)):
        yield Trouvaille(Genre.TELEPHONE, "", Force.FAIBLE, trouve.start(), trouve.end())


def _adresses(lus: Sequence[Mot], aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    if not aiguilles.adresses:
        return
    for i, premier in enumerate(lus[:-1]):
        if not premier.mot.isdigit() or len(premier.mot) > 4 or lus[i + 1].mot.isdigit():
            continue
        entier = ""
        for j in range(i, min(len(lus), i + MOTS_D_ADRESSE)):
            entier += ABREGES.get(lus[j].mot, lus[j].mot)
            if entier in aiguilles.adresses:
                yield _situee(Genre.ADRESSE, entier, lus, i, j + 1, Force.CERTAINE)


def _courriels(texte: str, aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    for trouve in COURRIEL.finditer(sans_invisibles(texte)):
        connu = trouve.group().lower() in aiguilles.courriels
        force = Force.CERTAINE if connu else Force.FAIBLE
        yield Trouvaille(Genre.COURRIEL, trouve.group().lower(), force, trouve.start(), trouve.end())


def _naissances(texte: str, aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    for jour, debut, fin in jours_du_texte(texte):
        if jour in aiguilles.naissances:
            yield Trouvaille(Genre.NAISSANCE, jour.isoformat(), Force.CERTAINE, debut, fin)


def _grand_nombre(texte: str, aiguilles: Aiguilles) -> Iterator[Trouvaille]:
    """Un numéro unique qu'un tableur a changé en nombre : il n'en reste que les premiers chiffres."""
    if _NOMBRE.fullmatch(texte) and f"{float(texte):.11e}" in aiguilles.grands_nombres:
        yield Trouvaille(Genre.NUMERO, texte.strip(), Force.CERTAINE, 0, len(texte))


def _situee(
    genre: Genre, cle: str, lus: Sequence[Mot], i: int, j: int, force: Force, *, courant: bool = False,
    partie: bool = False,
) -> Trouvaille:  # fmt: skip
    return Trouvaille(genre, cle, force, lus[i].debut, lus[j - 1].fin, courant, partie)


def _tout_seul(lus: Sequence[Mot], i: int, j: int) -> bool:
    """Rien d'autre dans le texte qu'une civilité ou un nombre court."""
    return all(m.mot in _CIVILITES or (m.mot.isdigit() and len(m.mot) < 3) for m in (*lus[:i], *lus[j:]))


def _tout_en_capitales(lus: Sequence[Mot]) -> bool:
    return not any(m.en_minuscules and m.mot.isalpha() for m in lus)


def _courant(lus: Sequence[Mot]) -> bool:
    """Un mot d'une ou deux lettres, un mot de la langue, du programme ou une commune : il ne désigne pas seul."""
    return all(len(m.mot) < _COURT or m.mot.isdigit() or est_courant(m.mot) for m in lus) or est_courant(
        "".join(m.mot for m in lus)
    )
