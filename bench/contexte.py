"""Où se passe une mesure : la base d'une taille, un dossier où écrire, le jour de l'histoire."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.mesures import Mesure
from db.fichier import Fichier, ouvrir

AU = date(2026, 11, 20)


@dataclass(frozen=True)
class Contexte:
    """Le nombre de dossiers et le dossier de travail de ce passage."""

    taille: int
    dossier: Path

    @property
    def base(self) -> Path:
        return self.dossier / f"projet-{self.taille}.relogement"

    @property
    def saisie(self) -> Path:
        """La saisie de tout le projet, exportée par l'étape « exports »."""
        return self.dossier / f"saisie-{self.taille}.csv"

    def neuf(self, nom: str) -> Path:
        """Un nom de fichier où rien n'existe encore."""
        chemin = self.dossier / nom
        for suffixe in ("", "-wal", "-shm"):
            Path(f"{chemin}{suffixe}").unlink(missing_ok=True)
        return chemin

    @contextmanager
    def sqlite(self) -> Iterator[sqlite3.Connection]:
        """La même base par le module sqlite3 seul, avec les mêmes réglages de lecture."""
        with closing(sqlite3.connect(self.base)) as connexion:
            for pragma in ("cache_size=-16000", "mmap_size=1073741824", "temp_store=MEMORY"):
                connexion.execute(f"PRAGMA {pragma}")
            yield connexion

    @contextmanager
    def ouvert(self) -> Iterator[Fichier]:
        """La base, ouverte par le logiciel."""
        fichier = ouvrir(self.base)
        try:
            yield fichier
        finally:
            fichier.fermer()


Etape = Callable[[Contexte], Iterator[Mesure]]
