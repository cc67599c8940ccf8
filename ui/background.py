"""Le travail qui dure : hors de l'écran, avec avancement et arrêt ; ses erreurs reviennent à qui l'a demandé."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from typing_extensions import override

from relogement.erreurs import ErreurMetier
from relogement.travail import Annulation, Avancement

Travail = Callable[[Avancement], Any]


class Tache(QObject):
    """Un travail en cours : ce qu'il annonce, et de quoi l'arrêter.

    Le travail court ailleurs : ce qu'il annonce repasse par ``_dire``, dans le fil de l'écran, et se tait une fois
    l'atelier fermé : les écrans qui l'attendaient n'existent plus.
    """

    _annonce = Signal(str, tuple)
    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(str)
    crashed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, libelle: str) -> None:
        super().__init__()
        self.libelle = libelle
        self._arret = self._muette = False
        self._annonce.connect(self._dire)

    def annoncer(self, signal: str, *valeurs: Any) -> None:
        """Appelé du fil du travail : émet ce signal dans le fil de l'écran."""
        self._annonce.emit(signal, valeurs)

    def taire(self) -> None:
        """Plus personne n'attend ce travail."""
        self._muette = True

    @Slot(str, tuple)
    def _dire(self, signal: str, valeurs: tuple[Any, ...]) -> None:
        if not self._muette:
            getattr(self, signal).emit(*valeurs)

    def cancel(self) -> None:
        """Demande l'arrêt ; le travail s'interrompt à son prochain point d'avancement."""
        self._arret = True

    def avancement(self, fait: int, total: int, /) -> None:
        if self._arret:
            raise Annulation
        self.annoncer("progressed", fait, total)


class _Execution(QRunnable):
    """Attrape tout : une exception dans un ``QRunnable`` disparaîtrait sans laisser de trace."""

    def __init__(self, tache: Tache, travail: Travail) -> None:
        super().__init__()
        self._tache, self._travail = tache, travail

    @override
    def run(self) -> None:
        tache = self._tache
        try:
            resultat = self._travail(tache.avancement)
        except Annulation:
            tache.annoncer("cancelled")
        except ErreurMetier as erreur:
            tache.annoncer("failed", str(erreur))
        except BaseException as erreur:  # noqa: BLE001 — montrée par la fenêtre des pannes
            tache.annoncer("crashed", erreur)
        else:
            tache.annoncer("succeeded", resultat)
        finally:
            tache.annoncer("ended")


class Atelier(QObject):
    """Deux files : les lectures ensemble, les écritures une par une."""

    started = Signal(object)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lectures, self._ecritures = QThreadPool(self), QThreadPool(self)
        self._lectures.setMaxThreadCount(2)
        self._ecritures.setMaxThreadCount(1)
        self._taches: set[Tache] = set()
        self._a_lancer: list[tuple[QThreadPool, _Execution]] = []
        self._ferme = False

    def run(self, libelle: str, travail: Travail, *, ecriture: bool = False) -> Tache:
        """Lance un travail ; brancher ``succeeded`` et ``failed`` sur ce qu'il rend.

        Il part au tour de boucle suivant : lancé tout de suite, il pourrait finir avant d'être branché.
        """
        tache = Tache(libelle)
        if self._ferme:
            return tache
        self._taches.add(tache)
        tache.crashed.connect(self.crashed)
        tache.ended.connect(lambda: self._taches.discard(tache))
        self.started.emit(tache)
        pool = self._ecritures if ecriture else self._lectures
        self._a_lancer.append((pool, _Execution(tache, travail)))
        QTimer.singleShot(0, self, self._lancer)
        return tache

    def _lancer(self) -> None:
        while self._a_lancer:
            pool, execution = self._a_lancer.pop(0)
            pool.start(execution)

    def close(self) -> None:
        """Attend ce qui court, puis ne lance plus rien : une file détruite en plein travail attendrait toujours.

        Qt la détruit en tenant le verrou de Python, dont le travail a besoin pour finir.
        """
        self._ferme = True
        self.wait()
        for tache in self._taches:
            tache.taire()

    @property
    def is_busy(self) -> bool:
        return bool(self._taches)

    def wait(self) -> None:
        """Attend la fin de tout ce qui court (à la fermeture)."""
        self._lancer()
        self._lectures.waitForDone()
        self._ecritures.waitForDone()
