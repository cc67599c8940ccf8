"""La barre du haut : le projet, l'opération, la recherche générale, l'aide et l'agent."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui import fonts
from ui.cadre.marque import Marque
from ui.cadre.menu import BoutonMenu, Choix
from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte
from ui.theme import couleur, px

HAUTEUR = 48


class Trait(QWidget):
    """Un trait vertical entre deux groupes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(17), px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.width() // 2, 0, 1, self.height(), couleur("bord"))
        peintre.end()


class BarreHaute(QWidget):
    """Montre où l'on est ; « Ctrl+K » va partout. `gestes` reçoit les boutons sans mot, à droite."""

    operation_chosen = Signal(object)
    shortcuts_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("barre_haute")
        self.setFixedHeight(px(HAUTEUR))
        self.projet = BoutonMenu("", "folder-open", nom="haut_projet", aide="Projet")
        self.operation = BoutonMenu("", "building-2", nom="haut_operation", aide="Opération")
        invite = "Nom, UG, téléphone, numéro unique, commande…"
        self.recherche = ChampRecherche(invite, touche="Ctrl+K", nom="haut_recherche")
        self.recherche.setMinimumWidth(px(130))
        self.recherche.setMaximumWidth(px(410))
        self.gestes = QHBoxLayout()
        self.gestes.setSpacing(px(4))
        self._annuler = self._icone("undo-2", "Rien à annuler", "haut_annuler")
        self._annuler.clicked.connect(self.undo_asked)
        self._retablir = self._icone("redo-2", "Rien à rétablir", "haut_retablir")
        self._retablir.clicked.connect(self.redo_asked)
        self.show_undo("Rien à annuler", "Rien à rétablir", annulable=False, retablissable=False)
        self._touches = self._icone("keyboard", "Raccourcis clavier (Ctrl+/)", "haut_raccourcis")
        self._touches.clicked.connect(self.shortcuts_asked)
        self._aide = self._icone("circle-question-mark", "Aide de cet écran (F1)", "haut_aide")
        self._aide.clicked.connect(self.help_asked)
        self._silhouette, self._agent = Icone("user", "texte2", 16), Texte("", nom="haut_agent")
        self._trait = Trait()
        self.choix_operations: list[Choix] = []
        self._disposer()

    def show_projet(self, nom: str, choix: Sequence[Choix]) -> None:
        """Le projet ouvert et ce que l'on peut faire des projets ; sans projet, la barre se vide."""
        self.projet.set_texte(nom or "Projet")
        self.projet.set_choix(choix)
        for partie in (self.operation, self.recherche, self._trait, self._silhouette, self._agent):
            partie.setVisible(bool(nom))

    def show_operations(self, operations: Sequence[tuple[str, str]], courante: str | None) -> None:
        """Les opérations du projet (code, libellé) et celle que l'on regarde."""
        libelles = dict(operations)
        toutes = f"Toutes ({len(operations)})"
        self.operation.set_texte(libelles.get(courante, toutes) if courante else toutes)
        choix = [Choix(toutes, lambda: self.operation_chosen.emit(None))]
        choix += [Choix(libelle, partial(self.operation_chosen.emit, code)) for code, libelle in operations]
        self.choix_operations = choix
        self.operation.set_choix(choix)

    def show_agent(self, nom: str) -> None:
        self._agent.setText(nom)

    def show_undo(self, annuler: str, retablir: str, *, annulable: bool, retablissable: bool) -> None:
        """Ce que feraient Ctrl+Z et Ctrl+Maj+Z ; le second ne se montre que s'il peut quelque chose."""
        for bouton, libelle, touche in (
            (self._annuler, annuler, "Ctrl+Z"), (self._retablir, retablir, "Ctrl+Maj+Z"),
        ):  # fmt: skip
            bouton.setToolTip(f"{libelle} ({touche})")
            bouton.setAccessibleName(libelle)
        self._annuler.setEnabled(annulable)
        self._retablir.setVisible(retablissable)

    def _icone(self, icone: str, aide: str, nom: str) -> Bouton:
        bouton = Bouton("", icone, genre=Genre.DISCRET, aide=aide, nom=nom)
        self.gestes.addWidget(bouton)
        return bouton

    def _disposer(self) -> None:
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(px(14), 0, px(14), 0)
        disposition.setSpacing(px(8))
        disposition.addWidget(Marque())
        marque = Texte("Relogement", taille=15, graisse=fonts.GRAS)
        marque.setFixedWidth(px(122))
        disposition.addWidget(marque)
        disposition.addWidget(self.projet)
        disposition.addWidget(self.operation)
        disposition.addStretch(1)
        disposition.addWidget(self.recherche, 4)
        disposition.addSpacing(px(8))
        disposition.addLayout(self.gestes)
        disposition.addWidget(self._trait)
        for partie in (self._silhouette, self._agent):
            disposition.addWidget(partie)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("surface"))
        peintre.fillRect(0, self.height() - 1, self.width(), 1, couleur("bord"))
        peintre.end()
