"""Les onglets, segments et filtres se manient au clavier."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.filtre import ChipFiltre
from ui.composants.onglets import Onglets
from ui.composants.segment import Segment

CHOIX = [Choix("tous", "Tous", 61), Choix("reloger", "À reloger", 30), Choix("sans", "Sans offre", 9)]


def test_les_fleches_passent_d_un_onglet_a_l_autre(qtbot: QtBot) -> None:
    onglets = Onglets(CHOIX, nom="vues")
    qtbot.addWidget(onglets)

    with qtbot.waitSignal(onglets.current_changed) as signal:
        qtbot.keyClick(onglets, Qt.Key.Key_Right)

    assert signal.args == ["reloger"]
    assert onglets.accessibleName() == "À reloger 30"


def test_un_clic_choisit_le_segment(qtbot: QtBot) -> None:
    segment = Segment(CHOIX)
    qtbot.addWidget(segment)
    segment.resize(segment.sizeHint())

    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton, pos=segment.zones()[2].center().toPoint())

    assert segment.current == "sans"


def test_changer_les_comptes_garde_l_onglet_actif(qtbot: QtBot) -> None:
    onglets = Onglets(CHOIX)
    qtbot.addWidget(onglets)
    onglets.set_current("reloger")

    onglets.set_choix([Choix("tous", "Tous", 60), Choix("reloger", "À reloger", 29)])

    assert onglets.current == "reloger"


def test_suppr_enleve_un_filtre(qtbot: QtBot) -> None:
    filtre = ChipFiltre("Situation", "à reloger")
    qtbot.addWidget(filtre)

    with qtbot.waitSignal(filtre.removed):
        qtbot.keyClick(filtre, Qt.Key.Key_Delete)


def test_un_bouton_nomme_sans_texte_garde_un_nom_accessible(qtbot: QtBot) -> None:
    bouton = Bouton("", "undo-2", genre=Genre.NU, aide="Annuler la dernière action")
    qtbot.addWidget(bouton)

    bouton.grab()

    assert bouton.accessibleName() == "Annuler la dernière action"
    assert bouton.sizeHint().width() == bouton.sizeHint().height()
