"""L'écran des paramètres sur un vrai fichier, un jour choisi."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from db import horloge
from db.fichier import Fichier
from relogement.menage import Menage
from relogement.nomenclatures import Moment
from tests.fabrique import un_cout, un_fichier, un_menage, un_relogement, une_operation
from tests.ui.parametres.gestes import Reglante
from ui.background import Atelier
from ui.ouvert import ProjetOuvert
from ui.parametres import EcranParametres
from ui.reglages import Reglages

AU = datetime(2027, 10, 4, 9, 30)  # noqa: DTZ001 — l'heure du poste


@pytest.fixture(autouse=True)
def lundi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le lundi 4 octobre 2027 : les loyers plafonds de l'APL devaient être revus le 1er."""
    monkeypatch.setattr(horloge, "maintenant", lambda: AU)


def trois_menages() -> list[Menage]:
    """Avant : 300 + 80 − 200 = 180 €. Après : 195 (+8,33 %), 205 (+13,89 %) et 225 € (+25 %)."""
    operation, menages = une_operation(), []
    for rang, loyer in enumerate(("315", "325", "345"), start=1):
        menage = un_menage(f"D{rang}", operation=operation, avant=un_cout())
        un_relogement(menage, cout=un_cout(loyer, moment=Moment.APRES))
        menages.append(menage)
    return menages


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *trois_menages())
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(qtbot: QtBot, fichier: Fichier, tmp_path: Path) -> Iterator[EcranParametres]:
    atelier, pannes = Atelier(), []
    atelier.crashed.connect(pannes.append)
    reglages = Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat))
    montre = EcranParametres(ProjetOuvert(fichier, atelier), reglages=reglages)
    qtbot.addWidget(montre)
    montre.resize(1268, 826)
    montre.show()
    montre.on_enter()
    yield montre
    atelier.close()
    if pannes:
        raise pannes[0]


@pytest.fixture
def elle(qtbot: QtBot, ecran: EcranParametres) -> Reglante:
    return Reglante(qtbot, ecran)
