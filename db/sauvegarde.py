"""Sauvegarder et restaurer : une copie n'est dite bonne qu'après avoir été rouverte et contrôlée."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, select

from db import dialecte
from db.horloge import maintenant
from db.migrer import est_a_jour
from db.moteur import creer_moteur, est_serveur
from db.pannes import en_francais
from relogement.erreurs import ErreurMetier
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
    provisoire = vers.with_name(vers.name + EN_COURS)
    try:
        _copier(moteur, provisoire)
        dossiers = verifier_copie(provisoire)
        provisoire.rename(vers)
    except OSError as erreur:
        raise ErreurMetier(
            f"La sauvegarde n’a pas pu être écrite ({erreur.strerror}). Changez de dossier."
        ) from erreur
    finally:
        provisoire.unlink(missing_ok=True)
    return dossiers


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
    verifier_copie(sauvegarde)
    if vers.exists():
        _mettre_de_cote(vers)
    moteur = creer_moteur(sauvegarde, lecture_seule=True)
    try:
        return sauvegarder(moteur, str(sauvegarde), vers)
    finally:
        moteur.dispose()


def sauvegarder_avant_migration(moteur: Engine, base: str) -> None:
    """Avant toute mise à jour, une copie vérifiée à côté du fichier."""
    if not est_serveur(base):
        chemin = Path(base)
        sauvegarder(
            moteur, base, chemin.with_name(f"{chemin.stem}-avant-mise-a-jour-{_horodatage()}{chemin.suffix}")
        )


def _copier(moteur: Engine, vers: Path) -> None:
    """La copie de SQLite, en un seul pas : elle finit même si quelqu'un écrit."""
    with en_francais(), moteur.connect() as connexion:
        source = connexion.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        with closing(sqlite3.connect(vers)) as cible:
            source.backup(cible)


def _mettre_de_cote(fichier: Path) -> None:
    with closing(sqlite3.connect(fichier)) as connexion:
        connexion.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    fichier.rename(fichier.with_name(f"{fichier.stem}-remplacé-{_horodatage()}{fichier.suffix}"))
    for suffixe in ("-wal", "-shm"):
        Path(f"{fichier}{suffixe}").unlink(missing_ok=True)


def _horodatage() -> str:
    return f"{maintenant():%Y-%m-%d-%H%M%S}"
