"""Deux personnes sont-elles la même ? Le nom, la naissance et le logement, jamais le nom seul ; et pourquoi.

Rien ne fusionne de soi-même : un doublon sûr ou probable se propose, l'agent décide.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from rapidfuzz.distance import OSA

from relogement.base import Code
from relogement.doublons_lecture import lire
from relogement.doublons_noms import Degre, Noms, comparer


class Verdict(Code):
    SUR = "SUR", "Même personne"
    PROBABLE = "PROBABLE", "Peut-être la même"
    DIFFERENT = "DIFFERENT", "Deux personnes"


class Naissance(IntEnum):
    """Ce que disent deux naissances, de ce qui sépare à ce qui rapproche."""

    DIFFERENTE = 0
    INCONNUE = 1
    ANNEE = 2
    PRESQUE = 3
    INVERSEE = 4
    MEME = 5


class Lieu(IntEnum):
    """Ce que disent deux logements quittés."""

    AUTRE = 0
    AUTRE_UG = 1
    INCONNU = 2
    OPERATION = 3
    MEME = 4


@dataclass(frozen=True)
class Identite:
    """Une personne telle qu'un dossier ou un formulaire la connaît ; vide veut dire inconnu."""

    nom: str = field(repr=False)
    prenom: str | None = field(default=None, repr=False)
    naissance: date | None = field(default=None, repr=False)
    annee: int | None = field(default=None, repr=False)
    operation: int | str | None = None
    logement: int | str | None = None

    @property
    def ne_en(self) -> int | None:
        return self.naissance.year if self.naissance else self.annee


@dataclass(frozen=True)
class Rapprochement:
    """Le verdict et sa raison ; `force` range les propositions, la plus sûre d'abord."""

    verdict: Verdict
    raison: str
    force: int = 0


NAISSANCES = {
    Naissance.DIFFERENTE: "naissances différentes",
    Naissance.INCONNUE: "naissance inconnue d’un côté",
    Naissance.ANNEE: "même année de naissance",
    Naissance.PRESQUE: "naissance à un chiffre près",
    Naissance.INVERSEE: "naissance au jour et au mois inversés",
    Naissance.MEME: "même naissance",
}
LIEUX = {
    Lieu.AUTRE: "autre opération",
    Lieu.AUTRE_UG: "autre UG de l’opération",
    Lieu.INCONNU: "",
    Lieu.OPERATION: "même opération",
    Lieu.MEME: "même UG",
}
_NOM_D_USAGE = "autre nom (d’usage ou de naissance ?), mais même prénom, même naissance, même UG"
_NOM_SEUL = "rien d’autre que le nom ne les rapproche"


def rapprocher(a: Identite, b: Identite) -> Rapprochement:
    """Même personne, peut-être, ou non."""
    noms = comparer(lire(a.nom, a.prenom), lire(b.nom, b.prenom))
    naissance, lieu = naissances(a, b), lieux(a, b)
    if noms.au_genre_pres and naissance is Naissance.MEME and lieu is Lieu.MEME:
        return Rapprochement(Verdict.PROBABLE, _dire(noms, naissance, lieu), 2 * naissance + lieu)
    if naissance is Naissance.DIFFERENTE or noms.prenom is Degre.DIFFERENT:
        return Rapprochement(Verdict.DIFFERENT, _dire(noms, naissance, lieu))
    if noms.degre is Degre.DIFFERENT:
        return _noms_differents(noms, naissance, lieu)
    raison, force = _dire(noms, naissance, lieu), noms.degre + 2 * naissance + lieu
    if _est_sur(noms, naissance, lieu):
        return Rapprochement(Verdict.SUR, raison, 100 + force)
    if _est_probable(noms, naissance, lieu):
        return Rapprochement(Verdict.PROBABLE, raison, force)
    return Rapprochement(Verdict.DIFFERENT, f"{noms.raison}, {_NOM_SEUL}")


def naissances(a: Identite, b: Identite) -> Naissance:
    """Compare deux naissances ; le 1ᵉʳ janvier tient souvent lieu de jour inconnu."""
    if a.ne_en is None or b.ne_en is None:
        return Naissance.INCONNUE
    if a.naissance is None or b.naissance is None:
        return Naissance.ANNEE if a.ne_en == b.ne_en else Naissance.DIFFERENTE
    return _jours(a.naissance, b.naissance)


def lieux(a: Identite, b: Identite) -> Lieu:
    """Compare deux logements quittés, dans leur opération."""
    if a.operation is None or b.operation is None:
        return Lieu.INCONNU
    if a.operation != b.operation:
        return Lieu.AUTRE
    if a.logement is None or b.logement is None:
        return Lieu.OPERATION
    return Lieu.MEME if a.logement == b.logement else Lieu.AUTRE_UG


def _jours(a: date, b: date) -> Naissance:
    if a == b:
        return Naissance.MEME
    if a.year == b.year:
        if (a.month, a.day) == (b.day, b.month):
            return Naissance.INVERSEE
        if (1, 1) in ((a.month, a.day), (b.month, b.day)):
            return Naissance.ANNEE
    un_chiffre = OSA.distance(f"{a:%d%m%Y}", f"{b:%d%m%Y}") == 1
    return Naissance.PRESQUE if un_chiffre else Naissance.DIFFERENTE


def _est_sur(noms: Noms, naissance: Naissance, lieu: Lieu) -> bool:
    """Même naissance complète, et un prénom qui n'est pas celui d'un jumeau ; au besoin, le même logement."""
    if naissance is not Naissance.MEME or noms.prenom < Degre.VARIANTE or noms.generation:
        return False
    return lieu is Lieu.MEME or (noms.degre >= Degre.VARIANTE and lieu in (Lieu.OPERATION, Lieu.INCONNU))


def _est_probable(noms: Noms, naissance: Naissance, lieu: Lieu) -> bool:
    """Un fait de plus que le nom ; ou, avec son prénom, rien qui l'écarte."""
    if lieu is Lieu.AUTRE:
        return naissance >= Naissance.INVERSEE
    if lieu is Lieu.MEME or naissance >= Naissance.PRESQUE:
        return True
    if naissance is Naissance.ANNEE:
        return noms.degre >= Degre.VARIANTE
    if noms.prenom < Degre.VARIANTE:
        return False
    return lieu in (Lieu.INCONNU, Lieu.OPERATION) or (noms.degre is Degre.MEME and lieu is Lieu.AUTRE_UG)


def _noms_differents(noms: Noms, naissance: Naissance, lieu: Lieu) -> Rapprochement:
    """Le nom d'usage d'une femme mariée ou divorcée : tout le reste est le même."""
    tout_le_reste = naissance is Naissance.MEME and lieu is Lieu.MEME and noms.prenom >= Degre.VARIANTE
    if tout_le_reste and noms.famille is Degre.DIFFERENT:
        return Rapprochement(Verdict.PROBABLE, _NOM_D_USAGE, 2 * naissance + lieu)
    return Rapprochement(Verdict.DIFFERENT, _dire(noms, naissance, lieu))


def _dire(noms: Noms, naissance: Naissance, lieu: Lieu) -> str:
    return ", ".join(filter(None, (noms.raison, NAISSANCES[naissance], LIEUX[lieu])))
