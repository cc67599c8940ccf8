"""La barre du bas dit, sur tous les écrans, qu'un barème est à revoir, et y mène."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.cadre.barre_etat import BarreEtat
from ui.composants.texte import Texte


def test_un_bareme_perime_se_dit_dans_la_barre_et_y_mene(qtbot: QtBot) -> None:
    barre = BarreEtat()
    qtbot.addWidget(barre)
    barre.show()
    texte = barre.findChild(Texte, "etat_perimes")
    voir = barre.findChild(QPushButton, "etat_voir_baremes")
    assert isinstance(texte, Texte) and isinstance(voir, QPushButton)

    barre.say_stale(["Le barème « RLS » date."])
    assert texte.text() == "1 barème à revoir"
    with qtbot.waitSignal(barre.baremes_asked):
        qtbot.mouseClick(voir, Qt.MouseButton.LeftButton)

    barre.say_stale([])
    assert not texte.isVisible() and not voir.isVisible()
