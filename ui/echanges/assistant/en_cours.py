"""Le travail en cours de l'assistant : un seul à la fois, le nouveau remplace l'ancien et son résultat."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from relogement.travail import Avancement
from ui.background import Atelier, Tache
from ui.echanges.progression import Progression


class TravailEnCours(QObject):
    """``busy_changed`` : un travail commence ou finit ; ``failed`` : la phrase de celui qui court encore."""

    busy_changed = Signal(bool)
    failed = Signal(str)

    def __init__(self, atelier: Atelier, parent: QObject) -> None:
        super().__init__(parent)
        self._atelier = atelier
        self._tache: Tache | None = None
        self._ensuite: Callable[[Any], None] | None = None

    @property
    def court(self) -> bool:
        return self._tache is not None

    def lancer(
        self, libelle: str, travail: Callable[[Avancement], Any], ensuite: Callable[[Any], None],
        suivi: Progression, mot: str, *, ecriture: bool = False,
    ) -> None:  # fmt: skip
        """Commence ce travail ; ``ensuite`` reçoit son résultat, si rien ne l'a remplacé."""
        self.arreter()
        self._tache, self._ensuite = self._atelier.run(libelle, travail, ecriture=ecriture), ensuite
        suivi.follow(self._tache, mot)
        self.busy_changed.emit(True)
        self._tache.succeeded.connect(self._reussir)
        self._tache.failed.connect(self._echouer)
        self._tache.ended.connect(self._finir)

    def arreter(self) -> None:
        """Ce qui courait n'intéresse plus."""
        if self._tache is not None:
            self._tache.cancel()
            self._tache = None
            self.busy_changed.emit(False)

    def _reussir(self, resultat: object) -> None:
        if self.sender() is self._tache and self._ensuite is not None:
            self._ensuite(resultat)

    def _echouer(self, phrase: str) -> None:
        if self.sender() is self._tache:
            self.failed.emit(phrase)

    def _finir(self) -> None:
        if self.sender() is self._tache:
            self._tache = None
            self.busy_changed.emit(False)
