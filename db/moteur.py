"""Le moteur : un fichier SQLite ou un serveur PostgreSQL, le même code au-dessus. Créé ici seulement."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext

ECRITURE = "relogement_ecriture"
ATTENTE_MS = 5000
_TOUR_D_ECRITURE = 13_1948
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",
    "PRAGMA mmap_size=1073741824",  # la page lue du fichier ne se recopie pas en mémoire
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
        return _moteur_du_serveur(base)
    moteur = create_engine(adresse(base), hide_parameters=True, connect_args={"check_same_thread": False})
    pragmas = ("PRAGMA query_only=ON",) if lecture_seule else _PRAGMAS

    @event.listens_for(moteur, "connect")
    def _regler(connexion: Any, _: Any) -> None:
        connexion.isolation_level = None
        for pragma in (f"PRAGMA busy_timeout={ATTENTE_MS}", *pragmas):
            connexion.execute(pragma)

    @event.listens_for(moteur, "begin")
    def _commencer(connexion: Connection) -> None:
        options = connexion.get_execution_options()
        connexion.exec_driver_sql("BEGIN IMMEDIATE" if options.get(ECRITURE) else "BEGIN")

    return moteur


def _moteur_du_serveur(base: str | Path) -> Engine:
    """Un seul écrit à la fois, comme dans un fichier : un bilan voit toujours ce qu'un autre vient de changer."""
    moteur = create_engine(adresse(base), hide_parameters=True)

    @event.listens_for(moteur, "begin")
    def _prendre_son_tour(connexion: Connection) -> None:
        if connexion.get_execution_options().get(ECRITURE):
            connexion.exec_driver_sql(f"SET LOCAL lock_timeout = {ATTENTE_MS}")
            connexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TOUR_D_ECRITURE})")

    event.listen(moteur, "handle_error", _taire_les_valeurs)
    return moteur


def _taire_les_valeurs(contexte: ExceptionContext) -> None:
    for erreur in (contexte.original_exception, contexte.sqlalchemy_exception):
        if erreur is not None:
            sans_valeurs(erreur)


def sans_valeurs(erreur: BaseException) -> None:
    """PostgreSQL cite la ligne fautive à la suite de ses erreurs : on n'en garde que la première phrase."""
    if erreur.args:
        erreur.args = (str(erreur.args[0]).partition("\n")[0], *erreur.args[1:])
