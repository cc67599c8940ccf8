"""Les gestes dans l'écran des offres : y aller, presser un bouton, remplir un champ."""

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.cadre.cadre import Cadre
from ui.composants.bouton import Bouton
from ui.offres import EcranOffres

W = TypeVar("W", bound=QWidget)


def les_offres(qtbot: QtBot, cadre: Cadre, menages: int = 2) -> EcranOffres:
    cadre.aller("offres")
    ecran = cadre.findChild(EcranOffres)
    assert isinstance(ecran, EcranOffres)
    qtbot.waitUntil(lambda: len(ecran.registre.volet.menages.modele.lignes) == menages)
    return ecran


def trouve(genre: type[W], nom: str, dans: QWidget) -> W:
    lui = dans.findChild(genre, nom)
    assert isinstance(lui, genre), f"{nom} introuvable"
    return lui


def presser(nom: str, dans: QWidget) -> None:
    bouton = trouve(Bouton, nom, dans)
    assert bouton.isEnabled(), f"{nom} est inactif"
    QTest.mouseClick(bouton, Qt.MouseButton.LeftButton)


def taper(champ: QWidget, texte: str) -> None:
    """Une touche qui porte tout le mot, accents compris, à la place de ce qui était écrit."""
    if isinstance(champ, QLineEdit):
        champ.selectAll()
        QTest.keyClick(champ, Qt.Key.Key_Delete)
    for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(champ, QKeyEvent(genre, 0, Qt.KeyboardModifier.NoModifier, texte))


def remplir(dans: QWidget, **valeurs: str) -> None:
    """Champ par champ ; une liste se choisit par son mot."""
    for nom, valeur in valeurs.items():
        champ = trouve(QWidget, nom, dans)
        if isinstance(champ, QComboBox):
            assert champ.findText(valeur) >= 0, f"{nom} : « {valeur} » n’est pas proposé"
            champ.setCurrentText(valeur)
        else:
            taper(champ, valeur)


def dialogue(qtbot: QtBot, cadre: Cadre, nom: str) -> QWidget:
    """La fenêtre ouverte de ce nom."""
    qtbot.waitUntil(lambda: any(w.isVisible() for w in cadre.window().findChildren(QWidget, nom)))
    return next(w for w in cadre.window().findChildren(QWidget, nom) if w.isVisible())
