"""Les pastilles du registre : se posent au clavier, se changent, s'enlèvent."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relogement.modeles import LogementOffert
from tests.ui.offres.gestes import les_offres, presser, taper, trouve
from ui.cadre.cadre import Cadre
from ui.composants.filtre import ChipFiltre
from ui.offres import EcranOffres


def residences(ecran: EcranOffres) -> list[str | None]:
    return [v.logement.residence for v in ecran.registre.montres]


def test_un_bailleur_se_choisit_en_tapant_puis_s_enleve(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    presser("offres_filtrer", ecran)
    critere = trouve(QLineEdit, "offres_critere_champ", cadre.window())
    qtbot.waitUntil(critere.hasFocus)
    taper(critere, "bail")
    QTest.keyClick(critere, Qt.Key.Key_Return)
    valeurs = trouve(QLineEdit, "offres_valeurs_champ", cadre.window())
    qtbot.waitUntil(valeurs.hasFocus)
    taper(valeurs, "canigou")
    QTest.keyClick(valeurs, Qt.Key.Key_Return)
    QTest.keyClick(valeurs, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: residences(ecran) == ["Les Pins"])
    chip = trouve(ChipFiltre, "offres_filtre_bailleur", ecran)
    assert chip.accessibleName() == "Filtre Bailleur\u00a0: Canigou"

    QTest.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(residences(ecran)) == 2)


def test_disponible_avant_un_jour_ne_perd_pas_ceux_dont_on_ignore_la_date(qtbot: QtBot, cadre: Cadre) -> None:
    with cadre.ouvert.fichier.ecrire("Dates") as session:
        session.scalars(
            select(LogementOffert).where(LogementOffert.residence == "Les Tours")
        ).one().disponible_le = date(2027, 2, 1)
    ecran = les_offres(qtbot, cadre)
    ecran.registre.filtres.add()
    critere = trouve(QLineEdit, "offres_critere_champ", cadre.window())
    taper(critere, "dispo")
    QTest.keyClick(critere, Qt.Key.Key_Return)
    jour = trouve(QLineEdit, "offres_avant_le", cadre.window())
    qtbot.waitUntil(jour.hasFocus)
    taper(jour, "31/01/2027")
    QTest.keyClick(jour, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: residences(ecran) == ["Les Pins"])


def test_ce_qui_manque_se_filtre_et_un_volet_vide_refuse(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.registre.filtres.add()
    critere = trouve(QLineEdit, "offres_critere_champ", cadre.window())
    taper(critere, "manque")
    QTest.keyClick(critere, Qt.Key.Key_Return)
    presser("offres_appliquer", cadre.window())
    assert "Cochez au moins une valeur" in trouve(QWidget, "offres_filtre_erreur", cadre.window()).accessibleName()

    valeurs = trouve(QLineEdit, "offres_valeurs_champ", cadre.window())
    qtbot.waitUntil(valeurs.hasFocus)
    taper(valeurs, "loyer")
    QTest.keyClick(QApplication.focusWidget() or valeurs, Qt.Key.Key_Return)
    presser("offres_appliquer", cadre.window())

    qtbot.waitUntil(lambda: [f.dit for f in ecran.registre.filtres.poses] == ["loyer inconnu"])
    assert len(residences(ecran)) == 2
