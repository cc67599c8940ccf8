"""Le moteur : un fichier SQLite ou un serveur PostgreSQL, le même code au-dessus. Créé ici seulement."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection

ECRITURE = "relogement_ecriture"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-16000",
    "PRAGMA mmap_size=268435456",
    "PRAGMA temp_store=MEMORY",
)


def adresse(base: str | Path) -> URL | str:
    """L'adresse SQLAlchemy d'un chemin de fichier ou d'une adresse ``postgresql://``."""
    texte = str(base)
    if est_serveur(texte):
        return texte.replace("postgresql://", "postgresql+psycopg://", 1)
    return URL.create("sqlite", database=str(Path(texte).absolute()))


def est_serveur(base: str | Path) -> bool:
    """Vrai pour une adresse PostgreSQL, faux pour un fichier."""
    return str(base).startswith(("postgresql://", "postgresql+psycopg://"))


def creer_moteur(base: str | Path, *, lecture_seule: bool = False) -> Engine:
    """Le moteur de cette base, réglé pour ne rien perdre : WAL, synchronisation complète, clés étrangères."""
    if est_serveur(base):
        return create_engine(adresse(base))
    moteur = create_engine(adresse(base), connect_args={"timeout": 5, "check_same_thread": False})
    pragmas = ("PRAGMA query_only=ON",) if lecture_seule else _PRAGMAS

    @event.listens_for(moteur, "connect")
    def _regler(connexion: Any, _: Any) -> None:
        connexion.isolation_level = None
        for pragma in pragmas:
            connexion.execute(pragma)

    @event.listens_for(moteur, "begin")
    def _commencer(connexion: Connection) -> None:
        options = connexion.get_execution_options()
        connexion.exec_driver_sql("BEGIN IMMEDIATE" if options.get(ECRITURE) else "BEGIN")

    return moteur
