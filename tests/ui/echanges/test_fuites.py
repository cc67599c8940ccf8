"""Ce que la fenêtre dit du contrôle : rien trouvé, une fuite et son dossier, ou des ménages reconnaissables."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.fuites.propositions import Pas, Proposition
from relogement.fuites.rapport import Rapport, Singularites
from tests.fabrique import un_fichier, un_logement, un_menage_reloge, une_operation
from tests.ui.echanges.gestes import choisir_le_fichier
from ui.background import Atelier
from ui.echanges import EcranEchanges
from ui.ouvert import ProjetOuvert


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(
        tmp_path, un_menage_reloge("D1", operation=une_operation("A"), nom="Kowalczyk", prenom="Wanda")
    )
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier, pannes = Atelier(), []
    atelier.crashed.connect(lambda panne: pannes.append(repr(panne)))
    yield ProjetOuvert(fichier, atelier)
    atelier.close()
    assert not pannes


@pytest.fixture
def ecran(qtbot: QtBot, ecran: EcranEchanges) -> EcranEchanges:
    qtbot.keyClick(ecran.pages, Qt.Key.Key_Right)
    return ecran


def un_classeur(chemin: Path, texte: str) -> Path:
    """Un classeur dont une feuille masquée porte ce texte."""
    classeur = openpyxl.Workbook()
    classeur.active["A1"] = "Bilan"
    classeur.create_sheet("Brouillon")["C4"] = texte
    classeur["Brouillon"].sheet_state = "hidden"
    classeur.save(chemin)
    return chemin


def controler(qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, chemin: Path) -> None:
    choisir_le_fichier(qtbot, ecran, "controle_fichier_choisir", "controle_fichier_dialogue", chemin)
    panneau = ecran.exporter.verification.panneau
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and panneau.isVisible())


def test_un_nom_dans_une_feuille_masquee_se_dit_et_mene_a_son_dossier(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    ouverts: list[int] = []
    ouvert.dossier_asked.connect(ouverts.append)

    controler(qtbot, ecran, ouvert, un_classeur(tmp_path / "bilan.xlsx", "Mme KOWALCZYK Wanda"))

    panneau = ecran.exporter.verification.panneau
    assert panneau.famille == "rouge"
    lieu = ecran.findChild(QLabel, "controle_fichier_panneau_fuite_0").text()
    assert "feuille « Brouillon » (masquée), cellule C4" in lieu
    mots = " ".join(mot.text() for mot in panneau.findChildren(QLabel))
    assert "owalczyk" not in mots.lower()
    lien = next(b for b in panneau.findChildren(QPushButton) if b.text() == "D1")
    qtbot.mouseClick(lien, Qt.MouseButton.LeftButton)
    assert ouverts == [1]


def test_un_fichier_sans_nom_se_dit_controle(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    controler(qtbot, ecran, ouvert, un_classeur(tmp_path / "bilan.xlsx", "Total"))

    panneau = ecran.exporter.verification.panneau
    phrase = ecran.findChild(QLabel, "controle_fichier_panneau_phrase").text()
    assert "aucune donnée personnelle trouvée dans" in phrase
    qtbot.mouseClick(ecran.findChild(QPushButton, "controle_fichier_panneau_detail"), Qt.MouseButton.LeftButton)
    parties = panneau.findChild(QLabel, "controle_fichier_panneau_parties")
    assert parties.isVisible()
    assert "feuille « Brouillon » (masquée)" in parties.text()


def test_un_export_qui_fuit_n_est_pas_ecrit(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    """Le nom du locataire a été tapé dans la case du bailleur."""
    menage = un_menage_reloge("D2", nom="Zielinska", prenom="Ewa", operation=une_operation("B"))
    menage.relogements[0].logement = un_logement(bailleur="ZIELINSKA Ewa")
    with ouvert.fichier.ecrire("Test") as session:
        session.add(menage)
    carte = ecran.exporter.cartes["rime"]

    carte.export_asked.emit(tmp_path / "rime.xlsx")
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and carte.panneau.isVisible())

    assert carte.panneau.famille == "rouge"
    assert not (tmp_path / "rime.xlsx").exists()
    assert next(b.text() for b in carte.panneau.findChildren(QPushButton)) == "D2"


def test_des_menages_reconnaissables_se_confirment_avant_d_ecrire(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    carte, chemin = ecran.exporter.cartes["rime"], tmp_path / "rime.csv"

    carte.export_asked.emit(chemin)
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and carte.panneau.isVisible())

    assert carte.panneau.famille == "ambre"
    assert not chemin.exists()
    qtbot.mouseClick(ecran.findChild(QPushButton, "export_rime_controle_confirmer"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and carte.panneau.famille == "vert")
    assert chemin.exists()


def test_renoncer_n_ecrit_rien(qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path) -> None:
    carte, chemin = ecran.exporter.cartes["rime"], tmp_path / "rime.csv"
    carte.export_asked.emit(chemin)
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and carte.panneau.isVisible())

    qtbot.mouseClick(ecran.findChild(QPushButton, "export_rime_controle_renoncer"), Qt.MouseButton.LeftButton)

    assert not carte.panneau.isVisible()
    assert not chemin.exists()


def test_une_mise_en_page_moins_precise_se_copie_et_se_choisit(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    export = ecran.exporter
    carte = export.cartes["rime"]
    pas = (Pas("MOIS_BAIL", "au trimestre", "precision", "trimestre"), Pas("TYPO_AP", "retirée"))
    vues = Singularites(9, 5, 2, 4, ("MOIS_BAIL", "TYPO_AP"), (Proposition(pas, 0),))
    carte.panneau.ask(Rapport("rime.csv", singularites=vues), mise_en_page=True)

    qtbot.mouseClick(ecran.findChild(QPushButton, "export_rime_controle_alleger"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "moins précise" in export.mise_en_page.currentText())
    assert not carte.panneau.isVisible()
    page = export.mise_en_page.value().controle.page
    colonnes = {colonne.entete: colonne for colonne in page.colonnes}
    assert colonnes["MOIS_BAIL"].precision == "trimestre"
    assert "TYPO_AP" not in colonnes
