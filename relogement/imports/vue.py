"""Les cellules d'un aperçu : ce que la lecture a compris à côté de ce que le fichier écrit."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from typing_extensions import override

from relogement.imports.apercu import Cellule, CleLigne, ColonneApercu
from relogement.imports.lecture import Feuille, Ligne
from relogement.rapprochement import cle
from relogement.textes import nombre
from relogement.valeurs_dites import dite

SEPARATEUR = "\x1f"
CHIFFRES = re.compile(r"[0-9]+")
Valeur = Callable[[Any, str], Any]


@dataclass(frozen=True)
class LignesRetenues:
    """Les lignes d'une feuille, dont le texte est gardé au passage, serré ; ``ou`` est partagé."""

    lignes: Any = field(repr=False)
    ou: dict[int, str] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        for ligne in self.lignes:
            self.ou[ligne.numero] = SEPARATEUR.join(ligne.cellules)
            yield ligne


@dataclass(frozen=True)
class LignesCorrigees:
    """Les lignes d'une feuille, cellules retapées par l'agent à leur place."""

    lignes: Any = field(repr=False)
    textes: Mapping[int, Mapping[int, str]] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        for ligne in self.lignes:
            retapees = self.textes.get(ligne.numero)
            yield ligne if retapees is None else Ligne(ligne.numero, _retapee(ligne.cellules, retapees))


def _retapee(cellules: tuple[str, ...], textes: Mapping[int, str]) -> tuple[str, ...]:
    large = list(cellules) + [""] * (1 + max(textes) - len(cellules))
    for position, texte in textes.items():
        large[position] = texte.strip()
    return tuple(large)


@dataclass(frozen=True)
class Vue:
    """De quoi montrer les lignes d'un tableau : ses colonnes, leur place, leur texte d'origine."""

    colonnes: tuple[ColonneApercu, ...]
    places: Mapping[str, Mapping[str, int]]
    textes: Mapping[str, Mapping[int, str]] = field(repr=False)
    retapees: Mapping[CleLigne, Mapping[int, str]] = field(repr=False)
    valeur: Valeur = field(repr=False)

    def bruts(self, ligne: CleLigne) -> Mapping[str, str]:
        """Le texte du fichier, champ par champ ; une cellule retapée donne ce qui l'a été."""
        cellules = self.textes.get(ligne.feuille, {}).get(ligne.ligne, "").split(SEPARATEUR)
        retapees = self.retapees.get(ligne, {})
        return {
            champ: retapees.get(position, cellules[position] if position < len(cellules) else "")
            for champ, position in self.places.get(ligne.feuille, {}).items()
        }

    @cached_property
    def _par_champ(self) -> Mapping[str, ColonneApercu]:
        return {colonne.champ: colonne for colonne in self.colonnes}

    def brut(self, ligne: CleLigne, champ: str) -> str:
        """Le texte du fichier dans cette colonne, ou ce que l'agent y a retapé."""
        position = self.places.get(ligne.feuille, {})[champ]
        retapees = self.retapees.get(ligne, {})
        if position in retapees:
            return retapees[position]
        cellules = self.textes.get(ligne.feuille, {}).get(ligne.ligne, "").split(SEPARATEUR)
        return cellules[position] if position < len(cellules) else ""

    def cellule(self, ligne: CleLigne, champ: str, objet: object | None) -> Cellule:
        return _cellule(self._par_champ[champ], self.brut(ligne, champ), self.valeur, objet)

    def cellules(self, ligne: CleLigne, objet: object | None) -> Mapping[str, Cellule]:
        return Cellules(self, ligne, objet)

    def corrigees(self, lignes: Iterable[tuple[CleLigne, object]]) -> Counter[tuple[str, str]]:
        """Combien de fois chaque correction : un même texte d'une colonne n'est comparé qu'une fois."""
        vues: dict[str, dict[str, str | None]] = {champ: {"": None} for champ in self._par_champ}
        comptes: Counter[tuple[str, str]] = Counter()
        for ligne, objet in lignes:
            for champ, brut in self._couples(ligne):
                vus = vues[champ]
                if brut not in vus:
                    vus[brut] = self._corrige(champ, brut, objet)
                if (dite := vus[brut]) is not None:
                    comptes[champ, dite] += 1
        return comptes

    def _couples(self, ligne: CleLigne) -> Iterable[tuple[str, str]]:
        """Chaque champ et son texte ; sans rien de retapé, sans détour : c'est le cas de presque toutes."""
        if ligne in self.retapees:
            return self.bruts(ligne).items()
        cellules = self.textes.get(ligne.feuille, {}).get(ligne.ligne, "").split(SEPARATEUR)
        n = len(cellules)
        places = self.places.get(ligne.feuille, {})
        return [(champ, cellules[position]) for champ, position in places.items() if position < n]

    def _corrige(self, champ: str, brut: str, objet: object) -> str | None:
        lue = self.valeur(objet, champ)
        return None if lue is None else corrige(brut, lue, ecrite(lue))


class Cellules(Mapping[str, Cellule]):
    """Les cellules d'une ligne, faites quand on les regarde, jamais gardées : les lignes sont nombreuses."""

    __slots__ = ("_ligne", "_objet", "_vue")

    def __init__(self, vue: Vue, ligne: CleLigne, objet: object | None) -> None:
        self._vue, self._ligne, self._objet = vue, ligne, objet

    @property
    def entier(self) -> str:
        """Toute la ligne du fichier, pour y chercher, sans fabriquer ses cellules."""
        ligne = self._ligne
        return self._vue.textes.get(ligne.feuille, {}).get(ligne.ligne, "").replace(SEPARATEUR, " ")

    @override
    def __getitem__(self, champ: str) -> Cellule:
        return self._vue.cellule(self._ligne, champ, self._objet)

    @override
    def __iter__(self) -> Iterator[str]:
        places = self._vue.places.get(self._ligne.feuille, {})
        return (colonne.champ for colonne in self._vue.colonnes if colonne.champ in places)

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<Cellules de la ligne {self._ligne.ligne}>"


def _cellule(colonne: ColonneApercu, brut: str, valeur: Valeur, objet: object | None) -> Cellule:
    lue = None if objet is None else valeur(objet, colonne.champ)
    if lue is None:
        return Cellule(colonne.champ, brut, brut)
    texte = ecrite(lue)
    return Cellule(colonne.champ, texte, brut, corrige(brut, lue, texte))


def ecrite(valeur: Any) -> str:
    """Une valeur comme dans un tableau : sans unité, une liste à la suite."""
    if isinstance(valeur, (tuple, list)):
        return ", ".join(map(str, valeur))
    return nombre(valeur) if isinstance(valeur, Decimal) else dite(valeur)


def corrige(brut: str, valeur: Any, texte: str) -> str | None:
    """« F4 lu T4 » ; rien quand seule la mise en forme change."""
    if not brut or brut == texte:
        return None
    if isinstance(valeur, (bool, Decimal, float)) or not _differe(brut, valeur, texte):
        return None
    return f"{brut} lu {texte}"


def _differe(brut: str, valeur: Any, texte: str) -> bool:
    if isinstance(valeur, int):
        return int("".join(CHIFFRES.findall(brut)[:1]) or -1) != valeur
    if hasattr(valeur, "isoformat"):
        ecrits = {int(n) for n in CHIFFRES.findall(brut)}
        return not {valeur.day, valeur.month} <= ecrits
    codes = {cle(brut)}
    return cle(texte) not in codes and cle(str(valeur)) not in codes


def retenir_les_lignes(feuille: Feuille, ou: dict[int, str]) -> Feuille:
    """La même feuille, dont chaque ligne lue laisse son texte dans ``ou``."""
    return Feuille(feuille.nom, LignesRetenues(feuille.lignes, ou), feuille.constats, feuille.titres)


def places_de(feuilles: Sequence[Feuille]) -> dict[str, Mapping[str, int]]:
    """Où est chaque champ, par tableau."""
    return {feuille.nom: feuille.titres.places for feuille in feuilles if feuille.titres is not None}
