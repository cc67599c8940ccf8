"""L'écran « Échanges » : importer en vérifiant d'abord, exporter en sachant à qui, revoir les imports faits."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.imports.sources import Source
from relogement.base import Code
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import titre
from ui.echanges.assistant.assistant import PageImport
from ui.echanges.etapes import Etapes
from ui.echanges.exporter import PageExport
from ui.echanges.lots.page import PageLots
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import couleur, px

IMPORTER, EXPORTER, LOTS = "importer", "exporter", "lots"
ETAPES = ("Fichier et feuille", "Colonnes", "Aperçu", "Terminé")


class EcranEchanges(Screen):
    titre = "Échanges"
    icone = "arrow-left-right"

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Segment(
            [Choix(IMPORTER, "Importer"), Choix(EXPORTER, "Exporter"), Choix(LOTS, "Imports faits")],
            nom="echanges_pages",
        )
        self.pages.set_titre("Échanges")
        self._titre = titre(self.titre, nom="echanges_titre")
        self.etapes = Etapes(ETAPES)
        self.importer, self.exporter, self.lots = PageImport(ouvert), PageExport(ouvert), PageLots(ouvert)
        self._en_cours = ""
        self._pile = QStackedWidget()
        self._contenus: dict[str, QWidget] = {IMPORTER: self.importer, EXPORTER: self.exporter, LOTS: self.lots}
        for page in self._contenus.values():
            self._pile.addWidget(page)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.setContentsMargins(px(16), px(9), px(16), px(9))
        tete.setSpacing(px(16))
        tete.addWidget(self._titre)
        tete.addWidget(self.pages)
        tete.addStretch(1)
        tete.addWidget(self.etapes)
        self._tete = QWidget()
        self._tete.setLayout(tete)
        self._tete.setMinimumHeight(px(50))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete)
        colonne.addWidget(self._pile, 1)

    def _brancher(self) -> None:
        self.pages.current_changed.connect(self._show_page)
        self.importer.step_changed.connect(self.etapes.set_courante)
        self.importer.title_changed.connect(self._dire_le_titre)
        self.importer.lots_asked.connect(lambda: self.pages.set_current(LOTS))
        self.lots.import_asked.connect(lambda: self.ouvrir_import(None))

    def ouvrir_import(self, source: Source | None = None, nature: Code | None = None) -> None:
        """Montre l'import ; ce qui est donné se lit aussitôt, comme cette sorte de fichier si elle est dite."""
        self.pages.set_current(IMPORTER)
        self.importer.commencer(source, nature)

    def exporter_vers(self, code: str) -> None:
        """Montre les exports, et demande où écrire celui-ci."""
        self.pages.set_current(EXPORTER)
        self.exporter.cartes[code].choose()

    def preparer_le_modele(self, code: str) -> None:
        """Montre les modèles à envoyer, et choisit celui-ci."""
        self.pages.set_current(EXPORTER)
        self.exporter.montrer_le_modele(code)

    @override
    def refresh(self) -> None:
        self.importer.refresh()
        self.exporter.refresh()
        if self.pages.current == LOTS:
            self.lots.refresh()

    def _show_page(self, page: str) -> None:
        self._pile.setCurrentWidget(self._contenus[page])
        self.etapes.setVisible(page == IMPORTER)
        self._titre.setText(self._en_cours if page == IMPORTER and self._en_cours else self.titre)
        if page == LOTS:
            self.lots.refresh()

    def _dire_le_titre(self, ce_que_l_on_importe: str) -> None:
        self._en_cours = ce_que_l_on_importe
        if self.pages.current == IMPORTER:
            self._titre.setText(ce_que_l_on_importe or self.titre)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        haut = QRectF(self._tete.geometry())
        peintre.fillRect(haut, couleur("surface"))
        peintre.fillRect(QRectF(0, haut.bottom() - 1, self.width(), 1), couleur("bord"))
