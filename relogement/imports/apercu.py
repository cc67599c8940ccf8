"""Ce que ferait un import, ligne à ligne et champ par champ, avant que rien ne soit écrit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from relogement.base import Code
from relogement.imports.anomalies import Anomalie
from relogement.imports.lecture import Annonce
from relogement.valeurs_dites import dite


class Sort(Enum):
    """Ce que devient une ligne du fichier."""

    CREEE = "creees"
    MODIFIEE = "modifiees"
    INCHANGEE = "inchangees"
    ECARTEE = "ecartees"


class Tranche(Code):
    """Ce que l'on a décidé d'un champ saisi ici et différent dans le fichier."""

    GARDER = "garder", "Garder la saisie"
    PRENDRE = "prendre", "Prendre le fichier"


class CleLigne(NamedTuple):
    """Une ligne du fichier : son tableau (la feuille, sauf si elle en a plusieurs) et son numéro."""

    feuille: str
    ligne: int


class CleCellule(NamedTuple):
    """Une cellule ; ``position`` compte les colonnes depuis zéro, comme ``Colonne.position``."""

    feuille: str
    ligne: int
    position: int


@dataclass(frozen=True)
class Conflit:
    """La valeur de la base vient d'une saisie, et non d'un import : elle est gardée si personne ne tranche."""

    auteur: str
    le: datetime | None
    tranche: Tranche = Tranche.GARDER


@dataclass(frozen=True)
class Ecart:
    """Un champ que le fichier change ; ``champ`` est le code de la colonne quand il y en a une."""

    champ: str
    titre: str
    ancien: Any = field(repr=False)
    nouveau: Any = field(repr=False)
    unite: str = ""
    conflit: Conflit | None = None

    @property
    def s_ecrit(self) -> bool:
        """Faux d'une saisie récente que l'on garde."""
        return self.conflit is None or self.conflit.tranche is Tranche.PRENDRE

    @property
    def dits(self) -> tuple[str, str]:
        """L'ancienne et la nouvelle valeur, comme à l'écran."""
        return dite(self.ancien, self.unite), dite(self.nouveau, self.unite)


@dataclass(frozen=True, slots=True)
class Cellule:
    """Une colonne d'une ligne : ce qui est lu, le texte du fichier, et ce que la lecture a corrigé."""

    champ: str
    texte: str = field(repr=False)
    brut: str = field(repr=False)
    corrige: str | None = field(default=None, repr=False)


@dataclass(frozen=True, eq=False, slots=True)
class LigneApercu:
    """Une ligne du fichier et ce qu'elle deviendrait.

    ``avec`` est la ligne du ménage qui l'emporte ; ``liee`` : la décocher en change une autre (l'annexe d'un
    locataire), l'aperçu est à refaire.
    """

    cle: CleLigne
    sort: Sort
    sujet: str = field(repr=False)
    cellules: Mapping[str, Cellule] = field(default_factory=dict, repr=False)
    ecarts: tuple[Ecart, ...] = field(default=(), repr=False)
    anomalies: tuple[Anomalie, ...] = field(default=(), repr=False)
    a_verifier: bool = False
    cochee: bool = True
    avec: CleLigne | None = None
    montants: Mapping[str, Decimal | None] = field(default_factory=dict, repr=False)
    liee: bool = False

    @property
    def cochable(self) -> bool:
        """Une ligne écartée n'entre pas, qu'on la coche ou non."""
        return self.sort is not Sort.ECARTEE

    @property
    def conflits(self) -> tuple[Ecart, ...]:
        return tuple(e for e in self.ecarts if e.conflit is not None)


@dataclass(frozen=True)
class ColonneApercu:
    """Une colonne à montrer : son champ, son titre ici, celui du fichier, et si ce sont des nombres."""

    champ: str
    titre: str
    nombre: bool
    source: str
    unite: str = ""


@dataclass(frozen=True)
class Comptes:
    """Les lignes lues, par sort ; ``cochees`` sont celles qui entreraient, inchangées comprises."""

    lues: int = 0
    creees: int = 0
    modifiees: int = 0
    inchangees: int = 0
    ecartees: int = 0
    a_verifier: int = 0
    cochees: int = 0


@dataclass(frozen=True)
class Remarque:
    """Un groupe de corrections ou de remarques de lecture : « 23 typologies F lues T », « F4 devient T4 »."""

    titre: str
    detail: str = field(repr=False)
    nombre: int = 1
    code: str = ""


@dataclass(frozen=True)
class TotalCompare:
    """La somme d'un poste dans l'aperçu, et le total que le fichier écrit lui-même s'il en a un."""

    poste: str
    libelle: str
    somme: Decimal
    du_fichier: Decimal | None = None
    inconnus: int = 0

    @property
    def convient(self) -> bool | None:
        """Rien à dire quand le fichier n'a pas de total."""
        return None if self.du_fichier is None else self.somme == self.du_fichier


@dataclass(frozen=True, eq=False)
class Apercu:
    """Tout ce que montre l'écran avant « Importer ».

    ``empreinte`` dit si la base ou le fichier ont bougé depuis ; ``places`` donne, par tableau, la position de la
    colonne de chaque champ.
    """

    nature: str
    colonnes: tuple[ColonneApercu, ...]
    lignes: Sequence[LigneApercu] = field(repr=False)
    comptes: Comptes
    totaux: tuple[TotalCompare, ...] = ()
    remarques: tuple[Remarque, ...] = ()
    anomalies: tuple[Anomalie, ...] = field(default=(), repr=False)
    annonces: tuple[Annonce, ...] = field(default=(), repr=False)
    empreinte: str = ""
    places: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @cached_property
    def rangs(self) -> Mapping[CleLigne, int]:
        """Où est chaque ligne."""
        return {ligne.cle: rang for rang, ligne in enumerate(self.lignes)}

    def ligne(self, cle: CleLigne) -> LigneApercu:
        return self.lignes[self.rangs[cle]]

    def ensemble(self, cle: CleLigne) -> tuple[CleLigne, ...]:
        """Les lignes qui se cochent et se décochent avec celle-ci : un ménage et ses cotitulaires."""
        tete = self.ligne(cle).avec or cle
        return (tete, *(ligne.cle for ligne in self.lignes if ligne.avec == tete))


def compter(lignes: Iterable[LigneApercu]) -> Comptes:
    """Les comptes d'un aperçu, lus sur ses lignes."""
    sorts = dict.fromkeys(Sort, 0)
    a_verifier = cochees = lues = 0
    for ligne in lignes:
        lues += 1
        sorts[ligne.sort] += 1
        a_verifier += ligne.a_verifier
        cochees += ligne.cochee and ligne.cochable
    return Comptes(
        lues, sorts[Sort.CREEE], sorts[Sort.MODIFIEE], sorts[Sort.INCHANGEE], sorts[Sort.ECARTEE], a_verifier,
        cochees,
    )  # fmt: skip


def sommes(lignes: Iterable[LigneApercu], postes: Iterable[str]) -> dict[str, tuple[Decimal, int]]:
    """Par poste demandé, la somme des lignes cochées et combien y sont inconnues."""
    connues = dict.fromkeys(postes, Decimal(0))
    inconnues = dict.fromkeys(connues, 0)
    for ligne in lignes:
        for poste, montant in ligne.montants.items() if ligne.cochee and ligne.cochable else ():
            if poste not in connues:
                continue
            if montant is None:
                inconnues[poste] += 1
            else:
                connues[poste] += montant
    return {poste: (somme, inconnues[poste]) for poste, somme in connues.items()}


def decidees(lignes: Iterable[LigneApercu]) -> Iterator[LigneApercu]:
    """Celles qui s'écriraient."""
    return (ligne for ligne in lignes if ligne.cochee and ligne.sort in (Sort.CREEE, Sort.MODIFIEE))
