"""Deux personnes sur le même dossier : ce qui ne se contredit pas se fusionne, le reste se montre des deux côtés.

Chaque modification porte ce qui était montré quand on a commencé à taper. À l'enregistrement, un champ que
personne n'a changé depuis prend la valeur tapée ; un champ que quelqu'un a changé aussi n'est jamais écrasé.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from db.journal import Ecriture, LigneDeJournal
from db.pannes import Conflit
from relogement.base import Ligne
from relogement.champs import Faits, champs

Champ = tuple[type[Ligne], int, str]
DEUX_VERSIONS = "Vous avez changé les mêmes champs qu’une autre personne : rien n’est encore enregistré."
_TENUE = ("id", "version")


@dataclass(frozen=True)
class Collision:
    """Un champ changé des deux côtés : ce qu'il était, le mien, le leur, qui et quand."""

    modele: type[Ligne]
    id: int
    champ: str
    avant: Any = field(repr=False)
    mien: Any = field(repr=False)
    leur: Any = field(repr=False)
    auteur: str = ""
    le: datetime | None = None
    de_ligne: bool = False
    """Vrai d'une ligne que l'un ajoute ou ôte : l'écran ne la montre pas, l'arbitrage se donne à l'écriture."""

    @property
    def cle(self) -> Champ:
        return self.modele, self.id, self.champ

    @property
    def faits(self) -> Faits:
        return champs(self.modele)[self.champ]


@dataclass(frozen=True)
class Fusion:
    """Un champ que quelqu'un d'autre a changé pendant qu'on en tapait d'autres : les deux sont gardés."""

    modele: type[Ligne]
    id: int
    champ: str
    auteur: str = ""

    @property
    def faits(self) -> Faits:
        return champs(self.modele)[self.champ]


class Collisions(Conflit):
    """Des champs à départager ; rien n'est écrit tant que ce n'est pas fait."""

    def __init__(self, trouvees: Sequence[Collision]) -> None:
        super().__init__(DEUX_VERSIONS)
        self.trouvees = tuple(trouvees)


def valeurs_de(ligne: Ligne) -> dict[str, Any]:
    """Toutes les valeurs d'une ligne : ce qui était montré."""
    etat = inspect(ligne)
    lues = (c.key for c in etat.mapper.column_attrs if c.key not in _TENUE and c.key not in etat.unloaded)
    return {nom: getattr(ligne, nom) for nom in lues}


def lignes_montrees(menage: Ligne) -> dict[tuple[type[Ligne], int], Ligne]:
    """Le ménage et tout ce qui a été lu avec lui, par genre et numéro."""
    vues: dict[tuple[type[Ligne], int], Ligne] = {}
    a_voir: list[Ligne] = [menage]
    while a_voir:
        ligne = a_voir.pop()
        if (type(ligne), ligne.id) not in vues:
            vues[type(ligne), ligne.id] = ligne
            a_voir.extend(_liees(ligne))
    return vues


def _liees(ligne: Ligne) -> Iterator[Ligne]:
    etat = inspect(ligne)
    for relation in etat.mapper.relationships:
        if relation.key not in etat.unloaded:
            valeur = getattr(ligne, relation.key)
            yield from valeur if isinstance(valeur, list) else [valeur] if isinstance(valeur, Ligne) else []


def changes_depuis(ligne: Ligne, montre: Mapping[str, Any]) -> set[str]:
    """Les champs qui ne valent plus ce qui était montré."""
    return {nom for nom, valeur in valeurs_de(ligne).items() if nom in montre and valeur != montre[nom]}


def confronter(
    session: Session, ligne: Ligne, valeurs: Mapping[str, Any], montre: Mapping[str, Any]
) -> tuple[list[Collision], list[Fusion]]:
    """Ce qui se contredit, et ce que quelqu'un d'autre a changé sans contredire."""
    collisions, fusions = [], []
    for nom in sorted(changes_depuis(ligne, montre)):
        leur = getattr(ligne, nom)
        if nom not in champs(type(ligne)) or (nom in valeurs and valeurs[nom] == leur):
            continue
        auteur, le = _dernier(session, ligne, nom)
        if nom in valeurs:
            collisions.append(Collision(type(ligne), ligne.id, nom, montre[nom], valeurs[nom], leur, auteur, le))
        else:
            fusions.append(Fusion(type(ligne), ligne.id, nom, auteur))
    return collisions, fusions


def collision(session: Session, ligne: Ligne, nom: str, *, avant: Any, mien: Any) -> Collision:
    """Une ligne que l'un ajoute ou ôte pendant qu'un autre l'écrit : sa valeur, et celle qui y est."""
    auteur, le = _dernier(session, ligne, nom)
    return Collision(type(ligne), ligne.id, nom, avant, mien, getattr(ligne, nom), auteur, le, de_ligne=True)


def _dernier(session: Session, ligne: Ligne, champ: str) -> tuple[str, datetime | None]:
    """Qui a changé ce champ en dernier."""
    j = LigneDeJournal
    requete = (
        select(Ecriture.auteur, Ecriture.le)
        .join(j, j.ecriture_id == Ecriture.id)
        .where(j.objet == ligne.__tablename__, j.ligne_id == ligne.id, or_(j.champ == champ, j.champ.is_(None)))
        .order_by(j.id.desc())
    )
    trouve = session.execute(requete.limit(1)).first()
    return (trouve.auteur, trouve.le) if trouve else ("", None)
