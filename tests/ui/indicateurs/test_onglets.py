"""Les onglets des indicateurs : une liste, chacun chargé quand on y va, et relu pour la portée choisie."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from db.tableaux import Portee
from tests.ui.indicateurs.gestes import attendre, taper, un_ecran
from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.onglets import ONGLETS, Onglet
from ui.indicateurs.sous_vue import SousVue
from ui.ouvert import ProjetOuvert


class VueTemoin(SousVue):
    """Un onglet qui retient ce qu'on lui demande."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self.portees: list[Portee] = []

    @override
    def refresh(self, portee: Portee) -> None:
        self.portees.append(portee)


DEUX = (*ONGLETS[:1], Onglet("temoin", "Témoin", "table-2", VueTemoin))


@pytest.fixture
def a_deux(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranIndicateurs:
    return un_ecran(qtbot, ouvert, DEUX)


def temoin(ecran: EcranIndicateurs) -> VueTemoin:
    vue = ecran.vue("temoin")
    assert isinstance(vue, VueTemoin)
    return vue


def test_on_arrive_sur_la_vue_d_ensemble(a_deux: EcranIndicateurs) -> None:
    assert a_deux.onglet.titre == "Vue d’ensemble"
    assert a_deux.findChild(VueTemoin) is None  # pas encore demandé, pas encore construit


def test_alt_et_son_rang_mene_a_un_onglet(qtbot: QtBot, a_deux: EcranIndicateurs) -> None:
    qtbot.keyClick(a_deux.onglets, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)

    assert a_deux.onglet.cle == "temoin"
    assert temoin(a_deux).isVisible()
    assert len(temoin(a_deux).portees) == 1


def test_les_fleches_passent_d_un_onglet_a_l_autre(qtbot: QtBot, a_deux: EcranIndicateurs) -> None:
    a_deux.onglets.setFocus()

    qtbot.keyClick(a_deux.onglets, Qt.Key.Key_Right)
    assert a_deux.onglet.cle == "temoin"

    qtbot.keyClick(a_deux.onglets, Qt.Key.Key_Left)
    assert a_deux.onglet.cle == "ensemble"


def test_un_onglet_recoit_la_date_l_operation_et_la_population(
    qtbot: QtBot, a_deux: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    a_deux.montrer("temoin")

    taper(qtbot, a_deux, "28/02/2026")
    ouvert.set_operation("B")
    qtbot.keyClick(a_deux.entete.population, Qt.Key.Key_Right)

    vue = temoin(a_deux)
    assert vue.portees[-1] == Portee(date(2026, 2, 28), "B", titulaires=True)
    attendre(qtbot, ouvert)


def test_une_taille_de_texte_changee_garde_l_onglet_et_la_date(
    qtbot: QtBot, a_deux: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    a_deux.montrer("temoin")
    taper(qtbot, a_deux, "28/02/2026")

    suivant = EcranIndicateurs(ouvert, declares=DEUX)
    qtbot.addWidget(suivant)
    suivant.reprendre(a_deux)

    assert suivant.onglet.cle == "temoin"
    assert temoin(suivant).portees[-1].au == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("cle", "chiffres"), [(o.cle, o.cle in ("ensemble", "evolution", "croisements")) for o in ONGLETS]
)
def test_le_choix_des_quartiers_et_le_rapport_ne_se_proposent_que_la_ou_ils_agissent(
    cle: str, chiffres: bool, qtbot: QtBot, ouvert: ProjetOuvert
) -> None:
    ecran = un_ecran(qtbot, ouvert, ONGLETS)

    ecran.montrer(cle)

    assert ecran.entete.quartiers.isVisible() is chiffres
    pdf = ecran.findChild(QPushButton, "indicateurs_pdf")
    assert isinstance(pdf, QPushButton)
    assert pdf.isVisible() is chiffres
    attendre(qtbot, ouvert)
