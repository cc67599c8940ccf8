"""Choisir les colonnes de la vue : toutes celles qui existent, par partie du dossier, à cocher."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.composants.bouton import Bouton
from ui.composants.liste_cochable import Choisissable, ListeCochable
from ui.composants.volet import Volet
from ui.dossiers.colonnes_champs import TOUTES


class VoletColonnes(Volet):
    """`chosen` porte les colonnes cochées, dans leur ordre ; `reset_asked` demande celles d'origine."""

    chosen = Signal(list)
    reset_asked = Signal()

    def __init__(self, montrees: list[str], parent: QWidget) -> None:
        super().__init__(parent, nom="volet_colonnes", lu="Colonnes", largeur=330)
        self.choix = ListeCochable("Chercher une colonne", nom="colonnes_choix", cases=True)
        self.choix.set_choix(_lignes(), montrees)
        self.choix.toggled.connect(self._dire)
        self.choix.accepted.connect(self.close)
        retablir = Bouton("Rétablir les colonnes d’origine", "undo-2", petit=True, nom="retablir_colonnes")
        retablir.clicked.connect(self._retablir)
        self.colonne.addWidget(self.choix)
        self.colonne.addWidget(retablir)
        QTimer.singleShot(0, self, self.choix.champ.setFocus)

    def _dire(self) -> None:
        """Au moins une colonne reste montrée."""
        if cochees := self.choix.cochees():
            self.chosen.emit(cochees)

    def _retablir(self) -> None:
        self.reset_asked.emit()
        self.close()


def _lignes() -> Iterable[Choisissable]:
    usuelles = [c for c in TOUTES if not c.du_catalogue]
    yield from (Choisissable(c.cle, c.titre) for c in usuelles)
    for section in dict.fromkeys(c.section for c in TOUTES if c.du_catalogue):
        yield Choisissable(None, section, intertitre=True)
        yield from (Choisissable(c.cle, c.titre) for c in TOUTES if c.du_catalogue and c.section == section)
