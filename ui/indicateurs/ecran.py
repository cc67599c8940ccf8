"""L'écran « Indicateurs » : l'en-tête choisit la portée, les onglets la montrent chacun à leur façon."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.horloge import aujourdhui
from db.rapport_indicateurs import imprimer
from db.tableaux import Portee
from ui.composants.bande import Bande
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.onglets import Onglets
from ui.indicateurs.entete import EnTeteIndicateurs
from ui.indicateurs.onglets import ONGLETS, PERIODES, Onglet
from ui.indicateurs.sous_vue import SousVue
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px
from ui.touches import poser


class EcranIndicateurs(Screen):
    """Chaque onglet n'est construit que la première fois qu'on y va ; seul l'onglet vu se relit."""

    titre = "Indicateurs"
    icone = "chart-column"
    import_asked = Signal()

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget | None = None, declares: Sequence[Onglet] = ONGLETS
    ) -> None:
        super().__init__(parent)
        self._ouvert, self._declares = ouvert, {onglet.cle: onglet for onglet in declares}
        self._vues: dict[str, SousVue] = {}
        self.entete = EnTeteIndicateurs(aujourdhui())
        self.onglets = Onglets([Choix(o.cle, o.titre) for o in declares], nom="indicateurs_onglets")
        self.onglets.set_titre("Onglet")
        self.erreur = BandeauErreur(nom="indicateurs_erreur")
        self._pile = QStackedWidget()
        self._disposer()
        self._brancher()
        self._montrer(self.onglets.current)

    def _disposer(self) -> None:
        bande = Bande(nom="indicateurs_barre")
        rangee = QHBoxLayout(bande)
        rangee.setContentsMargins(px(8), 0, px(16), 0)
        rangee.addWidget(self.onglets)
        rangee.addStretch(1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.entete)
        colonne.addWidget(bande)
        if len(self._declares) < 2:
            bande.hide()
        colonne.addWidget(self.erreur)
        colonne.addWidget(self._pile, 1)

    def _brancher(self) -> None:
        self.entete.asked.connect(self.refresh)
        self.entete.refused.connect(self.erreur.dire)
        self.entete.image_asked.connect(lambda: QGuiApplication.clipboard().setPixmap(self.vue().image()))
        self.entete.pdf_asked.connect(self.imprimer)
        self.entete.seal_asked.connect(self.sceller)
        self.onglets.current_changed.connect(self._aller)
        self._ouvert.saved.connect(self._refresh_if_visible)
        self._ouvert.operation_changed.connect(self._refresh_if_visible)
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for rang, cle in enumerate(self._declares, 1):
            poser(self, f"Alt+{rang}", partial(self.montrer, cle), ici)

    @property
    def onglet(self) -> Onglet:
        """L'onglet montré."""
        return self._declares[self.onglets.current]

    @property
    def portee(self) -> Portee:
        """Ce que l'en-tête et la barre du haut demandent de compter."""
        entete = self.entete
        return Portee(entete.au, self._ouvert.operation, entete.titulaires, entete.generation)

    def vue(self, cle: str = "") -> SousVue:
        """La sous-vue d'un onglet, construite au besoin ; celle que l'on voit si rien n'est dit."""
        cle = cle or self.onglets.current
        if cle not in self._vues:
            vue = self._declares[cle].construire(self._ouvert)
            vue.counted.connect(self.entete.show_effectifs)
            vue.import_asked.connect(self.import_asked)
            vue.date_asked.connect(self.entete.set_au)
            self._vues[cle] = vue
            self._pile.addWidget(vue)
        return self._vues[cle]

    def montrer(self, cle: str) -> None:
        """Va à un onglet, par sa clé."""
        self.onglets.set_current(cle)
        self.onglets.setFocus(Qt.FocusReason.OtherFocusReason)

    def sceller(self) -> None:
        """Ouvre la fenêtre qui scelle une période, dans l'onglet qui les garde."""
        from ui.indicateurs.periodes import VuePeriodes

        self.montrer(PERIODES)
        vue = self.vue(PERIODES)
        assert isinstance(vue, VuePeriodes)
        vue.sceller()

    @override
    def refresh(self) -> None:
        self.vue().refresh(self.portee)

    def imprimer(self) -> None:
        """Demande où, puis écrit le rapport de la vue d'ensemble en PDF."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        propose = Path(documents) / f"indicateurs-{self.entete.au:%Y-%m-%d}.pdf"
        dialogue = QFileDialog(self, "Rapport des indicateurs", str(propose), "PDF (*.pdf)")
        dialogue.setObjectName("indicateurs_dialogue_pdf")
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("pdf")
        dialogue.fileSelected.connect(self._ecrire)
        dialogue.open()

    def _ecrire(self, vers: str) -> None:
        portee, auteur = self.portee, self._ouvert.fichier.auteur
        tache = self._ouvert.read(
            "Rapport des indicateurs", lambda session: imprimer(session, portee, Path(vers), auteur=auteur)
        )
        tache.succeeded.connect(lambda _: self.erreur.dire(""))
        tache.failed.connect(self.erreur.dire)

    @override
    def page_d_aide(self) -> str:
        return self.onglet.aide

    @override
    def reprendre(self, ancien: Screen) -> None:
        if isinstance(ancien, EcranIndicateurs):
            self.entete.reprendre(ancien.entete)
            self.onglets.set_current_quietly(ancien.onglets.current)
            self._aller(ancien.onglets.current)

    def _aller(self, cle: str) -> None:
        self._montrer(cle)
        self.refresh()

    def _montrer(self, cle: str) -> None:
        self._pile.setCurrentWidget(self.vue(cle))
        self.entete.proposer(chiffres=self._declares[cle].des_chiffres)

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()
