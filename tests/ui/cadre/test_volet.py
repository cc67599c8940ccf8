"""Un volet ne reste pas devant un autre écran."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.composants.volet import Volet
from ui.ecrans import SCREENS
from ui.main_window import MainWindow


def test_changer_d_ecran_au_clavier_ferme_le_volet_des_filtres(qtbot: QtBot, fenetre: MainWindow) -> None:
    assert fenetre.cadre is not None
    fenetre.cadre.aller("dossiers")
    qtbot.waitUntil(lambda: not fenetre.atelier.is_busy)
    fenetre.cadre.liste().add_filter()
    qtbot.waitUntil(lambda: any(v.isVisible() for v in fenetre.findChildren(Volet)))
    qtbot.keyClick(fenetre, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    assert fenetre.cadre.visible == SCREENS[2].cle
    qtbot.waitUntil(lambda: not any(v.isVisible() for v in fenetre.findChildren(Volet)))
