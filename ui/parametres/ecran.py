"""L'écran « Paramètres » : l'agent et l'apparence, la charte du projet, les barèmes."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.composants.choix import Choix
from ui.composants.onglets import Onglets
from ui.composants.texte import titre
from ui.ouvert import ProjetOuvert
from ui.parametres.agent import PageAgent
from ui.parametres.baremes import PageBaremes
from ui.parametres.charte import PageCharte
from ui.parametres.equipe import PageEquipe
from ui.parametres.lieux import PageLieux
from ui.reglages import Reglages
from ui.screen import Screen
from ui.theme import couleur, px

AGENT, CHARTE, BAREMES, EQUIPE, LIEUX = "agent", "charte", "baremes", "equipe", "lieux"


class EcranParametres(Screen):
    titre = "Paramètres"
    icone = "sliders-horizontal"

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget | None = None, reglages: Reglages | None = None
    ) -> None:
        super().__init__(parent)
        self.ouvert = ouvert
        self.onglets = Onglets(
            [Choix(AGENT, "Agent et apparence"), Choix(CHARTE, "Charte"), Choix(BAREMES, "Barèmes")],
            nom="parametres_onglets",
        )
        self.onglets.set_choix([*self.onglets.choix, Choix(EQUIPE, "Équipe et pièces"), Choix(LIEUX, "Lieux")])
        self.onglets.set_titre("Paramètres")
        self.agent = PageAgent(ouvert, reglages or Reglages())
        self.charte, self.baremes = PageCharte(ouvert), PageBaremes(ouvert)
        self._pages: dict[str, QWidget] = {AGENT: self.agent, CHARTE: self.charte, BAREMES: self.baremes}
        self.equipe = self._pages[EQUIPE] = PageEquipe(ouvert)
        self.lieux = self._pages[LIEUX] = PageLieux(ouvert)
        self._pile = QStackedWidget()
        self._disposer()
        self.onglets.current_changed.connect(lambda cle: self._pile.setCurrentWidget(self._pages[cle]))
        ouvert.saved.connect(self._refresh_if_visible)

    def montrer(self, cle: str) -> None:
        """Va à un onglet : « agent », « charte », « baremes », « equipe » ou « lieux »."""
        self.onglets.set_current(cle)

    @override
    def refresh(self) -> None:
        self.charte.refresh()
        self.baremes.refresh()
        self.equipe.refresh()
        self.lieux.refresh()

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def _disposer(self) -> None:
        self._tete = QWidget()
        tete = QHBoxLayout(self._tete)
        tete.setContentsMargins(px(16), px(4), px(16), 0)
        tete.setSpacing(px(20))
        tete.addWidget(titre("Paramètres"))
        tete.addWidget(self.onglets)
        tete.addStretch(1)
        for page in self._pages.values():
            self._pile.addWidget(page)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete)
        colonne.addWidget(self._pile, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        haut = QRectF(self._tete.geometry())
        peintre.fillRect(haut, couleur("surface"))
        peintre.fillRect(QRectF(0, haut.bottom() - 1, self.width(), 1), couleur("bord"))
        peintre.end()
