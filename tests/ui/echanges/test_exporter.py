"""Exporter par l'écran : choisir, écrire, savoir ce qui est sorti et qui peut le recevoir."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.exports import EXPORTS
from relogement.travail import Avancement
from tests.fabrique import un_fichier, un_menage_reloge, une_operation
from tests.ui.echanges.gestes import choisir_le_fichier
from ui.composants.vue import Vignette
from ui.echanges import EcranEchanges
from ui.echanges.carte_export import NOMINATIF
from ui.ouvert import ProjetOuvert


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(
        tmp_path,
        un_menage_reloge("D1", operation=une_operation("A")),
        un_menage_reloge("D2", operation=une_operation("B")),
    )
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(qtbot: QtBot, ecran: EcranEchanges) -> EcranEchanges:
    qtbot.keyClick(ecran.pages, Qt.Key.Key_Right)
    return ecran


def enregistrer(qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, code: str, chemin: Path) -> None:
    choisir_le_fichier(qtbot, ecran, f"export_{code}_enregistrer", f"export_{code}_dialogue", chemin)
    panneau = ecran.exporter.cartes[code].panneau
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and panneau.isVisible())
    if panneau.famille == "ambre":
        confirmer = ecran.findChild(QPushButton, f"export_{code}_controle_confirmer")
        qtbot.mouseClick(confirmer, Qt.MouseButton.LeftButton)
        fait = ecran.findChild(QLabel, f"export_{code}_fait")
        qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and fait.isVisible())


def test_chaque_export_dit_a_quoi_il_sert_et_a_qui(ecran: EcranEchanges) -> None:
    for export in EXPORTS:
        carte = ecran.exporter.cartes[export.code]
        mots = " ".join(etiquette.text() for etiquette in carte.findChildren(QLabel))
        assert carte.isVisible()
        assert export.utilite in mots
        assert export.destinataires in mots


def test_seuls_les_exports_nominatifs_portent_l_avertissement(ecran: EcranEchanges) -> None:
    for export in EXPORTS:
        vues = [v.vue for v in ecran.exporter.cartes[export.code].findChildren(Vignette)]
        assert (NOMINATIF in vues) == export.nominatif


@pytest.mark.parametrize("code", ["saisie", "rime", "agrege"])
def test_un_export_s_ecrit_et_dit_combien_de_lignes(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path, code: str
) -> None:
    chemin = tmp_path / f"sortie_{code}.xlsx"

    enregistrer(qtbot, ecran, ouvert, code, chemin)

    assert chemin.stat().st_size
    fait = ecran.findChild(QLabel, f"export_{code}_fait")
    assert fait.isVisible()
    assert f"« {chemin.name} »" in fait.text()
    assert ecran.findChild(QPushButton, f"export_{code}_montrer").isVisible()


def test_l_operation_regardee_limite_l_export(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    ouvert.set_operation("A")

    enregistrer(qtbot, ecran, ouvert, "saisie", tmp_path / "une.xlsx")

    assert ecran.findChild(QLabel, "export_portee").text() == "Opération A seulement"
    assert ecran.findChild(QLabel, "export_saisie_fait").text().startswith("1 ligne ")


def test_un_export_impossible_dit_pourquoi_sur_sa_carte(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    carte = ecran.exporter.cartes["rime"]

    carte.export_asked.emit(tmp_path / "absent" / "rime.xlsx")
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)

    assert carte.erreur.isVisible()
    assert "absent" in carte.erreur.phrase
    assert not ecran.exporter.cartes["saisie"].erreur.isVisible()


def test_une_date_illisible_empeche_l_export(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    champ = ecran.findChild(QLineEdit, "export_au")
    champ.setText("hier")

    ecran.exporter.cartes["rime"].export_asked.emit(tmp_path / "rime.xlsx")

    assert ecran.exporter.erreur.isVisible()
    assert not (tmp_path / "rime.xlsx").exists()


def test_annuler_un_export_rend_la_main(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sans_fin(*_: object, avancement: Avancement, **__: object) -> None:
        while True:
            avancement(1, 2)

    monkeypatch.setattr("ui.echanges.exporter.exporter_sans_gener", sans_fin)
    carte = ecran.exporter.cartes["rime"]
    carte.export_asked.emit(tmp_path / "rime.xlsx")
    qtbot.waitUntil(carte.progression.isVisible)

    qtbot.mouseClick(ecran.findChild(QPushButton, "export_rime_progression_annuler"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)

    assert not carte.progression.isVisible()
    assert ecran.findChild(QPushButton, "export_rime_enregistrer").isEnabled()
    assert not ecran.findChild(QLabel, "export_rime_fait").isVisible()
