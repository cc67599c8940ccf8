"""Les gestes d'une personne devant les paramètres : aller à un onglet, taper, presser un bouton."""

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dossier.gestes import ecrire
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte
from ui.editeurs import ChampTexte
from ui.parametres import EcranParametres

W = TypeVar("W", bound=QWidget)


class Reglante:
    """Elle cherche chaque chose par son nom, comme un lecteur d'écran."""

    def __init__(self, qtbot: QtBot, ecran: EcranParametres) -> None:
        self.qtbot, self.ecran = qtbot, ecran

    def trouve(self, genre: type[W], nom: str) -> W:
        trouves = [w for w in self.ecran.findChildren(genre, nom) if w.isVisible()]
        assert trouves, f"{nom} introuvable"
        return trouves[-1]

    def onglet(self, cle: str) -> None:
        """Avec la flèche, jusqu'à la bonne section."""
        sections = self.trouve(QListWidget, "parametres_sections")
        for _ in range(sections.count()):
            if self.ecran.section == cle:
                return
            self.qtbot.keyClick(sections, Qt.Key.Key_Down)
        raise AssertionError(f"pas de section « {cle} »")

    def clic(self, nom: str) -> None:
        bouton = self.trouve(QPushButton, nom)
        assert bouton.isEnabled(), f"{nom} est inactif"
        self.qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)

    def actif(self, nom: str) -> bool:
        return self.trouve(QPushButton, nom).isEnabled()

    def ecrit(self, nom: str, texte: str) -> None:
        """Remplace ce qu'un champ contient."""
        champ = self.trouve(QLineEdit, nom)
        champ.setFocus()
        champ.selectAll()
        self.qtbot.keyClick(champ, Qt.Key.Key_Delete)
        ecrire(champ, texte)

    def ligne(self, table: str, rang: int, colonne: int = 0) -> None:
        """Un clic sur une cellule."""
        vue = self.trouve(QTableView, table)
        vue.scrollTo(vue.model().index(rang, colonne))
        centre: QPoint = vue.visualRect(vue.model().index(rang, colonne)).center()
        self.qtbot.mouseClick(vue.viewport(), Qt.MouseButton.LeftButton, pos=centre)

    def cellule(self, table: str, rang: int, colonne: int) -> str:
        return str(self.trouve(QTableView, table).model().index(rang, colonne).data())

    def rang(self, table: str, debut: str) -> int:
        vue = self.trouve(QTableView, table)
        return next(i for i in range(vue.model().rowCount()) if self.cellule(table, i, 0).startswith(debut))

    def tape_la_valeur(self, table: str, texte: str) -> None:
        """Tape sur la cellule courante, puis Entrée : la suivante devient courante."""
        self.corrige(table, "bareme_valeur", texte)

    def corrige(self, table: str, editeur: str, texte: str) -> None:
        """F2, la nouvelle valeur à la place de l'ancienne, Entrée."""
        self.qtbot.keyClick(self.trouve(QTableView, table), Qt.Key.Key_F2)
        champ = self.trouve(ChampTexte, editeur)
        champ.selectAll()
        self.qtbot.keyClicks(champ, texte)
        self.qtbot.keyClick(champ, Qt.Key.Key_Return)
        QApplication.processEvents()

    def lit(self, nom: str) -> str:
        return self.trouve(Texte, nom).text()

    def trouve_textes(self, nom: str) -> list[Texte]:
        """Tous les textes que montre une carte."""
        return [texte for texte in self.trouve(QWidget, nom).findChildren(Texte) if texte.isVisible()]

    def bandeau(self, nom: str) -> str:
        """La phrase d'un bandeau ; vide s'il est caché."""
        trouve = self.ecran.findChild(BandeauErreur, nom)
        assert isinstance(trouve, BandeauErreur)
        return trouve.phrase if trouve.isVisible() else ""

    def attend_l_ecriture(self, bouton: str) -> None:
        with self.qtbot.waitSignal(self.ecran.ouvert.saved, timeout=5000):
            self.clic(bouton)
        self.qtbot.waitUntil(lambda: not self.ecran.ouvert.atelier.is_busy)
