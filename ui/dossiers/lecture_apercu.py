"""Lire l'aperçu quand le choix se pose : passer vite d'une ligne à l'autre ne lit rien."""

from PySide6.QtCore import QObject, QTimer, Signal

from db.apercu import Apercu, apercu
from ui.dossiers.apercu import PanneauApercu
from ui.ouvert import ProjetOuvert

PAUSE = 60


class LectureApercu(QObject):
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, panneau: PanneauApercu) -> None:
        super().__init__(panneau)
        self._ouvert, self._panneau = ouvert, panneau
        self._dossier: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._lire)
        self._ouvert.saved.connect(self._pause.start)

    def show(self, dossier: int | None) -> None:
        """Montre ce dossier bientôt ; rien tout de suite s'il n'y en a pas."""
        if dossier == self._dossier:
            return
        self._dossier = dossier
        if dossier is None:
            self._pause.stop()
            self._panneau.show_rien()
        else:
            self._pause.start()

    def _lire(self) -> None:
        if (dossier := self._dossier) is None:
            return
        tache = self._ouvert.read("Aperçu du dossier", lambda session: apercu(session, dossier))
        tache.succeeded.connect(self._poser)
        tache.failed.connect(self.failed)

    def _poser(self, vu: Apercu) -> None:
        if vu.id == self._dossier:
            self._panneau.show_apercu(vu)
