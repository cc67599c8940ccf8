"""Ctrl+K mène à tout, au clavier seul : un dossier par ce que l'on en sait, une commande par ses mots."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from tests.ui.dossier.gestes import ecrire
from ui import theme
from ui.cadre.cadre import Cadre
from ui.main_window import MainWindow
from ui.palettes import CLAIR, SOMBRE

CTRL = Qt.KeyboardModifier.ControlModifier
SEULE = Qt.KeyboardModifier.NoModifier


def presser(
    qtbot: QtBot, touche: Qt.Key, modificateur: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Une touche, là où est le clavier."""
    cible = QApplication.focusWidget()
    assert cible is not None
    qtbot.keyClick(cible, touche, modificateur)


def chercher(qtbot: QtBot, cadre: Cadre, demande: str) -> list[str]:
    """Ctrl+K, puis ce que l'on tape ; rend ce qui est proposé."""
    presser(qtbot, Qt.Key.Key_K, CTRL)
    if demande:
        ecrire(cadre.haut.recherche, demande)
    return [destination.texte for destination in cadre.recherche.proposees()]


def ouvert(qtbot: QtBot, cadre: Cadre) -> str:
    qtbot.waitUntil(lambda: cadre.visible == "dossier" and cadre.ecran_dossier.lu is not None)
    assert cadre.ecran_dossier.lu is not None
    return cadre.ecran_dossier.lu.menage.reference


@pytest.mark.parametrize(
    "demande", ["ndiaye", "aïssatou n", "0046001", "06 12 34 56 78", "066032600417500666", "AC-001"]
)
def test_un_dossier_se_trouve_par_ce_que_l_on_en_sait(qtbot: QtBot, cadre: Cadre, demande: str) -> None:
    chercher(qtbot, cadre, demande)

    presser(qtbot, Qt.Key.Key_Return)

    assert ouvert(qtbot, cadre) == "AC-001"


def test_une_commande_se_lance_par_ses_mots(qtbot: QtBot, cadre: Cadre) -> None:
    assert theme.palette() is CLAIR

    chercher(qtbot, cadre, "theme sombre")
    presser(qtbot, Qt.Key.Key_Return)

    assert theme.palette() is SOMBRE
    chercher(qtbot, cadre, "jour theme")
    presser(qtbot, Qt.Key.Key_Return)
    assert theme.palette() is CLAIR


@pytest.mark.parametrize(
    ("demande", "ecran"), [("indicateurs", "indicateurs"), ("baremes", "parametres"), ("importer", "echanges")]
)
def test_chaque_ecran_s_atteint_par_son_nom(qtbot: QtBot, cadre: Cadre, demande: str, ecran: str) -> None:
    chercher(qtbot, cadre, demande)

    presser(qtbot, Qt.Key.Key_Return)

    assert cadre.visible == ecran


def test_sans_rien_taper_on_retrouve_ses_derniers_dossiers(qtbot: QtBot, cadre: Cadre) -> None:
    for nom in ("faure", "zaoui"):
        chercher(qtbot, cadre, nom)
        presser(qtbot, Qt.Key.Key_Return)
        ouvert(qtbot, cadre)

    proposes = chercher(qtbot, cadre, "")

    assert [texte.split()[0] for texte in proposes[:2]] == ["ZAOUI", "FAURE"]
    assert "Indicateurs" in proposes


def test_les_actes_ne_se_proposent_que_sur_un_dossier_ouvert(qtbot: QtBot, cadre: Cadre) -> None:
    acte = "Proposer une offre"
    assert acte not in chercher(qtbot, cadre, "proposer")
    presser(qtbot, Qt.Key.Key_Escape)
    chercher(qtbot, cadre, "faure")
    presser(qtbot, Qt.Key.Key_Return)
    ouvert(qtbot, cadre)

    assert acte in chercher(qtbot, cadre, "proposer")
    presser(qtbot, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    fenetre = QApplication.activeModalWidget()
    assert fenetre is not None
    assert fenetre.objectName() == "dialogue_offre"
    presser(qtbot, Qt.Key.Key_Escape)


def test_les_fleches_passent_les_titres_et_reviennent_au_debut(qtbot: QtBot, cadre: Cadre) -> None:
    chercher(qtbot, cadre, "")
    premier = cadre.recherche.liste.currentRow()

    presser(qtbot, Qt.Key.Key_Up)
    dernier = cadre.recherche.liste.currentRow()
    presser(qtbot, Qt.Key.Key_Down)

    assert dernier == cadre.recherche.liste.count() - 1
    assert cadre.recherche.liste.currentRow() == premier == 1


def test_echap_referme_et_rend_le_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    avant = QApplication.focusWidget()
    chercher(qtbot, cadre, "fau")

    presser(qtbot, Qt.Key.Key_Escape)

    assert not cadre.recherche.liste.isVisible()
    assert QApplication.focusWidget() is avant


def test_la_liste_tient_dans_la_plus_petite_fenetre(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    chercher(qtbot, cadre, "")

    liste = fenetre.findChild(QListWidget, "aller_liste")

    assert liste.isVisible()
    assert fenetre.rect().contains(liste.geometry())
