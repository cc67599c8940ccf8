"""Un dossier dans un vrai fichier, l'écran ouvert dessus, un jour choisi."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import horloge
from db.fichier import Fichier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import Financement, Source, Typologie
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage
from tests.ui.dossier.gestes import Agente
from ui.background import Atelier
from ui.dossier import EcranDossier
from ui.ouvert import ProjetOuvert

AU = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001 — l'heure du poste


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le vendredi 20 novembre 2026, dix heures."""
    monkeypatch.setattr(horloge, "maintenant", lambda: AU)


def le_menage() -> Menage:
    """Un titulaire qui paie 300 + 80 − 180 = 200 € sur 1 200 € de ressources, dans 60 m²."""
    avant = un_cout("300", "80", "180")
    avant.justifier("loyer", Source.QUITTANCE, None)
    menage = un_menage("AC-100", nom="MARTIN", prenom="Zoé", ug="0012", avant=avant)
    menage.couts[0].chauffage_inclus = True
    return menage


def vivier() -> list[LogementOffert]:
    """Trois logements libres, à 310, 320 et 330 € de loyer et 80 € de charges."""
    return [
        un_logement(
            residence=f"Résidence {rang}", commune="Cabestany", bailleur="Canigou Logement",
            typologie=Typologie.T3, financement=Financement.PLUS, loyer=Decimal(300 + 10 * rang),
            charges=Decimal(80), premiere_location=rang == 3,
        )
        for rang in (1, 2, 3)
    ]  # fmt: skip


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, le_menage())
    with ouvert.ecrire("Vivier") as session:
        session.add_all(vivier())
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(qtbot: QtBot, fichier: Fichier) -> Iterator[EcranDossier]:
    atelier, pannes = Atelier(), []
    atelier.crashed.connect(pannes.append)
    montre = EcranDossier(ProjetOuvert(fichier, atelier))
    qtbot.addWidget(montre)
    montre.resize(1268, 826)
    montre.show()
    montre.open_dossier(1)
    yield montre
    atelier.close()
    if pannes:
        raise pannes[0]


@pytest.fixture
def agente(qtbot: QtBot, ecran: EcranDossier) -> Agente:
    return Agente(qtbot, ecran)
