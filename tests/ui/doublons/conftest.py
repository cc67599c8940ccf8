"""Deux dossiers d'Odette LEFÈVRE et un voisin, dans un vrai fichier, l'écran d'un dossier ouvert dessus."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import horloge
from db.fichier import Fichier
from relogement.nomenclatures import Etat, Lien, Source
from relogement.parcours import passer
from tests.fabrique import un_cout, un_fichier, un_menage, un_menage_reloge, une_offre, une_operation, une_personne
from ui.background import Atelier
from ui.dossier import EcranDossier
from ui.ouvert import ProjetOuvert

NE = date(1970, 3, 12)


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ac = une_operation("AC")
    odette = un_menage("AC-001", nom="LEFÈVRE", prenom="Odette", ug="0012", operation=ac,
                       avant=un_cout("300", "80", "150"))  # fmt: skip
    double = un_menage("AC-002", nom="LEFEVRE", prenom="O.", operation=ac, telephone="0611223344",
                       avant=un_cout("300", "80", "180"), logement_quitte=None)  # fmt: skip
    for menage in (odette, double):
        menage.personnes[0].naissance_le = NE
        passer(menage, Etat.RECENSE, date(2026, 1, 2))
    double.couts[0].justifier("apl", Source.NOTIFICATION, date(2026, 4, 1))
    double.personnes.append(une_personne("LEFÈVRE", Lien.ENFANT, prenom="Louis", naissance_le=date(2001, 5, 6)))
    double.offres.append(une_offre())
    voisin = un_menage_reloge("AC-003", nom="MARTIN", prenom="Zoé", operation=ac)
    voisin.relogements[0].logement.qpv = None
    ouvert = un_fichier(tmp_path, odette, double, voisin)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def projet(qapp: object, fichier: Fichier) -> Iterator[ProjetOuvert]:
    pannes: list[object] = []
    atelier = Atelier()
    atelier.crashed.connect(pannes.append)
    yield ProjetOuvert(fichier, atelier)
    atelier.close()
    assert not pannes


@pytest.fixture
def ecran(qtbot: QtBot, projet: ProjetOuvert) -> EcranDossier:
    montre = EcranDossier(projet)
    qtbot.addWidget(montre)
    montre.resize(1268, 826)
    montre.show()
    montre.open_dossier(1)
    return montre
