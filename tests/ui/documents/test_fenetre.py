"""L'agente choisit un courrier, voit la page, la garde ou l'enregistre ; un refus dit ce qui manque."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import horloge
from db.dossier import lire_dossier
from db.fichier import Fichier
from db.pieces import pieces
from relogement.documents.document import DU_DOSSIER
from tests.db.test_courriers import poser, un_dossier
from tests.fabrique import un_fichier
from ui.background import Atelier
from ui.composants.texte import Texte
from ui.documents import FenetreDocuments
from ui.ouvert import ProjetOuvert


@pytest.fixture
def fichier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fichier]:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001
    ouvert = un_fichier(tmp_path)
    poser(ouvert, un_dossier())
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def fenetre(qtbot: QtBot, fichier: Fichier) -> Iterator[FenetreDocuments]:
    atelier, dessous = Atelier(), QWidget()
    qtbot.addWidget(dessous)
    dessous.show()
    with fichier.lire() as session:
        lu = lire_dossier(session, 1)
        ouverte = FenetreDocuments(ProjetOuvert(fichier, atelier), lu, dessous)
    ouverte.open()
    qtbot.waitUntil(lambda: ouverte.apercu.nombre == 1)
    yield ouverte
    atelier.close()


def aller_a(qtbot: QtBot, fenetre: FenetreDocuments, rang: int) -> None:
    """Avec les flèches, depuis le haut de la liste."""
    fenetre.liste.setFocus()
    qtbot.keyClick(fenetre.liste, Qt.Key.Key_Home)
    for _ in range(rang):
        qtbot.keyClick(fenetre.liste, Qt.Key.Key_Down)


RANGS = [document.code for document in DU_DOSSIER]
OFFRE, CONSTAT = RANGS.index("offre"), RANGS.index("constat")


def test_l_offre_se_voit_puis_se_garde_dans_le_dossier(
    qtbot: QtBot, fenetre: FenetreDocuments, fichier: Fichier
) -> None:
    aller_a(qtbot, fenetre, OFFRE)
    qtbot.waitUntil(lambda: fenetre.apercu.nombre == 2)

    qtbot.keyClick(fenetre.garder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "offre-1-AC-1" in fenetre.findChild(Texte, "documents_fait").text())

    with fichier.lire() as session:
        assert [piece.nom for piece in pieces(session, 1)] == ["offre-1-AC-1-2026-11-20.pdf"]


def test_garder_deux_fois_le_meme_courrier_se_refuse_en_clair(qtbot: QtBot, fenetre: FenetreDocuments) -> None:
    aller_a(qtbot, fenetre, OFFRE)
    qtbot.waitUntil(lambda: fenetre.apercu.nombre == 2)
    qtbot.keyClick(fenetre.garder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(fenetre.findChild(Texte, "documents_fait").text()))

    qtbot.keyClick(fenetre.garder, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "déjà dans ce dossier" in fenetre.erreur.phrase)


def test_un_constat_impossible_dit_pourquoi_et_ne_s_enregistre_pas(
    qtbot: QtBot, fenetre: FenetreDocuments
) -> None:
    aller_a(qtbot, fenetre, CONSTAT)

    qtbot.waitUntil(lambda: "0 sur 3" in fenetre.apercu.phrase.text())

    assert fenetre.apercu.nombre == 0
    assert not fenetre.enregistrer.isEnabled()
    assert not fenetre.garder.isEnabled()


def test_la_fiche_masquee_s_enregistre_sans_nom(qtbot: QtBot, fenetre: FenetreDocuments, tmp_path: Path) -> None:
    fenetre.masquer.setFocus()
    qtbot.keyClick(fenetre.masquer, Qt.Key.Key_Space)
    vers = tmp_path / "fiche.pdf"
    qtbot.waitUntil(fenetre.enregistrer.isEnabled)

    qtbot.keyClick(fenetre.findChild(QPushButton, "documents_enregistrer"), Qt.Key.Key_Return)
    dialogue = fenetre.findChild(QFileDialog, "documents_fichier")
    dialogue.fileSelected.emit(str(vers))
    dialogue.reject()
    qtbot.waitUntil(lambda: "fiche.pdf" in fenetre.findChild(Texte, "documents_fait").text())

    assert "DIAYE" not in PdfReader(vers).pages[0].extract_text()
