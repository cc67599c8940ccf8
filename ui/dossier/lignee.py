"""La lignée d'un dossier : d'où il vient, ce qui en est né, les fusions ; chacun ouvert d'un clic."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.decohabitation import DossierLie, Parente
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import legende
from ui.theme import px


class Lignee(QWidget):
    """`asked` porte le numéro du dossier à ouvrir ; rien ne se voit pour un dossier sans parenté."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dossier_lignee")
        self._rangee = QHBoxLayout(self)
        self._rangee.setContentsMargins(0, 0, 0, 0)
        self._rangee.setSpacing(px(2))
        self._montree: Parente | None = None

    def show_parente(self, parente: Parente) -> None:
        if parente == self._montree:
            return
        self._montree = parente
        self._vider()
        if parente.parent is not None:
            self._ajouter("Vient de", (parente.parent,))
        if parente.enfants:
            self._ajouter("Décohabitants" if len(parente.enfants) > 1 else "Décohabitant", parente.enfants)
        if parente.dans is not None:
            self._ajouter("Fusionné dans", (parente.dans,))
        if parente.repris:
            self._ajouter("Reprend", parente.repris)
        self.setVisible(bool(parente.parent or parente.enfants or parente.dans or parente.repris))

    def _ajouter(self, mot: str, dossiers: tuple[DossierLie, ...]) -> None:
        self._rangee.addWidget(legende(mot))
        for dossier in dossiers:
            lien = Bouton(
                dossier.reference, genre=Genre.LIEN, petit=True,
                aide=f"Ouvrir le dossier {dossier.reference}", nom=f"lignee_{dossier.id}",
            )  # fmt: skip
            lien.setAccessibleName(f"{mot} {dossier.reference}, ouvrir le dossier")
            lien.clicked.connect(lambda _=False, numero=dossier.id: self.asked.emit(numero))
            self._rangee.addWidget(lien)
            lien.show()  # ce que Qt ferait au prochain tour de boucle

    def _vider(self) -> None:
        while (place := self._rangee.takeAt(0)) is not None:
            if (widget := place.widget()) is not None:
                widget.hide()
                widget.deleteLater()
