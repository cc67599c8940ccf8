"""« Modifier dans Excel… » donne la liste telle qu'on la voit : ses filtres, son ordre, ses colonnes."""

from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.dossiers.conftest import references
from tests.ui.dossiers.test_liste import taper
from ui.commandes import commande
from ui.dossiers import EcranDossiers
from ui.ouvert import ProjetOuvert


def donner(qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, vers: Path) -> list[list[Any]]:
    """Demande la liste, choisit où l'écrire, et relit ce qui y est écrit, titres compris."""
    ecran.donneur.choose()
    dialogue = ecran.findChild(QFileDialog, "donner_dialogue")
    dialogue.setDirectory(str(vers.parent))
    dialogue.selectFile(vers.name)
    with qtbot.waitSignal(ecran.donneur.given):
        dialogue.accept()
    page = openpyxl.load_workbook(vers)["Dossiers"]
    return [[c.value for c in ligne] for ligne in page.iter_rows(min_row=3)]


def test_la_liste_filtree_part_avec_ses_colonnes_dans_son_ordre(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    ecran.table.show_columns(["reference", "menage", "rac", "referent", "logement"])
    taper(ecran.filtres.champ, "ac")
    qtbot.waitUntil(lambda: "BL-001" not in references(ecran))

    titres, *lignes = donner(qtbot, ecran, ouvert, tmp_path / "liste.xlsx")

    assert titres == [
        "Clé Relogement", "Dossier", "Ménage", "Typologie", "UG", "RAC avant (€)", "RAC après ou de l’offre (€)",
        "Référent",
    ]  # fmt: skip
    assert [ligne[1] for ligne in lignes] == references(ecran)
    assert [ligne[3:6] + ligne[7:] for ligne in lignes if ligne[1] == "AC-001"] == [
        ["T4", "0046001", 250, "S. Kaddour"]
    ]


def test_plusieurs_lignes_choisies_partent_seules(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    ecran.table.selectRow(0)
    ecran.table.selectionModel().select(
        ecran.modele.index(1, 0),
        ecran.table.selectionModel().SelectionFlag.Select | ecran.table.selectionModel().SelectionFlag.Rows,
    )

    _, *lignes = donner(qtbot, ecran, ouvert, tmp_path / "liste.xlsx")

    assert [ligne[1] for ligne in lignes] == references(ecran)[:2]


def test_la_commande_est_dans_ctrl_k() -> None:
    assert commande("modifier_excel").texte == "Modifier dans Excel…"
