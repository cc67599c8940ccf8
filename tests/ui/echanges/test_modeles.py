"""Préparer un modèle par l'écran : le choisir, dire à qui, et savoir ce qui y est."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.exports.a_remplir import MODELES
from tests.fabrique import un_fichier, un_menage
from tests.ui.echanges.gestes import choisir_le_fichier
from ui.composants.segment import Segment
from ui.echanges import EcranEchanges
from ui.ouvert import ProjetOuvert


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, un_menage("D-001", nom="Kowalczyk", bailleur="Têt Habitat", ug="0045001"))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(qtbot: QtBot, ecran: EcranEchanges) -> EcranEchanges:
    ecran.preparer_le_modele("etat-locatif")
    bailleur = ecran.findChild(QLineEdit, "modeles_bailleur")
    qtbot.waitUntil(lambda: bailleur.text() == "Têt Habitat")
    return ecran


def enregistrer(qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, chemin: Path) -> None:
    choisir_le_fichier(qtbot, ecran, "modeles_enregistrer", "modeles_dialogue", chemin)
    bouton = ecran.findChild(QPushButton, "modeles_enregistrer")
    panneau, erreur = ecran.exporter.modeles.panneau, ecran.exporter.modeles.erreur
    qtbot.waitUntil(lambda: bouton.isEnabled() and (panneau.isVisible() or erreur.isVisible()))


def test_chaque_modele_dit_a_quoi_il_sert_et_qui_le_recoit(qtbot: QtBot, ecran: EcranEchanges) -> None:
    choix = ecran.findChild(Segment, "modeles_choix")
    for rang, modele in enumerate(MODELES):
        if rang:
            qtbot.keyClick(choix, Qt.Key.Key_Right)
        mots = " ".join(etiquette.text() for etiquette in ecran.exporter.modeles.findChildren(QLabel))
        assert modele.utilite in mots
        assert modele.destinataires in mots


def test_un_modele_prerempli_s_enregistre_et_dit_ce_qui_y_est(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    qtbot.keyClick(ecran.findChild(QCheckBox, "modeles_prerempli"), Qt.Key.Key_Space)

    enregistrer(qtbot, ecran, ouvert, tmp_path / "modele.xlsx")

    assert ecran.findChild(QLabel, "modeles_fait").text() == "1 logement prérempli dans « modele.xlsx »"
    assert ecran.exporter.modeles.panneau.famille == "vert"
    lues = [c.value for c in openpyxl.load_workbook(tmp_path / "modele.xlsx").worksheets[0][5]]
    assert "0045001" in lues
    assert "Kowalczyk" not in lues


def test_les_noms_demandent_un_prerempli_et_un_bailleur(qtbot: QtBot, ecran: EcranEchanges) -> None:
    noms, prerempli = (
        ecran.findChild(QCheckBox, "modeles_avec_noms"),
        ecran.findChild(QCheckBox, "modeles_prerempli"),
    )
    assert not noms.isEnabled()

    qtbot.keyClick(prerempli, Qt.Key.Key_Space)
    qtbot.keyClick(noms, Qt.Key.Key_Space)
    assert ecran.exporter.modeles.envoi().avec_noms

    ecran.findChild(QLineEdit, "modeles_bailleur").clear()
    assert not noms.isEnabled()
    assert not ecran.exporter.modeles.envoi().avec_noms


def test_des_vacances_ne_se_preremplissent_pas(qtbot: QtBot, ecran: EcranEchanges) -> None:
    qtbot.keyClick(ecran.findChild(QCheckBox, "modeles_prerempli"), Qt.Key.Key_Space)
    ecran.preparer_le_modele("vacances")

    assert not ecran.findChild(QCheckBox, "modeles_prerempli").isVisible()
    assert not ecran.exporter.modeles.envoi().prerempli


def test_ce_qui_ne_se_peut_pas_se_dit_dans_la_carte(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    ecran.findChild(QLineEdit, "modeles_bailleur").setText("Inconnu Habitat")
    qtbot.keyClick(ecran.findChild(QCheckBox, "modeles_prerempli"), Qt.Key.Key_Space)

    enregistrer(qtbot, ecran, ouvert, tmp_path / "modele.xlsx")

    assert ecran.exporter.modeles.erreur.isVisible()
    assert not (tmp_path / "modele.xlsx").exists()
