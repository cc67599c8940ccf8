"""La vraie fenêtre, sur un petit projet, un dossier ouvert."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.cadre.conftest import cadre, fenetre, reglages
from ui.cadre.cadre import Cadre

__all__ = ["cadre", "fenetre", "reglages"]


@pytest.fixture
def dossier(qtbot: QtBot, cadre: Cadre) -> Cadre:
    """Le premier dossier, ouvert à l'onglet de l'enquête."""
    cadre.montrer_dossier(1)
    qtbot.waitUntil(lambda: cadre.ecran_dossier.lu is not None)
    cadre.ecran_dossier.barre.set_current("enquete")
    return cadre
