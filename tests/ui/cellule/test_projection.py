"""Projeter l'immeuble : l'écran seul, sans les barres, et l'on en revient comme on y est allé."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from tests.fabrique import un_fichier, un_menage
from ui.cadre.cadre import Cadre
from ui.main_window import MainWindow
from ui.reglages import Reglages


@pytest.fixture
def cadre(qtbot: QtBot, tmp_path: Path) -> Iterator[Cadre]:
    fenetre = MainWindow(Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(fenetre)
    with qtbot.waitExposed(fenetre):
        fenetre.show()
    fenetre.activateWindow()
    fenetre.montrer(un_fichier(tmp_path, un_menage("D1")))
    assert fenetre.cadre is not None
    yield fenetre.cadre
    fenetre.close()


def barres(cadre: Cadre) -> list[bool]:
    return [barre.isVisible() for barre in (cadre.haut, cadre.gauche, cadre.bas)]


def test_f11_projette_l_ecran_seul_et_echap_rend_la_fenetre(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = cadre.cellule().vidage()
    qtbot.waitUntil(lambda: ecran.vue is not None)
    ecran.cages.setFocus()

    qtbot.keyClick(ecran.cages, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: barres(cadre) == [False, False, False])

    assert cadre.fenetre.isFullScreen()
    qtbot.keyClick(ecran.cages, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: barres(cadre) == [True, True, True])
    assert not cadre.fenetre.isFullScreen()


def test_un_dossier_ouvert_pendant_la_projection_retrouve_les_barres(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = cadre.cellule().vidage()
    qtbot.waitUntil(lambda: ecran.vue is not None)
    qtbot.mouseClick(cadre.cellule().entete.projeter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: barres(cadre) == [False, False, False])
    ecran.cages.setFocus()
    qtbot.keyClick(ecran.cages, Qt.Key.Key_Home)

    qtbot.keyClick(ecran.cages, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cadre.visible == "dossier")

    assert barres(cadre) == [True, True, True]
    cadre.revenir()
    assert barres(cadre) == [False, False, False]
