"""Le choix de la période : tout le projet, une année, ou depuis un jour."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.horloge import aujourdhui
from relogement.erreurs import ErreurMetier
from relogement.partage.periode import Periode
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.theme import px

PROJET, DEPUIS = "projet", "depuis"
ANNEES = 8


class ChoixPeriode(QWidget):
    """``changed`` part quand la période choisie se lit ; ``refused`` porte ce qui ne se lit pas."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("choix_periode")
        self.setAccessibleName("Période")
        annee = aujourdhui().year
        self.choix = ChampChoix(list(_options(range(annee, annee - ANNEES, -1))), vide=None)
        self.choix.setObjectName("partage_periode")
        self.choix.setAccessibleName("Période")
        self.choix.setMinimumWidth(px(150))
        self.depuis = ChampTexte(ECRITURES[date])
        self.depuis.setObjectName("partage_depuis")
        self.depuis.setAccessibleName("Baux signés depuis le")
        self.depuis.setFixedWidth(px(104))
        self.depuis.hide()
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(8))
        for champ in (self.choix, self.depuis):
            rangee.addWidget(champ)
        self.choix.currentIndexChanged.connect(lambda _: self._choisir())
        self.depuis.editingFinished.connect(self._dire)

    def show_periode(self, periode: Periode) -> None:
        """Sans l'annoncer : c'est elle que l'on montre déjà."""
        self.choix.blockSignals(True)
        self.choix.set_value(periode.annee if periode.annee is not None else DEPUIS if periode.du else PROJET)
        self.choix.blockSignals(False)

    def periode(self) -> Periode | None:
        """Vide tant que la date n'est pas donnée ; lève ``ErreurMetier`` si elle ne se lit pas."""
        au, choisi = aujourdhui(), self.choix.value()
        if choisi == PROJET:
            return Periode.du_projet(au)
        if choisi != DEPUIS:
            return Periode.de_l_annee(choisi, au)
        le = self.depuis.value()
        return Periode.depuis(le, au) if le else None

    def _choisir(self) -> None:
        self.depuis.setVisible(self.choix.value() == DEPUIS)
        if self.depuis.isVisible():
            self.depuis.setFocus()
        self._dire()

    def _dire(self) -> None:
        try:
            if self.periode() is not None:
                self.changed.emit()
        except ErreurMetier as erreur:
            self.refused.emit(str(erreur))


def _options(annees: Iterable[int]) -> Iterable[Option]:
    yield Option("Tout le projet", PROJET)
    for annee in annees:
        yield Option(f"Année {annee}", annee)
    yield Option("Depuis le…", DEPUIS)
