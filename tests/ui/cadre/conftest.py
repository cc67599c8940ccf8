"""La vraie fenêtre, sur un petit projet, avec des réglages à elle."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from relogement.menage import Menage
from tests.fabrique import un_cout, un_fichier, un_menage, une_operation
from ui.cadre.cadre import Cadre
from ui.main_window import MainWindow
from ui.reglages import Reglages


def trois_menages() -> list[Menage]:
    acacias, bleuets = une_operation("AC"), une_operation("BL")
    return [
        un_menage("AC-001", nom="N’Diaye", prenom="Aïssatou", operation=acacias, ug="0046001",
                  telephone="06 12 34 56 78", numero_unique="066032600417500666", avant=un_cout()),
        un_menage("AC-002", nom="FAURE", prenom="Marie-Claude", operation=acacias, ug="0046002"),
        un_menage("BL-001", nom="ZAOUI", prenom="Nadia", operation=bleuets, ug="0047001"),
    ]  # fmt: skip


@pytest.fixture
def reglages(tmp_path: Path) -> Reglages:
    return Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def fenetre(qtbot: QtBot, tmp_path: Path, reglages: Reglages) -> Iterator[MainWindow]:
    """Active, projet ouvert, première lecture faite."""
    montree = MainWindow(reglages)
    qtbot.addWidget(montree)
    montree.resize(1280, 800)
    with qtbot.waitExposed(montree):
        montree.show()
    montree.activateWindow()
    qtbot.waitUntil(montree.isActiveWindow)
    montree.montrer(un_fichier(tmp_path, *trois_menages()))
    qtbot.waitUntil(lambda: not montree.atelier.is_busy)
    yield montree
    montree.close()


@pytest.fixture
def cadre(fenetre: MainWindow) -> Cadre:
    assert fenetre.cadre is not None
    return fenetre.cadre
