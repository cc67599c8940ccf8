"""Une pièce s'ouvre sur une copie pour lecture, dans un dossier à soi seul, effacé à la fermeture."""

import atexit
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from relogement.erreurs import ErreurMetier, cause
from relogement.piece import Piece

PREFIXE = "relogement-pieces-"
UN_JOUR = 86_400


class Copies:
    """Les copies ouvertes de ce poste. Leur nom ne dit rien du ménage : « piece-12.pdf »."""

    def __init__(self) -> None:
        self._dossier: Path | None = None
        atexit.register(self.effacer)

    def ecrire(self, piece: Piece, octets: bytes) -> Path:
        """Pose la copie, que personne d'autre ne lit ; un disque plein se dit et ne laisse rien."""
        suffixe = Path(piece.nom).suffix
        try:
            copie = self._ou() / f"piece-{piece.id}-{piece.empreinte[:8]}{suffixe}"
            if not copie.exists() or copie.stat().st_size != len(octets):
                self._poser(copie, octets)
        except OSError as erreur:
            raise ErreurMetier(
                f"La pièce n’a pas pu être ouverte ({cause(erreur)}). Libérez de la place, puis recommencez."
            ) from erreur
        return copie

    def effacer(self) -> None:
        """Retire toutes les copies ; celle qu'un programme tient encore partira un autre jour."""
        if self._dossier is not None:
            _retirer(self._dossier)
            self._dossier = None

    def _ou(self) -> Path:
        if self._dossier is None or not self._dossier.is_dir():
            _balayer()
            self._dossier = Path(tempfile.mkdtemp(prefix=PREFIXE))
        return self._dossier

    def _poser(self, copie: Path, octets: bytes) -> None:
        provisoire = copie.with_name(f".{copie.name}")
        try:
            provisoire.write_bytes(octets)
            provisoire.chmod(stat.S_IRUSR)
            provisoire.replace(copie)
        finally:
            provisoire.unlink(missing_ok=True)


def _balayer() -> None:
    """Retire ce qu'un arrêt brutal a laissé la veille ou avant."""
    for ancien in Path(tempfile.gettempdir()).glob(f"{PREFIXE}*"):
        try:
            oublie = time.time() - ancien.stat().st_mtime > UN_JOUR
        except OSError:
            continue
        if oublie:
            _retirer(ancien)


def _retirer(dossier: Path) -> None:
    shutil.rmtree(dossier, onerror=_forcer)


def _forcer(retirer: Callable[[str], Any], chemin: str, _: object) -> None:
    """Windows ne retire pas un fichier en lecture seule : on la lève, puis on recommence une fois."""
    try:
        Path(chemin).chmod(stat.S_IWRITE)
        retirer(chemin)
    except OSError:
        return
