"""Retrouver un dossier en tapant son nom, son UG ou un numéro, sans accents ni ordre des mots."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Delete, Executable, ForeignKey, Select, delete, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from db.dialecte import recherche_en_bloc
from db.masse import ecrire
from db.situations import IDS, paquets
from relogement.base import Base
from relogement.modeles import LogementQuitte, Menage, Personne
from relogement.nomenclatures import Lien
from relogement.rapprochement import sans_accents

BEAUCOUP = 5_000
COLONNES = ("menage_id", "cle_tri", "nom", "texte")
_CHIFFRES = re.compile(r"\D+")
_INDICATIF = re.compile(r"^\s*(?:\+|00)\s*33[\s.]*(?:\(\s*0\s*\))?[\s.]*")


class Recherche(Base, kw_only=True):
    """La ligne de recherche d'un dossier : sa clé de tri et les mots où le trouver, déjà pliés."""

    __tablename__ = "recherche"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), primary_key=True)
    cle_tri: Mapped[str] = mapped_column(index=True)
    nom: Mapped[str] = mapped_column()
    texte: Mapped[str] = mapped_column()


def refaire(connexion: Connection, ids: Sequence[int] | None) -> None:
    """Refait les lignes de recherche de ces dossiers, de tous si rien n'est dit."""
    beaucoup = ids is None or len(ids) > BEAUCOUP
    with recherche_en_bloc(connexion) if beaucoup else nullcontext():
        for paquet in paquets(connexion, ids):
            connexion.execute(_retrait(), {"ids": paquet})
            ecrire(connexion, Recherche, COLONNES, _lignes(connexion, paquet))


def preparer(connexion: Connection) -> None:
    """Traduit d'avance les requêtes de ``refaire``."""
    list(_lignes(connexion, ()))


@cache
def _retrait() -> Delete:
    return delete(Recherche).where(Recherche.menage_id.in_(IDS))


def trouver(connexion: Connection, demande: str) -> list[int]:
    """Les dossiers où chaque mot tapé commence un mot connu ; tous si aucun mot n'est tapé."""
    mots = sans_accents(demande).split()
    if mots and connexion.dialect.name == "sqlite":
        return _plein_texte(connexion, mots)
    requete = select(Recherche.menage_id)
    for mot in mots:
        requete = requete.where((" " + Recherche.texte).contains(f" {mot}", autoescape=True))
    return list(identifiants(connexion, requete))


def national(demande: str) -> str:
    """Un numéro écrit « +33 6 12… » ou « 0033 6… » comme on le compose ici : « 06 12… » ; le reste tel quel."""
    return _INDICATIF.sub("0", demande)


def identifiants(connexion: Connection, requete: Executable, **valeurs: object) -> Iterator[int]:
    """Les identifiants d'une requête, pris au pilote sans objet intermédiaire : cent mille en un clin d'œil."""
    curseur: Any = connexion.execute(requete, valeurs).cursor
    return chain.from_iterable(curseur)


def _plein_texte(connexion: Connection, mots: list[str]) -> list[int]:
    demande = " ".join(f'"{mot}"*' for mot in mots)
    # Une seule valeur JSON se lit deux fois plus vite que cent mille lignes : c'est le temps d'une frappe.
    requete = text("SELECT json_group_array(rowid) FROM recherche_fts WHERE recherche_fts MATCH :demande")
    trouves: list[int] = json.loads(connexion.scalar(requete, {"demande": demande}) or "[]")
    return trouves


def _lignes(connexion: Connection, ids: Sequence[int]) -> Iterator[tuple[int, str, str, str]]:
    personnes = _personnes(connexion, ids)
    for menage, reference, telephone, numero, ug in connexion.execute(_numeros(), {"ids": ids}).all():
        noms = personnes.get(menage, [])
        nom = noms[0] if noms else ""
        texte = _texte(noms, reference, numero, ug, telephone, national(telephone or ""))
        yield menage, f"{sans_accents(nom) or '~'} {reference}", nom, texte


@cache
def _numeros() -> Select[*tuple[Any, ...]]:
    return (
        select(Menage.id, Menage.reference, Menage.telephone, Menage.numero_unique, LogementQuitte.ug)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .where(Menage.id.in_(IDS))
    )


def _personnes(connexion: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Les noms complets d'un dossier, le titulaire d'abord."""
    noms: dict[int, list[str]] = {}
    for menage, nom, prenom in connexion.execute(_noms(), {"ids": ids}):
        noms.setdefault(menage, []).append(f"{nom} {prenom}".strip())
    return noms


@cache
def _noms() -> Select[*tuple[Any, ...]]:
    requete = select(Personne.menage_id, Personne.nom, func.coalesce(Personne.prenom, ""))
    return requete.where(Personne.menage_id.in_(IDS)).order_by(Personne.lien != Lien.TITULAIRE, Personne.id)


def _texte(noms: list[str], reference: str, *numeros: str | None) -> str:
    """Les noms avec et sans séparateurs (« n diaye ndiaye »), les numéros avec et sans zéros de tête."""
    mots = [sans_accents(n) for n in noms] + [sans_accents(n).replace(" ", "") for n in _composes(noms)]
    mots += [sans_accents(reference)]
    for numero in filter(None, numeros):
        chiffres = _CHIFFRES.sub("", numero)
        mots += [sans_accents(numero), chiffres, chiffres.lstrip("0")]
    return " ".join(dict.fromkeys(filter(None, mots)))


def _composes(noms: list[str]) -> list[str]:
    """Les mots qui portent une apostrophe ou un tiret, que l'on tape souvent d'un trait."""
    return [mot for nom in noms for mot in nom.split() if len(sans_accents(mot).split()) > 1]
