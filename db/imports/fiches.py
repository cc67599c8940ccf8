"""Une ligne d'une table, à plat : ses valeurs, ce qu'on y a changé ; ni session, ni objet vivant."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, inspect, select, update

from db.masse import inserer, reserver
from relogement.base import Ligne

TENUE = ("id", "version")


class Fiche:
    """``id`` vide : elle n'existe pas encore. Une valeur peut être une autre fiche : son numéro viendra."""

    __slots__ = ("avant", "id", "modele", "valeurs")

    def __init__(self, modele: type[Ligne], numero: int | None, valeurs: dict[str, Any]) -> None:
        self.modele, self.id, self.valeurs = modele, numero, valeurs
        self.avant: dict[str, Any] | None = None

    def __getattr__(self, nom: str) -> Any:
        try:
            return self.valeurs[nom]
        except KeyError:
            raise AttributeError(nom) from None

    def __repr__(self) -> str:
        return f"<Fiche {self.modele.__tablename__} {self.id}>"

    def poser(self, nom: str, valeur: Any) -> None:
        if self.id is not None:
            if self.avant is None:
                self.avant = {}
            self.avant.setdefault(nom, self.valeurs.get(nom))
        self.valeurs[nom] = valeur

    @property
    def changes(self) -> dict[str, Any]:
        """Les champs dont la valeur n'est plus celle de la base."""
        if self.avant is None:
            return {}
        return {nom: self.valeurs[nom] for nom, valeur in self.avant.items() if self.valeurs[nom] != valeur}


def lire(
    connexion: Connection, modele: type[Ligne], condition: ColumnElement[bool], noms: Sequence[str] = ()
) -> list[Fiche]:
    """Les lignes de cette table qui répondent à la condition, dans l'ordre de leur numéro."""
    voulus = tuple(noms) or _noms(modele)
    requete = _requete(modele, voulus).where(condition)
    return [
        Fiche(modele, numero, dict(zip(voulus, valeurs, strict=True)))
        for numero, *valeurs in connexion.execute(requete)
    ]


@cache
def _noms(modele: type[Ligne]) -> tuple[str, ...]:
    return tuple(c.key for c in inspect(modele).column_attrs if c.key not in TENUE)


@cache
def _requete(modele: type[Ligne], noms: tuple[str, ...]) -> Select[Any]:
    return select(modele.id, *(getattr(modele, nom) for nom in noms)).order_by(modele.id)


@cache
def _defauts(modele: type[Ligne]) -> Mapping[str, Any]:
    """Ce que vaut une colonne dont on ne dit rien, d'après le modèle."""
    colonnes: Any = inspect(modele).columns
    defauts = {nom: colonnes[nom].default for nom in _noms(modele)}
    return {nom: None if d is None or not d.is_scalar else d.arg for nom, d in defauts.items()}


def neuve(modele: type[Ligne], valeurs: Mapping[str, Any]) -> Fiche:
    """Une ligne qui n'existe pas encore, toutes ses colonnes remplies."""
    return Fiche(modele, None, {**_defauts(modele), **valeurs})


def creer_toutes(connexion: Connection, neuves: Iterable[Fiche]) -> None:
    """Ajoute ces lignes d'un bloc par table, celles que d'autres nomment d'abord."""
    par_modele: dict[type[Ligne], list[Fiche]] = {}
    for fiche in neuves:
        par_modele.setdefault(fiche.modele, []).append(fiche)
    ordre = {table.name: rang for rang, table in enumerate(Ligne.metadata.sorted_tables)}
    for modele in sorted(par_modele, key=lambda m: ordre[m.__tablename__]):
        fiches = par_modele[modele]
        for fiche, numero in zip(fiches, reserver(connexion, modele, len(fiches)), strict=True):
            fiche.id = numero
        noms = _noms(modele)
        lignes = (_en_ligne(fiche, noms) for fiche in fiches)
        inserer(connexion, modele, ("id", *noms, "version"), lignes)


def _en_ligne(fiche: Fiche, noms: Sequence[str]) -> tuple[Any, ...]:
    valeurs = fiche.valeurs
    return (fiche.id, *(resolue(valeurs[nom]) for nom in noms), 1)


def resolue(valeur: Any) -> Any:
    return valeur.id if isinstance(valeur, Fiche) else valeur


def modifier_toutes(connexion: Connection, changees: Iterable[Fiche]) -> None:
    """Change ces lignes, ensemble quand ce sont les mêmes champs."""
    par_champs: dict[tuple[type[Ligne], tuple[str, ...]], list[dict[str, Any]]] = {}
    for fiche in changees:
        if changes := fiche.changes:
            valeurs = {nom: resolue(valeur) for nom, valeur in changes.items()}
            par_champs.setdefault((fiche.modele, tuple(sorted(changes))), []).append(valeurs | {"_id": fiche.id})
    for (modele, noms), lots in par_champs.items():
        table: Any = modele.__table__
        ordre = update(table).where(table.c.id == bindparam("_id")).values({n: bindparam(n) for n in noms})
        connexion.execute(ordre, lots)
