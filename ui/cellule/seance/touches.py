"""Les touches de la séance : une lettre agit, sauf quand on est en train d'écrire."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from ui.composants.choix import Rangee
from ui.screen import Screen
from ui.touches import poser

ECRIVENT = (QLineEdit, QPlainTextEdit, Rangee)  # les flèches et les lettres y ont déjà un sens


class TouchesDeSeance(QObject):
    """Valent dans tout l'écran de la page, tant qu'elle est montrée et que l'on n'écrit pas."""

    def __init__(self, page: QWidget, gestes: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__(page)
        self._page = page
        self._raccourcis = [poser(page, touche, geste) for touche, geste in gestes]
        page.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._suivre)
        self._suivre(None, QApplication.focusWidget())

    def _suivre(self, _: QWidget | None, focus: QWidget | None) -> None:
        actif = self._page.isVisible() and not isinstance(focus, ECRIVENT) and self.dans_l_ecran(focus)
        for raccourci in self._raccourcis:
            raccourci.setEnabled(actif)

    def dans_l_ecran(self, focus: QWidget | None) -> bool:
        """Faux quand un volet ou une autre barre a le clavier."""
        ecran: QWidget | None = self._page
        while ecran is not None and not isinstance(ecran, Screen):
            ecran = ecran.parentWidget()
        return focus is None or (ecran or self._page).isAncestorOf(focus) or focus is ecran

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._suivre(None, QApplication.focusWidget())
        return super().eventFilter(watched, event)
