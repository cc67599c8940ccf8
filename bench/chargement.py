"""Écrire un grand projet : l'ajout en masse à côté d'executemany, et ce que coûtent les bilans."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress

from sqlalchemy import Connection

from bench.contexte import AU, Contexte
from bench.memoire import dire_la_pointe
from bench.mesures import Mesure, chrono
from db import bilans
from db.exemple import construire
from db.fichier import creer
from db.masse import inserer, reserver
from relogement.base import Ligne
from relogement.exemple.exemple import exemple
from relogement.exemple.gabarits import LIENS, colonnes
from relogement.exemple.grand import Grand, grand_exemple, operations
from relogement.operation import Operation

_REGLAGES = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "cache_size=-16000", "temp_store=MEMORY")


class _Rien(Exception):
    """La mesure est prise : la transaction se défait."""


def construire_la_base(contexte: Contexte) -> Iterator[Mesure]:
    """Le projet entier : histoires racontées, lignes écrites, journal, bilans, recherche."""
    base = contexte.neuf(contexte.base.name)
    secondes = chrono(lambda: construire(base, au=AU, menages=contexte.taille).fermer())
    yield Mesure("Faire le projet fictif entier, bilans compris", secondes)
    yield from dire_la_pointe("projet fictif entier", contexte)


def charger(contexte: Contexte) -> Iterator[Mesure]:
    """Les mêmes lignes par l'ajout en masse et par executemany, table par table, sans la validation."""
    court, grand = exemple(AU), grand_exemple(AU, contexte.taille)
    fichier = creer(contexte.neuf("masse.relogement"), court.projet, court.charte)
    notre = nu = 0.0
    with closing(_base_nue(contexte)) as nue, suppress(_Rien), fichier.ecrire("Mesure") as session:
        ajoutees = operations(grand)
        session.add_all(ajoutees)
        session.flush()
        connexion = session.connection()
        _meme_schema(connexion, nue)
        premiers = {modele: reserver(connexion, modele, grand.effectif(modele)).start for modele in LIENS}
        premiers[Operation] = ajoutees[0].id
        for modele in LIENS:
            notre += _en_masse(connexion, modele, grand, premiers)
            nu += _sans_rien(connexion, modele, nue)
        raise _Rien
    fichier.fermer()
    yield Mesure("Ajout en masse, journal compris", notre, "executemany de sqlite3, sans journal", nu, 3)


def refaire(contexte: Contexte) -> Iterator[Mesure]:
    """Tous les bilans et toute la recherche, dans une transaction ; puis leur contrôle."""
    with contexte.ouvert() as fichier:
        with fichier.ecrire("Bilans") as session:
            secondes = chrono(lambda: bilans.refaire(session.connection(), None))
        yield Mesure("Refaire tous les bilans et la recherche", secondes)
        with fichier.lire() as session:
            secondes = chrono(lambda: list(bilans.differences(session.connection())))
        yield Mesure("Vérifier chaque bilan contre un bilan frais", secondes)


def _en_masse(
    connexion: Connection, modele: type[Ligne], grand: Grand, premiers: Mapping[type[Ligne], int]
) -> float:
    lignes = list(grand.lignes(modele, premiers))
    return chrono(lambda: inserer(connexion, modele, colonnes(modele), lignes))


def _sans_rien(connexion: Connection, modele: type[Ligne], nue: sqlite3.Connection) -> float:
    """Relit les lignes, déjà dans la forme de la base, et les ajoute ailleurs par le pilote seul."""
    noms, table = colonnes(modele), modele.__tablename__
    lues = connexion.exec_driver_sql(f"SELECT {', '.join(noms)} FROM {table} ORDER BY id")
    lignes = [tuple(ligne) for ligne in lues]
    ordre = f"INSERT INTO {table} ({', '.join(noms)}) VALUES ({', '.join('?' * len(noms))})"
    return chrono(lambda: nue.executemany(ordre, lignes))


def _base_nue(contexte: Contexte) -> sqlite3.Connection:
    nue = sqlite3.connect(contexte.neuf("nue.sqlite"), isolation_level=None)
    for reglage in _REGLAGES:
        nue.execute(f"PRAGMA {reglage}")
    return nue


def _meme_schema(connexion: Connection, nue: sqlite3.Connection) -> None:
    """Les mêmes tables et les mêmes index, sans déclencheur ni recherche."""
    for (ordre,) in connexion.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index')"):
        if ordre and "fts" not in ordre:
            nue.execute(ordre)
    nue.execute("BEGIN IMMEDIATE")
