"""Relire une liste : de chaque ligne, les cases que quelqu'un a changées depuis qu'on l'a donnée.

La feuille cachée garde les valeurs données. Une case qui les vaut encore n'a pas été touchée, même si la base a
bougé depuis : elle ne propose rien. Sans cette mémoire (un CSV, une feuille recopiée ailleurs), chaque case compte
et tout ce qui diffère de la base est à trancher.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from relogement.imports.entetes import Entete
from relogement.imports.lecture import Classeur, Feuille, Ligne
from relogement.imports.liste.colonnes import CLE, LEXIQUE, REFERENCE
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import ValeurIllisible
from relogement.imports.valeurs.du_champ import lire_valeur
from relogement.liste import ChampModifiable, modifiables

ILLISIBLE = "La case est laissée comme elle est dans le dossier."
Textes = Mapping[str, str]


@dataclass(frozen=True, repr=False)
class LigneListe:
    """Une ligne rendue ; ``anciennes`` : ce que la liste portait, absent si rien ne l'a gardé."""

    feuille: str
    ligne: int
    cle: str
    reference: str
    valeurs: Mapping[str, Any]
    anciennes: Mapping[str, Any] | None


def lire_liste(classeur: Classeur) -> Lecture[LigneListe]:
    """Les lignes dans l'ordre du fichier ; une ligne vidée ou ôtée ne dit rien, et n'ôte rien."""
    carnet, memoire = Carnet(), _memoire(classeur.memoire)
    objets: list[LigneListe] = []
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        feuille = replace(tableau.feuille, lignes=_remplies(tableau.feuille, tableau.entete))
        lues = rangees(feuille, tableau.entete, carnet, REFERENCE, admise=lambda _: True)
        presents = [champ for champ in modifiables().values() if champ.cle in tableau.entete.index]
        objets += [_ligne(rangee, presents, memoire) for rangee in lues]
    return carnet.lecture(objets)


@dataclass(frozen=True)
class _Remplies:
    """Les lignes où il reste autre chose que la clé cachée."""

    lignes: Iterable[Ligne] = field(repr=False)
    place: int
    derniere: int

    def __iter__(self) -> Iterator[Ligne]:
        for ligne in self.lignes:
            reste = (texte for place, texte in enumerate(ligne.cellules) if place != self.place)
            if ligne.numero <= self.derniere or any(reste):
                yield ligne


def _remplies(feuille: Feuille, entete: Entete) -> _Remplies:
    return _Remplies(feuille.lignes, entete.index[CLE], entete.derniere)


def _memoire(lignes: Iterable[Ligne]) -> Mapping[str, Textes]:
    """Par clé, le texte de chaque champ tel qu'il a été donné ; la première ligne nomme les champs."""
    textes = iter(lignes)
    noms = next(textes, Ligne(0, ())).cellules[1:]
    vides = ("",) * len(noms)
    return {
        ligne.cellules[0]: dict(zip(noms, (*ligne.cellules[1:], *vides), strict=False))
        for ligne in textes
        if ligne.cellules and ligne.cellules[0]
    }


def _ligne(rangee: Rangee, presents: Sequence[ChampModifiable], memoire: Mapping[str, Textes]) -> LigneListe:
    cle, donnes = rangee.texte(CLE), memoire.get(rangee.texte(CLE))
    valeurs, anciennes = dict[str, Any](), dict[str, Any]()
    for champ in presents:
        texte = rangee.texte(champ.cle)
        if donnes is None:
            if texte:
                _lire(rangee, champ, texte, valeurs)
        elif not _inchange(donnes.get(champ.cle, ""), texte):
            anciennes[champ.cle] = _ancienne(champ, donnes.get(champ.cle, ""))
            _lire(rangee, champ, texte, valeurs)
            if valeurs.get(champ.cle, anciennes[champ.cle]) == anciennes[champ.cle]:
                valeurs.pop(champ.cle, None)
    ancien = None if donnes is None else anciennes
    return LigneListe(rangee.carnet.feuille, rangee.numero, cle, rangee.texte(REFERENCE), valeurs, ancien)


def _inchange(donne: str, rendu: str) -> bool:
    """Le même texte ; un tableur qui a mangé les zéros de tête n'a rien changé."""
    return donne == rendu or (donne.startswith("0") and donne.isdigit() and donne.lstrip("0") == rendu)


def _lire(rangee: Rangee, champ: ChampModifiable, texte: str, valeurs: dict[str, Any]) -> None:
    """Une case illisible laisse le dossier comme il est, et se dit."""
    try:
        valeurs[champ.cle] = lire_valeur(champ.type, texte)
    except ValeurIllisible as faute:
        rangee.avertir(champ.cle, f"{faute} {ILLISIBLE}")


def _ancienne(champ: ChampModifiable, texte: str) -> Any:
    return lire_valeur(champ.type, texte)
