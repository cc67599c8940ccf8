"""L'onglet « Évolution » : chaque trimestre, l'objectif, et le refus de prévoir sur trop peu."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.indicateurs.gestes import attendre, taper, un_ecran
from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.courbe import CourbeDuCritere
from ui.ouvert import ProjetOuvert


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranIndicateurs:
    montre = un_ecran(qtbot, ouvert)
    taper(qtbot, montre, "20/11/2026")
    montre.montrer("evolution")
    attendre(qtbot, ouvert)
    qtbot.waitUntil(lambda: bool(courbe(montre).courbe.marques))
    return montre


def courbe(ecran: EcranIndicateurs) -> CourbeDuCritere:
    return ecran.vue("evolution").findChild(CourbeDuCritere, "courbe_HORS_QPV")


def test_chaque_trimestre_a_sa_part_et_l_objectif_son_trait(ecran: EcranIndicateurs) -> None:
    tracee = courbe(ecran).courbe

    # quatre entrées en mars 2026 : trois hors QPV ; rien de plus ensuite
    assert [(m.le, m.part) for m in tracee.marques] == [
        (date(2026, 3, 31), 75.0), (date(2026, 6, 30), 75.0), (date(2026, 9, 30), 75.0),
        (date(2026, 11, 20), 75.0),
    ]  # fmt: skip
    assert tracee.objectif == 60
    assert tracee.annonces == []


def test_trop_peu_de_relogements_ne_fait_pas_une_prevision(ecran: EcranIndicateurs) -> None:
    assert ecran.vue("evolution").findChild(QLabel, "evolution_rythme").text() == (
        "Pas de prévision : 3 titulaires relogés en 12 mois, il en faut 10 pour estimer un rythme."
    )


def test_un_trimestre_choisi_au_clavier_remet_l_ecran_a_ce_jour(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    choisie = courbe(ecran)
    choisie.setFocus()
    qtbot.keyClick(choisie, Qt.Key.Key_Left)

    qtbot.keyClick(choisie, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)

    assert ecran.entete.au == date(2026, 9, 30)
    assert "30/09/2026 : 75,00\u202f%, 3/4" in choisie.accessibleName()


def test_le_rapport_demande_ou_l_ecrire(qtbot: QtBot, ecran: EcranIndicateurs) -> None:
    qtbot.mouseClick(ecran.findChild(QPushButton, "indicateurs_pdf"), Qt.MouseButton.LeftButton)

    dialogue = ecran.findChild(object, "indicateurs_dialogue_pdf")
    assert dialogue is not None
    dialogue.close()
