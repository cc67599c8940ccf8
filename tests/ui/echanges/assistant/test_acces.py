"""Chaque étape d'un import se parcourt au clavier et se lit, à la plus petite taille promise."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.echanges.assistant.conftest import ETAT_LOCATIF
from tests.ui.test_acces import cadre, defauts, projet
from ui.cadre.cadre import Cadre
from ui.echanges.assistant.assistant import PageImport
from ui.echanges.assistant.etat import Etape

__all__ = ["cadre", "projet"]


@pytest.fixture
def fautif(tmp_path: Path) -> Path:
    """Un état locatif d'une autre mise en page, dont une ligne est illisible."""
    chemin = tmp_path / "etat.csv"
    chemin.write_text(ETAT_LOCATIF.replace("Charges", "Couleur du palier").replace("377,35", "-377,35"), "utf-8")
    return chemin


def attendre(qtbot: QtBot, cadre: Cadre, page: PageImport) -> None:
    qtbot.waitUntil(lambda: not page.en_attente and not cadre.fenetre.atelier.is_busy, timeout=20_000)


def ouvrir(qtbot: QtBot, cadre: Cadre, chemin: Path) -> PageImport:
    page = cadre.echanges().importer
    page.ouvrir(chemin)
    attendre(qtbot, cadre, page)
    page.fichier.destination.dire(operation="LI")
    attendre(qtbot, cadre, page)
    return page


@pytest.mark.parametrize("etape", list(Etape))
def test_une_etape_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre, fautif: Path, etape: Etape) -> None:
    page = ouvrir(qtbot, cadre, fautif)
    for _ in range(etape):
        page.avancer()
        attendre(qtbot, cadre, page)
    assert page.etape is etape

    assert defauts(qtbot, cadre, cadre.fenetre) == []


def test_la_liste_des_imports_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    cadre.echanges().pages.set_current("lots")

    assert defauts(qtbot, cadre, cadre.fenetre) == []
