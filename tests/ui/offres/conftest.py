"""La vraie fenêtre sur deux ménages et deux logements vacants."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from relogement.nomenclatures import Typologie
from tests.fabrique import un_fichier, un_logement, un_menage, une_operation
from ui.cadre.cadre import Cadre
from ui.main_window import MainWindow
from ui.reglages import Reglages


@pytest.fixture
def cadre(qtbot: QtBot, tmp_path: Path) -> Iterator[Cadre]:
    """Deux ménages de deux personnes, un T3 et un T5 : le T5 est trop grand pour eux."""
    operation = une_operation()
    fichier = un_fichier(
        tmp_path,
        un_menage("A1", nom="ADAM", operation=operation, nb_personnes=2),
        un_menage("B1", nom="BLANC", operation=operation, nb_personnes=2),
    )
    with fichier.ecrire("Vacances") as session:
        session.add(
            un_logement(residence="Les Pins", commune="Perpignan", bailleur="Canigou", typologie=Typologie.T3)
        )
        session.add(
            un_logement(residence="Les Tours", commune="Toulouges", bailleur="Habitat Sud", typologie=Typologie.T5)
        )
    fenetre = MainWindow(Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(fenetre)
    with qtbot.waitExposed(fenetre):
        fenetre.show()
    fenetre.montrer(fichier)
    assert fenetre.cadre is not None
    yield fenetre.cadre
    fenetre.close()
