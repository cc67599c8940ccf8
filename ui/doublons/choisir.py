"""Choisir un autre dossier en tapant : son nom, son UG, sa référence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from db.dossiers import LigneDossier
from ui.cadre import travaux
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.theme import px


class ChoisirDossier(QDialog):
    """`chosen` porte le dossier ; Bas et Haut choisissent, Entrée valide, Échap ferme."""

    chosen = Signal(int)

    def __init__(self, ouvert: ProjetOuvert, titre: str, sauf: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._sauf = ouvert, sauf
        self.setObjectName("choisir_dossier")
        self.setWindowTitle(titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(460))
        self.champ, self.liste = QLineEdit(), QListWidget()
        self.champ.setObjectName("choisir_champ")
        self.champ.setAccessibleName(titre)
        self.champ.setPlaceholderText("Nom, UG, référence…")
        self.liste.setObjectName("choisir_liste")
        self.liste.setAccessibleName("Dossiers trouvés")
        self.liste.setMinimumHeight(px(240))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(20), px(16), px(20), px(16))
        colonne.setSpacing(px(8))
        for morceau in (Texte(titre), self.champ, self.liste, legende("Entrée choisit, Échap ferme.")):
            colonne.addWidget(morceau)
        self.champ.textChanged.connect(self._chercher)
        self.champ.returnPressed.connect(self._choisir)
        self.liste.itemActivated.connect(lambda _: self._choisir())
        self.champ.setFocus()

    def _chercher(self, demande: str) -> None:
        self.liste.clear()
        for ligne in travaux.dossiers_trouves(self._ouvert.fichier, demande) if demande.strip() else ():
            if ligne.id != self._sauf:
                self.liste.addItem(_element(ligne))
        self.liste.setCurrentRow(0)

    def _choisir(self) -> None:
        if (element := self.liste.currentItem()) is not None:
            numero: int = element.data(Qt.ItemDataRole.UserRole)
            self.accept()
            self.chosen.emit(numero)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.liste.count():
            pas = 1 if arg__1.key() == Qt.Key.Key_Down else -1
            self.liste.setCurrentRow((self.liste.currentRow() + pas) % self.liste.count())
            return
        super().keyPressEvent(arg__1)


def _element(ligne: LigneDossier) -> QListWidgetItem:
    place = f" · {ligne.place}" if ligne.place else ""
    element = QListWidgetItem(f"{ligne.nom}  ·  {ligne.reference}{place}")
    element.setData(Qt.ItemDataRole.UserRole, ligne.id)
    return element
