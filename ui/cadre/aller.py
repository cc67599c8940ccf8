"""Ctrl+K : aller à un dossier ou lancer une commande, en tapant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem
from typing_extensions import override

from relogement.rapprochement import sans_accents
from ui import icons
from ui.theme import px

LIGNES = 10


@dataclass(frozen=True)
class Destination:
    """Où l'on peut aller : ce qui est montré, et le geste."""

    texte: str
    faire: Callable[[], None]
    icone: str = "corner-down-right"


class Aller(QObject):
    """Une liste sous le champ de recherche ; Bas et Haut choisissent, Entrée va, Échap ferme."""

    def __init__(
        self,
        champ: QLineEdit,
        commandes: Callable[[], Sequence[Destination]],
        dossiers: Callable[[str], Sequence[Destination]],
    ) -> None:
        super().__init__(champ)
        self._champ, self._commandes, self._dossiers = champ, commandes, dossiers
        self._trouvees: list[Destination] = []
        self.liste = QListWidget(champ.window())
        self.liste.setObjectName("aller_liste")
        self.liste.setAccessibleName("Résultats de la recherche")
        self.liste.setProperty("cadre", "champ")
        self.liste.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.liste.hide()
        self.liste.itemClicked.connect(lambda ligne: self._aller(self.liste.row(ligne)))
        champ.textEdited.connect(self.chercher)
        champ.installEventFilter(self)

    def chercher(self, demande: str) -> None:
        """Montre les commandes dont un mot commence ainsi, puis les dossiers."""
        mots = sans_accents(demande).split()
        self._trouvees = []
        if mots:
            commandes = [c for c in self._commandes() if _repond(c.texte, mots)]
            self._trouvees = [*commandes, *self._dossiers(demande)][:LIGNES]
        self._montrer()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.liste.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.liste.isVisible():
            return self._touche(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _touche(self, touche: Qt.Key) -> bool:
        match touche:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                pas = 1 if touche == Qt.Key.Key_Down else -1
                self.liste.setCurrentRow((self.liste.currentRow() + pas) % self.liste.count())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._aller(max(self.liste.currentRow(), 0))
            case Qt.Key.Key_Escape:
                self.liste.hide()
            case _:
                return False
        return True

    def _aller(self, rang: int) -> None:
        self.liste.hide()
        self._champ.clear()
        self._champ.clearFocus()
        self._trouvees[rang].faire()

    def _montrer(self) -> None:
        self.liste.clear()
        for destination in self._trouvees:
            self.liste.addItem(QListWidgetItem(icons.icon(destination.icone), destination.texte))
        if not self._trouvees:
            self.liste.hide()
            return
        self.liste.setCurrentRow(0)
        coin = self._champ.mapTo(self._champ.window(), QPoint(0, self._champ.height() + px(4)))
        hauteur = self.liste.sizeHintForRow(0) * len(self._trouvees) + px(10)
        self.liste.setGeometry(coin.x(), coin.y(), self._champ.width(), hauteur)
        self.liste.show()
        self.liste.raise_()


def _repond(texte: str, mots: Sequence[str]) -> bool:
    connus = sans_accents(texte).split()
    return all(any(connu.startswith(mot) for connu in connus) for mot in mots)
