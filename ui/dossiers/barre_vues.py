"""Les onglets de la liste : les vues et leurs comptes, « + » pour garder la vue du moment, les gestes."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from db.vues import VUES, Vue
from relogement.textes import nombre
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.onglets import Onglets
from ui.theme import px

HAUT = 42
MODIFIEE = " •"


class OngletsVues(Onglets):
    """Le clic droit ou la touche Menu demande ce que l'on peut faire d'une vue."""

    menu_asked = Signal(str, QPoint)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        zones = self.zones()
        au_clavier = event.reason() == QContextMenuEvent.Reason.Keyboard
        cles = [choix.cle for choix in self._choix]
        rang = cles.index(self.current) if au_clavier else self._sous(event.pos())
        if rang >= 0:
            ou = zones[rang].bottomLeft().toPoint() if au_clavier else event.pos()
            self.menu_asked.emit(cles[rang], self.mapToGlobal(ou))

    def _sous(self, ou: QPoint) -> int:
        return next((i for i, zone in enumerate(self.zones()) if zone.contains(ou.toPointF())), -1)


class BarreVues(Bande):
    """Les onglets défilent quand il y en a plus que la place ; les boutons restent."""

    def __init__(self) -> None:
        super().__init__(nom="barre_vues")
        self.setFixedHeight(px(HAUT))
        self._vues: tuple[Vue, ...] = VUES
        self._comptes: Mapping[str, int] = {}
        self._modifiee = ""
        self.onglets = OngletsVues([Choix(vue.cle, vue.titre) for vue in VUES], nom="vues")
        self.onglets.set_titre("Vue")
        self.creer = _bouton(
            "", "plus", "creer_vue", "Garder ces filtres, ce tri et ces colonnes en une vue", nu=True
        )
        self.colonnes = _bouton("Colonnes", "columns-3", "colonnes", "Choisir les colonnes")
        self.lot = _bouton("Modifier en lot…", "pencil", "modifier_lot", "Changer un champ des dossiers choisis")
        self.copier = _bouton(
            "Copier vers Excel", "copy", "copier", "Copier les lignes choisies, ou toute la liste affichée"
        )
        self.passation = _bouton("", "handshake", "passation", "Passation des dossiers d’un agent absent", nu=True)
        self.nouveau = Bouton(
            "Nouveau dossier", "plus", genre=Genre.PRINCIPAL, petit=True, nom="nouveau_dossier",
            aide="Nouveau dossier (Ctrl+N)",
        )  # fmt: skip
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, px(12), 1)
        disposition.setSpacing(px(8))
        disposition.addWidget(self._defilants(), 100)
        disposition.addWidget(self.creer)
        disposition.addStretch(1)
        for bouton in (self.passation, self.colonnes, self.lot, self.copier, self.nouveau):
            disposition.addWidget(bouton)
        self.onglets.current_changed.connect(lambda _: self._montrer_l_actif())

    def show_vues(self, vues: Sequence[Vue], comptes: Mapping[str, int]) -> None:
        self._vues, self._comptes = tuple(vues), comptes
        self._ecrire()

    def show_modifiee(self, cle: str) -> None:
        """Un point suit le nom de la vue dont les filtres, le tri ou les colonnes ont changé."""
        if cle != self._modifiee:
            self._modifiee = cle
            self._ecrire()

    def _ecrire(self) -> None:
        self.onglets.set_choix([self._choix(vue) for vue in self._vues])
        self._zone.setMaximumWidth(self.onglets.sizeHint().width())
        QTimer.singleShot(0, self, self._montrer_l_actif)  # une fois la place refaite

    def _choix(self, vue: Vue) -> Choix:
        compte = nombre(self._comptes[vue.cle], 0) if vue.cle in self._comptes else None
        return Choix(vue.cle, vue.titre + (MODIFIEE if vue.cle == self._modifiee else ""), compte)

    def _defilants(self) -> QScrollArea:
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.addWidget(self.onglets, 0, Qt.AlignmentFlag.AlignBottom)
        self._zone = QScrollArea()
        self._zone.setObjectName("vues_zone")
        self._zone.setFrameShape(QFrame.Shape.NoFrame)
        self._zone.setWidgetResizable(True)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        jamais = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._zone.setHorizontalScrollBarPolicy(jamais)
        self._zone.setVerticalScrollBarPolicy(jamais)
        self._zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._zone.setWidget(page)
        self._zone.setMinimumWidth(px(120))
        self._zone.setMaximumWidth(self.onglets.sizeHint().width())
        self._zone.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        return self._zone

    def _montrer_l_actif(self) -> None:
        cles = [vue.cle for vue in self._vues]
        if self.onglets.current in cles:
            zone = self.onglets.zones()[cles.index(self.onglets.current)]
            self._zone.ensureVisible(round(zone.center().x()), 0, round(zone.width() / 2) + px(40), 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(px(HAUT))


def _bouton(texte: str, icone: str, nom: str, aide: str, *, nu: bool = False) -> Bouton:
    return Bouton(texte, icone, genre=Genre.NU if nu else Genre.SIMPLE, petit=True, nom=nom, aide=aide)
