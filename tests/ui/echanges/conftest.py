"""L'écran « Échanges » sur le fichier du test, montré à sa taille."""

import pytest
from pytestqt.qtbot import QtBot

from ui.echanges import EcranEchanges
from ui.ouvert import ProjetOuvert


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranEchanges:
    """À la page des imports ; un fichier de tests peut l'amener ailleurs."""
    ecran = EcranEchanges(ouvert)
    qtbot.addWidget(ecran)
    ecran.resize(1268, 826)
    with qtbot.waitExposed(ecran):
        ecran.show()
    return ecran
