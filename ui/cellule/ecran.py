"""L'écran « Cellule » : l'ordre du jour, les logements vacants et le vidage, sous un même haut.

Chaque page ne se construit que la première fois qu'on y va ; masquer les noms vaut pour toutes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from relogement.logement import LogementOffert
from ui.cellule.entete import EnTeteCellule
from ui.cellule.page import PageCellule
from ui.cellule.seance.page import PageSeance
from ui.cellule.seance.vues import vise
from ui.cellule.vacants.page import PageVacants
from ui.cellule.vidage.page import PageVidage
from ui.composants.choix import Choix
from ui.composants.pages import empiler
from ui.ouvert import ProjetOuvert
from ui.screen import Screen

SEANCE, VACANTS, VIDAGE = "seance", "vacants", "vidage"


@dataclass(frozen=True)
class Page:
    """Une page : sa clé, son titre, de quoi la construire."""

    cle: str
    titre: str
    construire: Callable[[ProjetOuvert], PageCellule]


PAGES = (
    Page(SEANCE, "Ordre du jour", PageSeance),
    Page(VACANTS, "Logements vacants", PageVacants),
    Page(VIDAGE, "Vidage", PageVidage),
)


class EcranCellule(Screen):
    """`project_asked`, `import_asked` et `names_toggled` : le cadre les écoute."""

    titre = "Cellule"
    icone = "presentation"
    project_asked = Signal()
    import_asked = Signal()
    names_toggled = Signal()

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._pages: dict[str, PageCellule] = {}
        self.entete = EnTeteCellule([Choix(page.cle, page.titre) for page in PAGES])
        self.pile = QStackedWidget()
        empiler(self, self.entete, self.pile, etire=self.pile)
        self.entete.page_asked.connect(self.montrer)
        self.entete.names_toggled.connect(self._montrer_les_noms)
        self.entete.project_asked.connect(self.project_asked)
        QShortcut(
            QKeySequence("N"), self, self.entete.noms.toggle, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self._choisir(PAGES[0].cle)

    def page(self, cle: str) -> PageCellule:
        """La page de cette clé, construite si elle ne l'était pas."""
        if cle not in self._pages:
            page = next(p for p in PAGES if p.cle == cle).construire(self._ouvert)
            page.import_asked.connect(self.import_asked)
            page.set_noms(self.noms)
            self._pages[cle] = page
            self._relier(page)
            self.entete.ajouter(page)
            self.pile.addWidget(page)
        return self._pages[cle]

    def _relier(self, page: PageCellule) -> None:
        """Les logements vacants suivent l'ordre du jour, et y préparent une décision."""
        seance = self._pages.get(SEANCE)
        if isinstance(page, PageVacants) and isinstance(seance, PageSeance):
            page.set_inscrits(seance.inscrits)
            seance.shown.connect(lambda _: page.set_inscrits(seance.inscrits))
            page.proposed.connect(self._proposer)

    def _proposer(self, menage: int, logement: LogementOffert) -> None:
        seance = self.montrer(SEANCE)
        if isinstance(seance, PageSeance):
            seance.proposer(menage, vise(logement))

    @property
    def courante(self) -> PageCellule:
        page = self.pile.currentWidget()
        assert isinstance(page, PageCellule)
        return page

    def montrer(self, cle: str) -> PageCellule:
        """Va à une page, et la relit."""
        self._choisir(cle)
        self.refresh()
        return self.courante

    def vidage(self) -> PageVidage:
        """Va à l'immeuble à vider."""
        page = self.courante if self.entete.pages.current == VIDAGE else self.montrer(VIDAGE)
        assert isinstance(page, PageVidage)
        return page

    def _choisir(self, cle: str) -> None:
        page = self.page(cle)
        self.pile.setCurrentWidget(page)
        self.entete.show_page(cle, page)

    @override
    def refresh(self) -> None:
        self.courante.refresh()

    @override
    def on_enter(self) -> None:
        self.courante.entrer()
        self.refresh()

    @override
    def reprendre(self, ancien: Screen) -> None:
        """La même page, et les noms comme ils étaient."""
        if isinstance(ancien, EcranCellule):
            self.entete.noms.setChecked(ancien.entete.noms.isChecked())
            self.montrer(ancien.entete.pages.current)

    @override
    def page_d_aide(self) -> str:
        return self.courante.aide

    @property
    def noms(self) -> bool:
        """Les noms se montrent."""
        return not self.entete.noms.isChecked()

    def _montrer_les_noms(self, noms: bool) -> None:
        for page in self._pages.values():
            page.set_noms(noms)
        self.names_toggled.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.courante.quitter() and self.window().isFullScreen():
            self.project_asked.emit()
