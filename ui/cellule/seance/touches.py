"""Les touches de la séance : une lettre agit, sauf quand on est en train d'écrire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from ui.composants.choix import Rangee
from ui.screen import Screen
from ui.touches import poser

if TYPE_CHECKING:
    from ui.cellule.seance.page import PageSeance

Touche = tuple[str, Callable[[], object]]
ECRIVENT = (QLineEdit, QPlainTextEdit, Rangee)  # les flèches et les lettres y ont déjà un sens


class TouchesDeSeance(QObject):
    """Valent dans tout l'écran de la page, tant qu'elle est montrée et que l'on n'écrit pas."""

    def __init__(self, page: QWidget, gestes: Sequence[Touche]) -> None:
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


def gestes_au_clavier(page: PageSeance) -> list[Touche]:
    """Chaque touche et ce qu'elle fait ; la liste des raccourcis les dit."""
    form, logements, ordre = page.droite.form, page.cas.logements, page.ordre
    return [
        ("Left", partial(page.fil.avancer, -1)),
        ("Right", partial(page.fil.avancer, 1)),
        *((str(n), partial(logements.proposer, n)) for n in (1, 2, 3)),
        ("D", form.saisir),
        ("R", page.fil.reporter),
        ("V", page.autour.donner_un_avis),
        ("P", page.autour.montrer_les_presents),
        ("O", page.cas.basculer_les_offres),
        ("Ctrl+Return", page.entete.principal.click),
        ("Ins", lambda: page.autour.ajouter(ordre.ajouter)),
    ]
