"""L'anneau de focus entoure ce qui a le clavier, et survit à ce qui disparaît."""

from PySide6.QtWidgets import QFocusFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.composants.bouton import Bouton


def une_page(qtbot: QtBot) -> tuple[QWidget, QLineEdit, Bouton]:
    page = QWidget()
    qtbot.addWidget(page)
    champ, bouton = QLineEdit(), Bouton("Enregistrer")
    colonne = QVBoxLayout(page)
    colonne.addWidget(champ)
    colonne.addWidget(bouton)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, champ, bouton


def test_l_anneau_suit_le_clavier(qtbot: QtBot) -> None:
    page, champ, bouton = une_page(qtbot)

    champ.setFocus()
    premier = page.findChild(QFocusFrame).widget()
    bouton.setFocus()

    assert premier is champ
    assert page.findChild(QFocusFrame).widget() is bouton


def test_l_anneau_renait_apres_la_fermeture_d_une_fenetre(qtbot: QtBot) -> None:
    page, champ, _ = une_page(qtbot)
    champ.setFocus()
    delete(page)

    autre, suivant, _ = une_page(qtbot)
    suivant.setFocus()

    assert autre.findChild(QFocusFrame).widget() is suivant
