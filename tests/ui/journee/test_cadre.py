"""La journée dans la fenêtre : ouverte d'abord quand quelque chose est dû, comptée dans la barre."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.nomenclatures import Etat
from tests.fabrique import un_fichier, un_menage
from ui.main_window import MainWindow
from ui.reglages import Reglages


@pytest.fixture
def fenetre(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    montree = MainWindow(Reglages(QSettings(str(tmp_path / "r.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(montree)
    montree.resize(1440, 900)
    montree.show()
    yield montree
    montree.close()


def test_la_journee_s_ouvre_d_abord_et_la_barre_compte_les_retards(
    qtbot: QtBot, fenetre: MainWindow, fichier: Fichier
) -> None:
    fenetre.montrer(fichier)
    assert fenetre.cadre is not None
    bouton = fenetre.findChild(QPushButton, "aller_journee")
    qtbot.waitUntil(lambda: bouton.accessibleName() == "Ma journée, 2 en retard")

    assert fenetre.cadre.visible == "journee"


def test_un_projet_ou_rien_n_est_du_s_ouvre_sur_les_dossiers(
    qtbot: QtBot, fenetre: MainWindow, tmp_path: Path
) -> None:
    fenetre.montrer(un_fichier(tmp_path, un_menage("A", etat=Etat.RECENSE)))
    assert fenetre.cadre is not None

    assert fenetre.cadre.visible == "dossiers"
    qtbot.waitUntil(lambda: not fenetre.atelier.is_busy)


def test_la_journee_ouvre_un_dossier_et_echap_y_revient(
    qtbot: QtBot, fenetre: MainWindow, fichier: Fichier
) -> None:
    fenetre.montrer(fichier)
    assert fenetre.cadre is not None
    cadre, journee = fenetre.cadre, fenetre.cadre.journee()
    qtbot.waitUntil(lambda: journee.est_a_jour)
    retard = next(iter(journee.colonnes.values())).liste
    qtbot.keyClick(retard, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: cadre.visible == "dossier")

    assert cadre.ecran_dossier.barre.current == "offres"
    cadre.revenir()
    assert cadre.visible == "journee"
    qtbot.waitUntil(lambda: not fenetre.atelier.is_busy)
