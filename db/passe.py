"""L'état d'un dossier à une date passée : les lignes d'aujourd'hui, dont le journal défait ce qui est venu depuis.

Le journal garde chaque champ changé avec son avant, et chaque ligne supprimée entière : en le remontant, on
repasse par des états qui ont existé. Une ligne qui a changé de dossier est suivie jusqu'où elle va.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Table, func, select, text
from sqlalchemy.orm import Session

from db.journal import Ecriture, LigneDeJournal, tables_suivies
from db.remise import Textes, en_texte
from relogement.erreurs import ErreurMetier

Lignes = dict[str, dict[int, Textes]]
LOGEMENTS = ("logement_quitte", "logement_offert")
AVANT_TOUT = "Ce dossier n’existait pas encore à cette date. Choisissez une date plus récente."
_HORS_CHAMPS = ("id", "version")


class Trait(NamedTuple):
    """Une ligne du journal qui concerne le dossier."""

    id: int
    objet: str
    ligne_id: int
    dossier_id: int | None
    geste: str
    champ: str | None
    avant: str | None


@dataclass(frozen=True)
class EtatPasse:
    """Les lignes du dossier à ce moment et celles d'aujourd'hui, écrites comme le journal les écrit."""

    menage_id: int
    moment: datetime | None
    alors: Lignes
    maintenant: Lignes

    def __repr__(self) -> str:
        return f"<EtatPasse {self.menage_id}>"


def connu_depuis(session: Session, menage_id: int) -> date | None:
    """Le jour où le dossier est entré dans ce fichier."""
    premiere = select(func.min(LigneDeJournal.ecriture_id)).where(LigneDeJournal.dossier_id == menage_id)
    le = session.scalar(select(Ecriture.le).where(Ecriture.id == premiere.scalar_subquery()))
    return le.date() if le else None


def etat_au(session: Session, menage_id: int, moment: datetime) -> EtatPasse:
    """Le dossier tel qu'il était à ce moment ; ``ErreurMetier`` s'il n'existait pas encore."""
    d_alors = select(Ecriture.id).where(Ecriture.le <= moment).order_by(Ecriture.id.desc()).limit(1)
    return _etat(session, menage_id, session.scalar(d_alors) or 0, moment)


def etat_avant(session: Session, menage_id: int, ecriture_id: int) -> EtatPasse:
    """Le dossier juste avant cet acte."""
    return _etat(session, menage_id, ecriture_id - 1, None)


def _etat(session: Session, menage_id: int, derniere: int, moment: datetime | None) -> EtatPasse:
    session.flush()
    connexion = session.connection()
    dossiers, depuis = _histoire(connexion, menage_id, derniere)
    lignes = _lignes_de(connexion, dossiers)
    maintenant = _du_dossier(lignes, menage_id)
    _remonter(lignes, depuis)
    alors = _du_dossier(lignes, menage_id)
    if menage_id not in alors["menage"]:
        raise ErreurMetier(AVANT_TOUT)
    _ajouter_les_logements(connexion, alors, derniere)
    _ajouter_les_logements(connexion, maintenant, None)
    return EtatPasse(menage_id, moment, alors, maintenant)


@cache
def tables_du_dossier() -> dict[str, Table]:
    """Le ménage, et toutes les tables dont une ligne est d'un dossier."""
    return {t.name: t for t in tables_suivies() if t.name == "menage" or "menage_id" in t.c}


@cache
def champs_de(nom: str) -> tuple[str, ...]:
    """Les champs d’une table que le journal suit."""
    table = next(t for t in tables_suivies() if t.name == nom)
    return tuple(c.name for c in table.c if c.name not in _HORS_CHAMPS and not isinstance(c.type, LargeBinary))


def _histoire(connexion: Connection, menage_id: int, derniere: int) -> tuple[list[int], list[Trait]]:
    """Tout ce qui a changé depuis dans ce dossier et dans ceux où ses lignes sont parties."""
    vus: dict[int, Trait] = {}
    dossiers, a_lire = [menage_id], [menage_id]
    while a_lire:
        suivants = {t.id: t for t in _traits(connexion, a_lire, derniere)}
        partis = _partis(connexion, a_lire, derniere)
        vus |= suivants
        a_lire = sorted({p for p in partis if p not in dossiers})
        dossiers += a_lire
    return dossiers, [vus[numero] for numero in sorted(vus)]


_COLONNES = [getattr(LigneDeJournal, nom) for nom in Trait._fields]


def _traits(connexion: Connection, dossiers: Sequence[int], derniere: int) -> Iterable[Trait]:
    requete = select(*_COLONNES).where(
        LigneDeJournal.dossier_id.in_(dossiers), LigneDeJournal.ecriture_id > derniere
    )
    return [Trait(*ligne) for ligne in connexion.execute(requete)]


def _partis(connexion: Connection, dossiers: Sequence[int], derniere: int) -> list[int]:
    """Les dossiers qui ont reçu des lignes de ceux-ci ; la condition écrite en clair désigne son index."""
    requete = select(LigneDeJournal.dossier_id).where(
        text("champ = 'menage_id'"),
        LigneDeJournal.avant.in_([str(d) for d in dossiers]),
        LigneDeJournal.ecriture_id > derniere,
    )
    return [d for d in connexion.scalars(requete.distinct()) if d is not None]


def _lignes_de(connexion: Connection, dossiers: Sequence[int]) -> Lignes:
    """Les lignes d'aujourd'hui de ces dossiers."""
    numeros: dict[str, list[int]] = {nom: [] for nom in tables_du_dossier()}
    siens = ", ".join(map(str, dossiers))
    parts = (
        f"SELECT '{nom}', id FROM {nom} WHERE {'id' if nom == 'menage' else 'menage_id'} IN ({siens})"
        for nom in numeros
    )
    for nom, numero in connexion.execute(text(" UNION ALL ".join(parts))):
        numeros[nom].append(numero)
    tables = tables_du_dossier()
    return {
        nom: en_texte(connexion, tables[nom], sorted(ids), champs_de(nom)) if ids else {}
        for nom, ids in numeros.items()
    }


def _remonter(lignes: Lignes, depuis: Sequence[Trait]) -> None:
    """Défait chaque trait, du dernier au premier."""
    for trait in reversed(depuis):
        table = lignes.get(trait.objet)
        if table is None:
            continue
        match trait.geste:
            case "C":
                table.pop(trait.ligne_id, None)
            case "S":
                if trait.avant is not None:  # purgée, elle n'est plus nulle part
                    table[trait.ligne_id] = _ligne_gardee(trait.objet, trait.avant)
            case _ if trait.champ is not None and trait.ligne_id in table:
                table[trait.ligne_id][trait.champ] = trait.avant


def _ligne_gardee(objet: str, gardee: str) -> Textes:
    """Une ligne supprimée, écrite comme le journal écrit ses champs ; un champ né depuis y manque."""
    valeurs = json.loads(gardee)
    return {c: _en_clair(valeurs.get(c)) for c in champs_de(objet)}


def _en_clair(valeur: Any) -> str | None:
    if valeur is None or isinstance(valeur, str):
        return valeur
    return json.dumps(valeur, ensure_ascii=False)


def _du_dossier(lignes: Lignes, menage_id: int) -> Lignes:
    """Celles qui sont de ce dossier, dans l'ordre de leur numéro."""
    gardees: Lignes = {}
    for nom, table in lignes.items():
        siennes = {i: dict(v) for i, v in table.items() if _est_de(nom, i, v, menage_id)}
        gardees[nom] = dict(sorted(siennes.items()))
    return gardees


def _est_de(nom: str, numero: int, valeurs: Textes, menage_id: int) -> bool:
    return numero == menage_id if nom == "menage" else valeurs["menage_id"] == str(menage_id)


def _ajouter_les_logements(connexion: Connection, lignes: Lignes, derniere: int | None) -> None:
    """Les logements que le dossier nommait, eux aussi comme ils étaient."""
    nommes = {
        "logement_quitte": _nommes(lignes, ("menage", "logement_quitte_id")),
        "logement_offert": _nommes(lignes, ("offre", "logement_id"), ("relogement", "logement_id")),
    }
    suivies = {t.name: t for t in tables_suivies()}
    for nom in LOGEMENTS:
        lignes[nom] = en_texte(connexion, suivies[nom], nommes[nom], champs_de(nom)) if nommes[nom] else {}
    if derniere is not None:
        depuis = [t for nom in LOGEMENTS for t in _traits_du_logement(connexion, nom, nommes[nom], derniere)]
        _remonter(lignes, sorted(depuis))


def _nommes(lignes: Lignes, *liens: tuple[str, str]) -> list[int]:
    vus = {valeurs.get(champ) for table, champ in liens for valeurs in lignes.get(table, {}).values()}
    return sorted(int(v) for v in vus if v)


def _traits_du_logement(connexion: Connection, objet: str, ids: Sequence[int], derniere: int) -> list[Trait]:
    """La condition écrite en clair désigne l'index de ce qui n'est d'aucun dossier."""
    if not ids:
        return []
    requete = select(*_COLONNES).where(
        text("dossier_id IS NULL AND geste <> 'C'"),
        LigneDeJournal.objet == objet,
        LigneDeJournal.ligne_id.in_(ids),
        LigneDeJournal.ecriture_id > derniere,
    )
    return [Trait(*ligne) for ligne in connexion.execute(requete)]
