"""Ctrl+K : aller à un dossier ou lancer une commande, en tapant."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.cadre.destination import Destination
from ui.cadre.ligne_aller import ROLE, LigneAller
from ui.theme import px

LARGEUR, MARGE = 540, 8
PAS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Aller(QObject):
    """Une liste sous le champ de recherche ; Bas et Haut choisissent, Entrée va, Échap ferme."""

    def __init__(self, champ: QLineEdit, chercher: Callable[[str], Sequence[Destination]]) -> None:
        super().__init__(champ)
        self._champ, self._chercher = champ, chercher
        self._avant: QWidget | None = None
        self.liste = QListWidget(champ.window())
        self.liste.setObjectName("aller_liste")
        self.liste.setAccessibleName("Résultats de la recherche")
        self.liste.setProperty("cadre", "champ")
        self.liste.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.liste.setItemDelegate(LigneAller(self.liste))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.hide()
        self.liste.itemClicked.connect(self._cliquer)
        champ.textEdited.connect(self.chercher)
        champ.installEventFilter(self)

    def ouvrir(self) -> None:
        """Prend le clavier et montre tout ce que l'on peut faire."""
        if not self._champ.hasFocus():
            self._avant = QApplication.focusWidget()
        self._champ.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._champ.selectAll()
        self.chercher(self._champ.text())

    def chercher(self, demande: str) -> None:
        self.liste.clear()
        groupe = None
        for destination in self._chercher(demande):
            if destination.groupe != groupe:
                groupe = destination.groupe
                self._ajouter(groupe, None)
            self._ajouter(destination.texte, destination)
        self._montrer()

    def proposees(self) -> list[Destination]:
        """Ce que la liste montre, sans les titres."""
        lues = (self.liste.item(rang).data(ROLE) for rang in range(self.liste.count()))
        return [destination for destination in lues if destination is not None]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusOut:
                self.liste.hide()
            case QEvent.Type.MouseButtonPress if not self.liste.isVisible():
                self.ouvrir()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._touche(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _touche(self, touche: Qt.Key) -> bool:
        ouverte = self.liste.isVisible()
        match touche:
            case Qt.Key.Key_Down if not ouverte:
                self.chercher(self._champ.text())
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp if ouverte:
                self._avancer(PAS[touche])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if ouverte:
                self._cliquer(self.liste.currentItem())
            case Qt.Key.Key_Escape:
                self.fermer()
            case _:
                return False
        return True

    def _avancer(self, pas: int) -> None:
        """D'une ligne à la suivante, titres passés ; après la dernière, la première."""
        choix = [r for r in range(self.liste.count()) if self.liste.item(r).data(ROLE) is not None]
        place = choix.index(self.liste.currentRow()) + pas
        borne = place % len(choix) if abs(pas) == 1 else max(0, min(place, len(choix) - 1))
        self._choisir(choix[borne])

    def _choisir(self, rang: int) -> None:
        self.liste.setCurrentRow(rang)
        if rang == 1:
            self.liste.scrollToTop()
        self._champ.setAccessibleDescription(self.liste.item(rang).text())

    def _cliquer(self, ligne: QListWidgetItem | None) -> None:
        destination = ligne.data(ROLE) if ligne is not None else None
        if isinstance(destination, Destination):
            self.fermer()
            destination.faire()

    def fermer(self) -> None:
        """Rend le clavier à qui l'avait."""
        self.liste.hide()
        self._champ.clear()
        if self._avant is not None and isValid(self._avant) and self._avant.isVisible():
            self._avant.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._champ.clearFocus()

    def _ajouter(self, texte: str, destination: Destination | None) -> None:
        ligne = QListWidgetItem(texte)
        ligne.setData(ROLE, destination)
        if destination is None:
            ligne.setFlags(Qt.ItemFlag.NoItemFlags)
        self.liste.addItem(ligne)

    def _montrer(self) -> None:
        if self.liste.count() == 0:
            self.liste.hide()
            return
        self._placer()
        self.liste.show()
        self.liste.raise_()
        self._choisir(1)

    def _placer(self) -> None:
        """Sous le champ, jamais plus bas que la fenêtre."""
        fenetre = self._champ.window()
        bas = self._champ.mapTo(fenetre, QPoint(self._champ.width(), self._champ.height() + px(4)))
        largeur = max(self._champ.width(), px(LARGEUR))
        utile = sum(self.liste.sizeHintForRow(rang) for rang in range(self.liste.count())) + px(10)
        hauteur = min(utile, fenetre.height() - bas.y() - px(MARGE))
        self.liste.setGeometry(max(px(MARGE), bas.x() - largeur), bas.y(), largeur, hauteur)
