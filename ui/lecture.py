"""La dernière demande gagne : ce qu'une plus ancienne rapporte après elle ne se montre pas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.background import Tache
from ui.ouvert import ProjetOuvert

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class DerniereLecture(QObject):
    """Les lectures d'un écran, qui en est le parent : elle se tait avec lui. Un refus va à ``refuser``."""

    def __init__(self, ouvert: ProjetOuvert, refuser: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._ouvert, self._refuser = ouvert, refuser
        self._tache: Tache | None = None
        self._montrer: Callable[[Any], object] | None = None

    def demander(self, libelle: str, lire: Callable[[Session], Any], montrer: Callable[[Any], object]) -> None:
        """Lit hors de l'écran, puis montre, sauf si l'on a demandé autre chose entre-temps."""
        self._tache, self._montrer = self._ouvert.read(libelle, lire), montrer
        self._tache.succeeded.connect(self._recevoir)
        self._tache.failed.connect(self._echouer)

    def oublier(self) -> None:
        """Ce qui a été demandé n'intéresse plus."""
        self._tache = None

    def _recevoir(self, lu: object) -> None:
        if self.sender() is self._tache and self._montrer is not None:
            self._montrer(lu)

    def _echouer(self, phrase: str) -> None:
        if self.sender() is self._tache:
            self._refuser(phrase)
