"""Les gestes d'un agent devant l'écran du dossier : taper, choisir, valider, attendre que ce soit écrit."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.composants.segment import Segment
from ui.dossier import EcranDossier
from ui.dossier.actes.dialogue import ActeDialog
from ui.editeurs import ChampChoix

W = TypeVar("W", bound=QWidget)


def ecrire(widget: QWidget, texte: str) -> None:
    """Tape un texte, accents compris : une touche qui porte tout le mot."""
    for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(genre, 0, Qt.KeyboardModifier.NoModifier, texte))


class Agente:
    """Elle cherche chaque champ par son nom, comme un lecteur d'écran."""

    def __init__(self, qtbot: QtBot, ecran: EcranDossier) -> None:
        self.qtbot, self.ecran = qtbot, ecran

    def touche(self, touche: Qt.Key, modificateur: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        cible = QApplication.focusWidget() or self.ecran
        self.qtbot.keyClick(cible, touche, modificateur)

    def trouve(self, genre: type[W], nom: str, dans: QWidget | None = None) -> W:
        trouves = [w for w in (dans or self.ecran).findChildren(genre, nom) if not w.isHidden()]
        assert trouves, f"{nom} introuvable"
        return trouves[-1]

    def clic(self, nom: str, dans: QWidget | None = None) -> None:
        bouton = self.trouve(QPushButton, nom, dans)
        assert bouton.isEnabled(), f"{nom} est inactif"
        self.qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)

    def remplir(self, dans: QWidget, **valeurs: str) -> None:
        """Champ par champ : ce qui était écrit est remplacé, une liste se choisit par son mot."""
        for nom, valeur in valeurs.items():
            champ = self.trouve(QWidget, nom, dans)
            champ.setFocus()
            if isinstance(champ, ChampChoix):
                assert champ.findText(valeur) >= 0, f"{nom} : « {valeur} » n’est pas proposé"
                champ.setCurrentText(valeur)
            elif isinstance(champ, QLineEdit | QPlainTextEdit):
                champ.selectAll()
                self.qtbot.keyClick(champ, Qt.Key.Key_Delete)
                ecrire(champ, valeur)

    def choisir(self, nom: str, cle: str, dans: QWidget | None = None) -> None:
        """Passe d'un choix à l'autre avec la flèche, jusqu'au bon."""
        segment = self.trouve(Segment, nom, dans)
        for _ in range(8):
            if segment.current == cle:
                return
            self.qtbot.keyClick(segment, Qt.Key.Key_Right)
        raise AssertionError(f"{nom} n’a pas de choix « {cle} »")

    def dialogue(self, nom: str) -> ActeDialog:
        ouverts = [d for d in self.ecran.findChildren(ActeDialog, f"dialogue_{nom}") if d.isVisible()]
        assert ouverts, f"la fenêtre « {nom} » n’est pas ouverte"
        return ouverts[-1]

    def acte(self, nom: str) -> ActeDialog:
        """Ouvre un acte par le menu « Noter un acte »."""
        menu = self.ecran.entete.actes.menu()
        action = next((a for a in menu.actions() if a.objectName() == f"acte_{nom}"), None)
        assert action is not None, f"l’acte « {nom} » n’est pas possible maintenant"
        action.trigger()
        return self.dialogue(nom)

    def valider(self, dialogue: ActeDialog) -> None:
        """Entrée, puis l'attente de l'écriture : la fenêtre se ferme d'elle-même."""
        ecrits: list[bool] = []
        connexion = self.ecran.ouvert.saved.connect(lambda: ecrits.append(True))
        self.qtbot.keyClick(dialogue, Qt.Key.Key_Return)
        self.attendre(lambda: bool(ecrits) or bool(dialogue.erreur.phrase))
        self.ecran.ouvert.saved.disconnect(connexion)
        assert ecrits, dialogue.erreur.phrase

    def enregistrer(self) -> None:
        self.ecran.activateWindow()
        self.attendre(self.ecran.isActiveWindow)
        with self.qtbot.waitSignal(self.ecran.ouvert.saved, timeout=5000):
            self.qtbot.keyClick(self.ecran, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def attendre(self, vrai: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(vrai, timeout=5000)
