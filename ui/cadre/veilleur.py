"""Le veilleur : il rattrape les exceptions de tous les fils et les fait montrer dans celui de l'écran."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal


class Veilleur(QObject):
    """Rattrape les exceptions de tous les fils et les montre dans celui de l'écran."""

    crashed = Signal(object)

    def __init__(self, montrer: Callable[[BaseException], None]) -> None:
        super().__init__()
        self.crashed.connect(montrer, Qt.ConnectionType.QueuedConnection)

    def installer(self) -> None:
        sys.excepthook = self._exception
        threading.excepthook = self._exception_de_fil

    def _exception(self, genre: type[BaseException], erreur: BaseException, trace: TracebackType | None) -> None:
        if issubclass(genre, KeyboardInterrupt):
            sys.__excepthook__(genre, erreur, trace)
        else:
            self.crashed.emit(erreur.with_traceback(trace))

    def _exception_de_fil(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.crashed.emit(args.exc_value)
