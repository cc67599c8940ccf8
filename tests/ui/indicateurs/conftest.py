"""L'écran des indicateurs sur un vrai fichier : quatre relogés, et un ménage qui attend."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.nomenclatures import TypeDossier
from tests.fabrique import (
    SITE,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_menage_reloge,
    un_relogement,
    une_offre,
    une_operation,
)
from tests.ui.indicateurs.gestes import un_ecran
from ui.background import Atelier
from ui.indicateurs import EcranIndicateurs
from ui.ouvert import ProjetOuvert

OBJECTIFS = {"HORS_QPV": "60", "HORS_SITE": "99", "RAC_MAITRISE": "10"}


def les_menages() -> list[Menage]:
    """Trois titulaires relogés dont un dans le site, un décohabitant hors QPV, et un ménage qui attend."""
    a, b = une_operation("A"), une_operation("B")
    dans_le_site = un_menage("S1", nom="SITE", operation=a, avant=un_cout())
    un_relogement(dans_le_site, cout=un_cout(), logement=un_logement(qpv=SITE, commune="Perpignan"))
    fils = un_menage(
        "L1-1", nom="LOGÉ", prenom="Fils", operation=a, type=TypeDossier.DECOHABITANT, logement_quitte=None
    )
    un_relogement(fils, cout=un_cout())
    attend = un_menage("A1", nom="ATTEND", operation=b, enquete_le=date(2026, 1, 5))
    attend.offres = [une_offre(motif_refus="CHER", repondue_le=date(2026, 1, 20))]
    return [
        un_menage_reloge("L1", nom="LOGÉ", operation=a), un_menage_reloge("L2", nom="BIEN", operation=b),
        dans_le_site, fils, attend,
    ]  # fmt: skip


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *les_menages(), objectifs=OBJECTIFS)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier = Atelier()
    yield ProjetOuvert(fichier, atelier)
    atelier.close()


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranIndicateurs:
    return un_ecran(qtbot, ouvert)
