"""Sauvegarder et restaurer : une copie n'est dite bonne qu'après avoir été rouverte et contrôlée."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, select

from db import dialecte
from db.horloge import maintenant
from db.migrer import est_a_jour
from db.moteur import creer_moteur, est_serveur
from db.pannes import en_francais
from relogement.erreurs import ErreurMetier, cause
from relogement.modeles import Menage

EN_COURS = ".en-cours"


def sauvegarder(moteur: Engine, base: str, vers: Path) -> int:
    """Copie la base vers un fichier, la rouvre, la contrôle ; rend le nombre de dossiers retrouvés.

    Lève ``ErreurMetier`` sans laisser de copie douteuse derrière.
    """
    if est_serveur(base):
        raise ErreurMetier("Une base PostgreSQL se sauvegarde avec pg_dump, sur le serveur.")
    if vers.exists():
        raise ErreurMetier(f"« {vers.name} » existe déjà. Choisissez un autre nom pour la sauvegarde.")
    with _copie_verifiee(moteur, vers) as (copie, dossiers):
        copie.rename(vers)
    return dossiers


@contextmanager
def _copie_verifiee(moteur: Engine, vers: Path) -> Iterator[tuple[Path, int]]:
    """Une copie entière à côté de sa place ; qui n'est pas mise à sa place est effacée."""
    copie = vers.with_name(vers.name + EN_COURS)
    try:
        _effacer(copie)
        _copier(moteur, copie)
        yield copie, verifier_copie(copie)
    except OSError as erreur:
        raise ErreurMetier(
            f"La sauvegarde n’a pas pu être écrite ({cause(erreur)}). Changez de dossier."
        ) from erreur
    finally:
        with suppress(OSError):
            _effacer(copie)


def verifier_copie(copie: Path) -> int:
    """Rouvre une copie et contrôle qu'elle est entière ; rend son nombre de dossiers."""
    moteur = creer_moteur(copie, lecture_seule=True)
    try:
        with en_francais(), moteur.connect() as connexion:
            est_a_jour(connexion)
            if anomalies := dialecte.integrite(connexion):
                raise ErreurMetier(f"La copie est abîmée ({anomalies[0]}) : elle n’a pas été gardée.")
            return len(connexion.scalars(select(Menage.id)).all())
    finally:
        moteur.dispose()


def restaurer(sauvegarde: Path, vers: Path) -> int:
    """Remet une sauvegarde à la place d'un fichier ; l'ancien est gardé à côté, rien n'est écrasé."""
    if not sauvegarde.is_file():
        raise ErreurMetier(f"« {sauvegarde.name} » n’existe pas. Choisissez un fichier de sauvegarde.")
    if vers.is_dir():
        raise ErreurMetier(f"« {vers.name} » est un dossier. Donnez le nom du fichier à remettre.")
    verifier_copie(sauvegarde)
    moteur = creer_moteur(sauvegarde, lecture_seule=True)
    try:
        with _copie_verifiee(moteur, vers) as (copie, dossiers):
            if vers.exists():
                _mettre_de_cote(vers)
            copie.rename(vers)
            return dossiers
    finally:
        moteur.dispose()


def sauvegarder_avant_migration(moteur: Engine, base: str) -> None:
    """Avant toute mise à jour, une copie vérifiée à côté du fichier."""
    if not est_serveur(base):
        sauvegarder(moteur, base, _nom_libre(Path(base), "avant-mise-a-jour"))


def _copier(moteur: Engine, vers: Path) -> None:
    """La copie de SQLite, en un seul pas : elle finit même si quelqu'un écrit."""
    with en_francais(), moteur.connect() as connexion:
        source = connexion.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        with closing(sqlite3.connect(vers)) as cible:
            source.backup(cible)


def _mettre_de_cote(fichier: Path) -> None:
    """Garde l'ancien fichier à côté, avec ce qu'il n'avait pas encore rangé ; refuse s'il sert ailleurs."""
    if _sert_ailleurs(fichier):
        raise ErreurMetier(f"« {fichier.name} » est ouvert. Fermez-le sur tous les postes, puis recommencez.")
    garde = _nom_libre(fichier, "remplacé")
    for ancien, nouveau in zip(_morceaux(fichier), _morceaux(garde), strict=True):
        if ancien.exists():
            ancien.rename(nouveau)


def _sert_ailleurs(fichier: Path) -> bool:
    """Vrai si quelqu'un l'a ouvert ; un fichier abîmé, celui que l'on remplace justement, ne sert à personne."""
    try:
        with closing(sqlite3.connect(fichier, timeout=0, isolation_level=None)) as connexion:
            connexion.execute("PRAGMA locking_mode=EXCLUSIVE")
            connexion.execute("BEGIN EXCLUSIVE")
            connexion.execute("ROLLBACK")
    except sqlite3.DatabaseError as erreur:
        return "locked" in str(erreur)
    return False


def _morceaux(fichier: Path) -> tuple[Path, ...]:
    """Le fichier, et ce que SQLite tient à côté de lui."""
    return tuple(Path(f"{fichier}{suffixe}") for suffixe in ("", "-wal", "-shm"))


def _effacer(fichier: Path) -> None:
    for morceau in _morceaux(fichier):
        morceau.unlink(missing_ok=True)


def _nom_libre(fichier: Path, raison: str) -> Path:
    """« projet-remplacé-2026-11-20-140200.relogement », numéroté si ce nom est pris."""
    radical = f"{fichier.stem}-{raison}-{maintenant():%Y-%m-%d-%H%M%S}"
    noms = (f"{radical}{f'-{n}' if n else ''}{fichier.suffix}" for n in count())
    return next(fichier.with_name(nom) for nom in noms if not fichier.with_name(nom).exists())
