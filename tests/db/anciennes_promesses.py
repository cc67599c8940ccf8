"""Une base d'avant les gardes : ce qui y est promis deux fois y reste."""

from collections.abc import Iterator
from contextlib import contextmanager

from db.declencheurs_promesses import TABLES
from db.dialecte import installer
from db.fichier import Fichier


@contextmanager
def sans_les_gardes(fichier: Fichier) -> Iterator[None]:
    """Le temps d'écrire ce que l'ancien programme laissait écrire ; les gardes reviennent ensuite."""
    with fichier.moteur.begin() as connexion:
        for table in TABLES:
            suite = f" ON {table}" if connexion.dialect.name == "postgresql" else ""
            for geste in "iu":
                connexion.exec_driver_sql(f"DROP TRIGGER promesse_{table}_{geste}{suite}")
    yield
    with fichier.moteur.begin() as connexion:
        installer(connexion)
