"""Plusieurs dossiers choisis : un seul PDF, l'avancement, et ce qui n'a pas pu s'écrire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from tests.db.test_courriers import poser, un_dossier
from tests.fabrique import un_fichier
from ui.background import Atelier
from ui.composants.texte import Texte
from ui.documents.lot import FenetreLot
from ui.ouvert import ProjetOuvert


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path)
    poser(ouvert, un_dossier(), un_dossier("AC-2", adresse=None), un_dossier("AC-3"))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def fenetre(qtbot: QtBot, fichier: Fichier) -> Iterator[FenetreLot]:
    atelier, dessous = Atelier(), QWidget()
    qtbot.addWidget(dessous)
    dessous.show()
    ouverte = FenetreLot(ProjetOuvert(fichier, atelier), [1, 2, 3], dessous)
    ouverte.open()
    yield ouverte
    atelier.close()


def enregistrer(qtbot: QtBot, fenetre: FenetreLot, vers: Path) -> None:
    qtbot.keyClick(fenetre.enregistrer, Qt.Key.Key_Return)
    dialogue = fenetre.findChild(QFileDialog, "documents_lot_fichier")
    dialogue.fileSelected.emit(str(vers))
    dialogue.reject()


def test_les_fiches_masquees_de_trois_dossiers_font_trois_pages(
    qtbot: QtBot, fenetre: FenetreLot, tmp_path: Path
) -> None:
    qtbot.keyClick(fenetre.masquer, Qt.Key.Key_Space)

    enregistrer(qtbot, fenetre, tmp_path / "fiches.pdf")
    qtbot.waitUntil(lambda: fenetre.enregistrer.isEnabled() and fenetre.ouvrir.isVisible())

    pages = [page.extract_text() for page in PdfReader(tmp_path / "fiches.pdf").pages]
    assert ["Ménage AC-" in page and "DIAYE" not in page for page in pages] == [True] * 3


def test_une_lettre_qui_ne_s_ecrit_pas_se_dit(qtbot: QtBot, fenetre: FenetreLot, tmp_path: Path) -> None:
    fenetre.documents.setFocus()
    qtbot.keyClicks(fenetre.documents, "Offre")

    enregistrer(qtbot, fenetre, tmp_path / "offres.pdf")
    qtbot.waitUntil(fenetre.ouvrir.isVisible)

    assert fenetre.findChild(Texte, "documents_lot_fait").text() == "2 dossiers dans offres.pdf."
    assert "AC-2 : Complétez d’abord le dossier" in fenetre.findChild(Texte, "documents_lot_refus").text()
