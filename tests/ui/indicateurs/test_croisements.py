"""L'onglet « Croisements », conduit au clavier : choisir, lire une case, l'ouvrir sur ses ménages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.indicateurs.gestes import attendre, un_ecran
from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.croisements import VueCroisements
from ui.ouvert import ProjetOuvert


@pytest.fixture
def vue(qtbot: QtBot, ouvert: ProjetOuvert) -> VueCroisements:
    ecran: EcranIndicateurs = un_ecran(qtbot, ouvert)
    ecran.montrer("croisements")
    attendre(qtbot, ouvert)
    montree = ecran.vue()
    assert isinstance(montree, VueCroisements)
    qtbot.waitUntil(lambda: montree.croise is not None)
    return montree


def choisir(vue: VueCroisements, nom: str, texte: str) -> None:
    champ = vue.findChild(QComboBox, nom)
    champ.setCurrentText(texte)


def dites(vue: VueCroisements) -> list[list[str]]:
    modele = vue.modele
    return [
        [
            str(modele.index(rang, c).data(Qt.ItemDataRole.AccessibleTextRole))
            for c in range(1, modele.columnCount())
        ]
        for rang in range(modele.rowCount())
    ]


def titres(vue: VueCroisements) -> list[str]:
    return [str(vue.modele.index(rang, 0).data()) for rang in range(vue.modele.rowCount())]


def test_un_axe_seul_donne_une_colonne_de_totaux(vue: VueCroisements) -> None:
    choisir(vue, "croisements_colonnes", "(aucun)")

    assert titres(vue) == ["Opération A", "Opération B", "Total"]
    assert [ligne[0] for ligne in dites(vue)] == [
        "Opération A : 2/3, 66,67\u202f%",  # L1 et son fils hors QPV, S1 dans le site
        "Opération B : 1/1, 100,00\u202f%",
        "Total : 3/4, 75,00\u202f%",
    ]


def test_une_case_s_ouvre_sur_ses_menages(qtbot: QtBot, vue: VueCroisements, ouvert: ProjetOuvert) -> None:
    choisir(vue, "croisements_colonnes", "Type de dossier")
    vue.table.setFocus()
    vue.table.setCurrentIndex(vue.modele.index(0, 2))  # opération A, titulaires

    qtbot.keyClick(vue.table, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)

    assert vue.volet.findChild(QLabel, "volet_titre").text() == "Hors QPV · Opération A · Titulaire"
    qtbot.waitUntil(lambda: {d.reference for d in vue.volet.liste.modele.lignes} == {"L1"})


def test_changer_d_indicateur_ne_propose_que_les_axes_qui_le_rangent(vue: VueCroisements) -> None:
    choisir(vue, "croisements_indicateur", "Libération")

    lignes = vue.findChild(QComboBox, "croisements_lignes")
    assert "Nouveau bailleur" not in [lignes.itemText(i) for i in range(lignes.count())]
    assert titres(vue)[-1] == "Total"


def test_lignes_et_colonnes_s_echangent(qtbot: QtBot, vue: VueCroisements) -> None:
    choisir(vue, "croisements_colonnes", "Type de dossier")

    qtbot.mouseClick(vue.tourner, Qt.MouseButton.LeftButton)

    assert (vue.lignes.value(), vue.colonnes.value()) == ("type", "operation")
    assert titres(vue) == ["Décohabitant", "Titulaire", "Total"]
