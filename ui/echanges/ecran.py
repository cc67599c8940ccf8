"""L'écran « Échanges » : importer un fichier en le vérifiant d'abord, exporter en sachant à qui."""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import titre
from ui.echanges.etapes import Etapes
from ui.echanges.exporter import PageExport
from ui.echanges.importer import PageImport
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import couleur, px

IMPORTER, EXPORTER = "importer", "exporter"


class EcranEchanges(Screen):
    titre = "Échanges"
    icone = "arrow-left-right"

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Segment([Choix(IMPORTER, "Importer"), Choix(EXPORTER, "Exporter")], nom="echanges_pages")
        self.pages.set_titre("Échanges")
        self.etapes = Etapes(("Fichier", "Contrôle", "Terminé"))
        self.importer, self.exporter = PageImport(ouvert), PageExport(ouvert)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.importer)
        self._pile.addWidget(self.exporter)
        self._disposer()
        self.pages.current_changed.connect(self._show_page)
        self.importer.step_changed.connect(self.etapes.set_courante)

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.setContentsMargins(px(16), px(9), px(16), px(9))
        tete.setSpacing(px(16))
        tete.addWidget(titre("Échanges"))
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

    def ouvrir_import(self, path: Path | None = None) -> None:
        """Montre l'import, prêt à simuler ce fichier s'il est donné."""
        self.pages.set_current(IMPORTER)
        self.importer.commencer(path)

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

    def _show_page(self, page: str) -> None:
        self._pile.setCurrentIndex(0 if page == IMPORTER else 1)
        self.etapes.setVisible(page == IMPORTER)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        haut = QRectF(self._tete.geometry())
        peintre.fillRect(haut, couleur("surface"))
        peintre.fillRect(QRectF(0, haut.bottom() - 1, self.width(), 1), couleur("bord"))
