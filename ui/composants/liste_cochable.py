"""Une liste que l'on filtre en tapant : on y choisit une ligne, ou l'on en coche plusieurs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.rapprochement import sans_accents
from relogement.textes import nombre
from ui import fonts
from ui.composants.recherche import ChampRecherche
from ui.theme import couleur, px

VALEUR = Qt.ItemDataRole.UserRole
REPLIE = Qt.ItemDataRole.UserRole + 1
EN_TAPANT = Qt.ItemDataRole.UserRole + 2
ENTREE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FLECHES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
LIGNES = 12


@dataclass(frozen=True)
class Choisissable:
    """Une ligne : sa valeur, ce qui se lit, combien de dossiers ; `en_tapant`, elle attend qu'on la cherche."""

    valeur: Any
    texte: str
    compte: int | None = None
    intertitre: bool = False
    en_tapant: bool = False


class ListeCochable(QWidget):
    """Le clavier reste dans le champ : les flèches choisissent, Entrée prend, Entrée encore valide.

    `chosen` porte la ligne prise ; `accepted` quand on valide une liste où l'on coche ; `toggled` à chaque case.
    """

    chosen = Signal(object)
    accepted = Signal()
    toggled = Signal()

    def __init__(self, invite: str, *, nom: str, cases: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases = cases
        self.setObjectName(nom)
        self.champ = ChampRecherche(invite, nom=f"{nom}_champ")
        self.liste = QListWidget()
        self.liste.setObjectName(f"{nom}_liste")
        self.liste.setAccessibleName(invite)
        self.liste.setUniformItemSizes(True)
        self.liste.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(6))
        colonne.addWidget(self.champ)
        colonne.addWidget(self.liste)
        self.setFocusProxy(self.champ)
        self.champ.textChanged.connect(self._filtrer)
        self.champ.installEventFilter(self)
        self.liste.itemClicked.connect(self._cliquer)
        self.liste.itemChanged.connect(lambda _: self.toggled.emit())

    def set_choix(self, choix: Iterable[Choisissable], cochees: Sequence[Any] = ()) -> None:
        """Remplace les lignes ; ce qui est tapé les filtre encore."""
        self.liste.blockSignals(True)
        self.liste.clear()
        for un in choix:
            self.liste.addItem(self._ligne(un, un.valeur in cochees))
        self.liste.blockSignals(False)
        hauteur = max(self.liste.sizeHintForRow(0), px(24))
        self.liste.setFixedHeight(hauteur * min(max(self.liste.count(), 3), LIGNES) + px(4))
        self._filtrer(self.champ.text())

    def cochees(self) -> list[Any]:
        coche = Qt.CheckState.Checked
        return [ligne.data(VALEUR) for ligne in self._lignes() if self._cases and ligne.checkState() == coche]

    def _ligne(self, un: Choisissable, cochee: bool) -> QListWidgetItem:
        compte = "" if un.compte is None else f"   {nombre(un.compte, 0)}"
        ligne = QListWidgetItem(f"{un.texte}{compte}")
        ligne.setData(VALEUR, un.valeur)
        ligne.setData(REPLIE, sans_accents(un.texte))
        ligne.setData(EN_TAPANT, un.en_tapant)
        if un.intertitre:
            ligne.setFlags(Qt.ItemFlag.NoItemFlags)
            ligne.setFont(fonts.police(fonts.LEGENDE, fonts.GRAS))
            ligne.setForeground(couleur("texte2"))
        elif self._cases:
            ligne.setFlags(ligne.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ligne.setCheckState(Qt.CheckState.Checked if cochee else Qt.CheckState.Unchecked)
        return ligne

    def _lignes(self) -> Iterable[QListWidgetItem]:
        return (self.liste.item(rang) for rang in range(self.liste.count()))

    def _filtrer(self, demande: str) -> None:
        """Chaque mot tapé commence un mot de la ligne ; les intertitres s'effacent pendant que l'on cherche."""
        mots = sans_accents(demande).split()
        for ligne in self._lignes():
            intertitre = ligne.flags() == Qt.ItemFlag.NoItemFlags
            replie = f" {ligne.data(REPLIE)}"
            trouvee = not intertitre and all(f" {mot}" in replie for mot in mots)
            ligne.setHidden(not trouvee if mots else bool(ligne.data(EN_TAPANT)))
        self._aller_a(self._la_mieux(demande), 1)

    def _la_mieux(self, demande: str) -> int:
        """La première qui commence par ce qui est tapé, sinon la première : « charges » avant « hors charges »."""
        debut = sans_accents(demande)
        if not debut:
            return 0
        commencent = (
            rang for rang, ligne in enumerate(self._lignes())
            if not ligne.isHidden() and str(ligne.data(REPLIE)).startswith(debut)
        )  # fmt: skip
        return next(commencent, 0)

    def _aller_a(self, rang: int, pas: int) -> None:
        """La première ligne que l'on peut prendre, à partir de celle-ci."""
        while 0 <= rang < self.liste.count():
            ligne = self.liste.item(rang)
            if not ligne.isHidden() and ligne.flags() != Qt.ItemFlag.NoItemFlags:
                self.liste.setCurrentRow(rang)
                return
            rang += pas

    def _cliquer(self, ligne: QListWidgetItem) -> None:
        if not self._cases and ligne.flags() != Qt.ItemFlag.NoItemFlags:
            self.chosen.emit(ligne.data(VALEUR))

    def _prendre(self) -> None:
        ligne = self.liste.currentItem()
        prenable = ligne is not None and not ligne.isHidden()
        if self._cases and not self.champ.text():
            self.accepted.emit()
        elif prenable and self._cases:
            self._basculer(ligne)
            self.champ.clear()
        elif prenable:
            self.chosen.emit(ligne.data(VALEUR))

    def _basculer(self, ligne: QListWidgetItem | None) -> None:
        if ligne is not None and self._cases:
            cochee = ligne.checkState() == Qt.CheckState.Checked
            ligne.setCheckState(Qt.CheckState.Unchecked if cochee else Qt.CheckState.Checked)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            touche = Qt.Key(event.key())
            if touche in FLECHES:
                pas = 1 if touche in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
                saut = pas if touche in (Qt.Key.Key_Down, Qt.Key.Key_Up) else pas * LIGNES
                self._aller_a(max(0, min(self.liste.currentRow() + saut, self.liste.count() - 1)), pas)
                return True
            if touche in ENTREE:
                self._prendre()
                return True
            if touche == Qt.Key.Key_Space and self._cases and not self.champ.text():
                self._basculer(self.liste.currentItem())
                return True
        return super().eventFilter(watched, event)
