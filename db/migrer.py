"""Amener une base à la version de ce programme, et refuser celle d'un programme plus récent."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.dialecte import installer
from relogement.erreurs import ErreurMetier

DOSSIER = Path(__file__).parent / "migrations"


def version_attendue() -> str:
    """La dernière version que ce programme connaît."""
    return _versions()[0]


def version_de(connexion: Connection) -> str | None:
    """La version d'une base ; vide si ce n'en est pas une."""
    return MigrationContext.configure(connexion).get_current_revision()


def est_a_jour(connexion: Connection) -> bool:
    """Vrai si la base est à la version attendue ; lève ``ErreurMetier`` si elle vient d'ailleurs ou d'après."""
    version = version_de(connexion)
    if version is None:
        raise ErreurMetier("Ce fichier n’est pas un projet Relogement. Choisissez un fichier .relogement.")
    if version not in _versions():
        raise ErreurMetier(
            "Ce projet a été enregistré par une version plus récente de Relogement. "
            "Mettez le programme à jour pour l’ouvrir ; le fichier n’a pas été touché."
        )
    return version == version_attendue()


def migrer(connexion: Connection) -> None:
    """Joue les migrations qui manquent, puis repose les déclencheurs."""
    config = Config()
    config.set_main_option("script_location", str(DOSSIER))
    config.attributes["connection"] = connexion
    command.upgrade(config, "head")
    installer(connexion)


@cache
def _versions() -> tuple[str, ...]:
    """Toutes les versions, la dernière d'abord ; lues une fois, car Alembic recompile chaque migration."""
    return tuple(script.revision for script in ScriptDirectory(str(DOSSIER)).walk_revisions())
