"""Les gestes sur l'écran des indicateurs : lire un chiffre, cliquer, taper une date."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.ensemble import VueEnsemble
from ui.indicateurs.onglets import ONGLETS, Onglet
from ui.ouvert import ProjetOuvert


def un_ecran(qtbot: QtBot, ouvert: ProjetOuvert, onglets: Sequence[Onglet] = ONGLETS) -> EcranIndicateurs:
    ecran = EcranIndicateurs(ouvert, declares=onglets)
    qtbot.addWidget(ecran)
    ecran.resize(1440, 900)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.on_enter()
    attendre(qtbot, ouvert)
    return ecran


def attendre(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)


def texte(ecran: QWidget, nom: str) -> str:
    trouve = ecran.findChild(QLabel, nom) or ecran.findChild(QPushButton, nom)
    assert trouve is not None, nom
    return trouve.text()


def cliquer(qtbot: QtBot, ecran: EcranIndicateurs, nom: str, ouvert: ProjetOuvert) -> None:
    bouton = ecran.findChild(QPushButton, nom)
    assert bouton is not None, nom
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)
    attendre(qtbot, ouvert)


def ensemble(ecran: EcranIndicateurs) -> VueEnsemble:
    vue = ecran.vue("ensemble")
    assert isinstance(vue, VueEnsemble)
    return vue


def menages(ecran: EcranIndicateurs) -> dict[str, str]:
    return {ligne.reference: ligne.motif for ligne in ensemble(ecran).volet.liste.modele.lignes}


def taper(qtbot: QtBot, ecran: EcranIndicateurs, date_tapee: str) -> None:
    champ = ecran.findChild(QLineEdit, "indicateurs_au")
    champ.selectAll()
    qtbot.keyClicks(champ, date_tapee)
    qtbot.keyClick(champ, Qt.Key.Key_Return)
