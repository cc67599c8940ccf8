"""L'écran « Paramètres » : ses sections à gauche, ce poste d'abord, puis ce que le projet partage."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons
from ui.composants.texte import titre
from ui.ouvert import ProjetOuvert
from ui.parametres.agent import PageAgent
from ui.parametres.apparence import PageApparence
from ui.parametres.baremes import PageBaremes
from ui.parametres.calendrier import PageCalendrier
from ui.parametres.charte import PageCharte
from ui.parametres.courriers import PageCourriers
from ui.parametres.equipe import PageEquipe
from ui.parametres.lieux import PageLieux
from ui.parametres.rangements import PageRangements
from ui.reglages import Reglages
from ui.screen import Screen
from ui.theme import couleur, px

SECTIONS = (
    ("agent", "Agent", "user"),
    ("apparence", "Apparence", "palette"),
    ("rangements", "Dossiers", "folder"),
    ("calendrier", "Fériés et délais", "calendar-days"),
    ("charte", "Charte", "scroll-text"),
    ("baremes", "Barèmes", "table-properties"),
    ("equipe", "Équipe et pièces", "users"),
    ("lieux", "Lieux", "map-pin"),
    ("courriers", "Courriers", "mail"),
)
LARGEUR = 176


class EcranParametres(Screen):
    titre = "Paramètres"
    icone = "sliders-horizontal"

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget | None = None, reglages: Reglages | None = None
    ) -> None:
        super().__init__(parent)
        self.ouvert = ouvert
        reglages = reglages or Reglages()
        self.charte, self.baremes = PageCharte(ouvert), PageBaremes(ouvert)
        self.calendrier, self.equipe, self.lieux = PageCalendrier(ouvert), PageEquipe(ouvert), PageLieux(ouvert)
        self.courriers = PageCourriers(ouvert)
        self._pages: dict[str, QWidget] = {
            "agent": PageAgent(ouvert, reglages),
            "apparence": PageApparence(reglages),
            "rangements": PageRangements(reglages),
            "calendrier": self.calendrier,
            "charte": self.charte,
            "baremes": self.baremes,
            "equipe": self.equipe,
            "lieux": self.lieux,
            "courriers": self.courriers,
        }
        self.sections, self._pile = QListWidget(), QStackedWidget()
        self._lister()
        self._disposer()
        self.sections.currentRowChanged.connect(self._pile.setCurrentIndex)
        self.calendrier.charte_asked.connect(lambda: self.montrer("charte"))
        ouvert.saved.connect(self._refresh_if_visible)

    @property
    def section(self) -> str:
        return SECTIONS[self.sections.currentRow()][0]

    def montrer(self, cle: str) -> None:
        """Va à une section, par sa clé."""
        self.sections.setCurrentRow([section for section, _, _ in SECTIONS].index(cle))
        self.sections.setFocus()

    @override
    def reprendre(self, ancien: Screen) -> None:
        if isinstance(ancien, EcranParametres):
            self.montrer(ancien.section)

    @override
    def refresh(self) -> None:
        for page in (self.calendrier, self.charte, self.baremes, self.equipe, self.lieux, self.courriers):
            page.refresh()

    @override
    def on_enter(self) -> None:
        super().on_enter()
        self.sections.setFocus()

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lister(self) -> None:
        self.sections.setObjectName("parametres_sections")
        self.sections.setAccessibleName("Sections des paramètres")
        self.sections.setProperty("anneau", True)
        self.sections.setFixedWidth(px(LARGEUR))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setSpacing(1)
        for cle, mot, icone in SECTIONS:
            self.sections.addItem(QListWidgetItem(icons.icon(icone), mot))
            self._pile.addWidget(_defilante(self._pages[cle], cle))
        self.sections.setCurrentRow(0)

    def _disposer(self) -> None:
        self._tete = QWidget()
        self._tete.setMinimumHeight(px(48))
        tete = QHBoxLayout(self._tete)
        tete.setContentsMargins(px(16), px(4), px(16), 0)
        tete.addWidget(titre("Paramètres"))
        tete.addStretch(1)
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        milieu.addWidget(self.sections)
        milieu.addWidget(self._pile, 1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete)
        colonne.addLayout(milieu, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        haut = QRectF(self._tete.geometry())
        peintre.fillRect(haut, couleur("surface"))
        peintre.fillRect(QRectF(0, haut.bottom() - 1, self.width(), 1), couleur("bord"))
        droite = self.sections.geometry().right()
        peintre.fillRect(QRectF(droite, haut.bottom(), 1, self.height()), couleur("bord"))
        peintre.end()


def _defilante(page: QWidget, cle: str) -> QScrollArea:
    """Un texte agrandi dans une petite fenêtre se fait défiler plutôt que couper."""
    zone = QScrollArea()
    zone.setObjectName(f"parametres_zone_{cle}")
    zone.setWidgetResizable(True)
    zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    zone.setWidget(page)
    return zone
