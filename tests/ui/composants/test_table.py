"""La table montre des vues, et dit quoi faire quand elle est vide."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from relogement.nomenclatures import Etat
from ui.composants.delegue import ROLE_VUE
from ui.composants.etats import chip_etat
from ui.composants.table import Densite, TableView
from ui.composants.vide import Vide


def une_table(qtbot: QtBot, lignes: int) -> TableView:
    table = TableView(nom="dossiers")
    qtbot.addWidget(table)
    modele = QStandardItemModel(0, 2, table)
    for _ in range(lignes):
        etat = QStandardItem()
        etat.setData(chip_etat(Etat.OFFRE), ROLE_VUE)
        modele.appendRow([QStandardItem("AC-026"), etat])
    table.setModel(modele)
    return table


def test_la_cellule_prend_la_largeur_de_sa_pastille(qtbot: QtBot) -> None:
    table = une_table(qtbot, 2)

    table.resizeColumnToContents(1)
    table.grab()

    assert table.columnWidth(1) > chip_etat(Etat.OFFRE).largeur()


def test_les_lignes_suivent_la_densite_choisie(qtbot: QtBot) -> None:
    table = une_table(qtbot, 1)

    table.set_densite(Densite.COMPACTE)

    assert table.rowHeight(0) == 25


def test_une_table_vide_dit_quoi_faire(qtbot: QtBot) -> None:
    table = une_table(qtbot, 0)
    vide = Vide("inbox", "Aucun dossier dans cette opération.")

    table.set_vide(vide)
    seule = vide.isVisibleTo(table)
    modele = table.model()
    assert isinstance(modele, QStandardItemModel)
    modele.appendRow([QStandardItem("AC-026"), QStandardItem()])

    assert seule
    assert not vide.isVisibleTo(table)


def test_un_clic_sur_l_en_tete_trie(qtbot: QtBot) -> None:
    table = une_table(qtbot, 2)

    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table.grab()

    assert table.horizontalHeader().sortIndicatorSection() == 0
