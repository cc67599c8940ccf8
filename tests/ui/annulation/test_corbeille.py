"""Un dossier se jette depuis ses actes, se restaure depuis la corbeille, se purge avec un motif."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.ecritures import actes_faits
from relogement.menage import Menage
from tests.ui.annulation.test_annuler import calme
from tests.ui.cadre.test_aller import CTRL, chercher, presser
from tests.ui.dossier.gestes import Agente, ecrire
from ui.cadre.cadre import Cadre
from ui.corbeille.fenetre import DialoguePurge, FenetreCorbeille
from ui.main_window import MainWindow


def references(cadre: Cadre) -> list[str]:
    with cadre.ouvert.fichier.lire() as session:
        return sorted(session.scalars(select(Menage.reference)))


def jeter(qtbot: QtBot, cadre: Cadre) -> list[str]:
    """Par le menu des actes ; rend ce que la fenêtre a dit."""
    agente = Agente(qtbot, cadre.ecran_dossier)
    dialogue = agente.acte("corbeille")
    dites = [texte.text() for texte in dialogue.findChildren(QLabel)]
    with qtbot.waitSignal(cadre.ouvert.saved):
        qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cadre.visible != "dossier")
    calme(qtbot, cadre)
    cadre.fenetre.activateWindow()
    qtbot.waitUntil(cadre.fenetre.isActiveWindow)
    cadre.haut.recherche.setFocus()
    return dites


def corbeille(qtbot: QtBot, cadre: Cadre) -> FenetreCorbeille:
    assert "Corbeille" in chercher(qtbot, cadre, "corbeille")
    presser(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cadre.findChild(FenetreCorbeille) is not None)
    fenetre = cadre.findChild(FenetreCorbeille)
    assert isinstance(fenetre, FenetreCorbeille)
    qtbot.waitUntil(lambda: fenetre.modele.rowCount() == 1)
    return fenetre


def test_un_dossier_se_jette_puis_ctrl_z_le_rend(qtbot: QtBot, dossier: Cadre) -> None:
    dites = jeter(qtbot, dossier)

    assert "•\u00a0Partent avec lui\u00a0: 1 personne." in dites
    assert references(dossier) == ["AC-002", "BL-001"]
    with qtbot.waitSignal(dossier.ouvert.saved):
        presser(qtbot, Qt.Key.Key_Z, CTRL)
    calme(qtbot, dossier)
    assert references(dossier) == ["AC-001", "AC-002", "BL-001"]


def test_la_corbeille_restaure_et_ctrl_z_y_remet(qtbot: QtBot, dossier: Cadre, fenetre: MainWindow) -> None:
    jeter(qtbot, dossier)
    liste = corbeille(qtbot, dossier)
    assert [liste.modele.index(0, c).data() for c in range(2)] == ["AC-001", "N’DIAYE Aïssatou"]

    with qtbot.waitSignal(dossier.ouvert.saved):
        qtbot.keyClick(liste.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: liste.modele.rowCount() == 0)
    calme(qtbot, dossier)
    liste.reject()

    assert references(dossier) == ["AC-001", "AC-002", "BL-001"]
    assert dossier.annulation.libelle == "Annuler\u00a0: dossier restauré, N’DIAYE (AC-001)"


def test_la_purge_attend_un_motif(qtbot: QtBot, dossier: Cadre, fenetre: MainWindow) -> None:
    jeter(qtbot, dossier)
    liste = corbeille(qtbot, dossier)
    qtbot.mouseClick(liste.purge, Qt.MouseButton.LeftButton)
    dialogue = liste.findChild(DialoguePurge)
    assert isinstance(dialogue, DialoguePurge)
    sans_motif = dialogue.valider.isEnabled()
    motif = dialogue.findChild(QWidget, "motif_purge")
    assert motif is not None
    ecrire(motif, "Demande d’effacement")

    with qtbot.waitSignal(dossier.ouvert.saved):
        qtbot.mouseClick(dialogue.valider, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: liste.modele.rowCount() == 0)
    calme(qtbot, dossier)
    liste.reject()

    assert not sans_motif
    with dossier.ouvert.fichier.lire() as session:
        assert actes_faits(session)[0].sujet == "dossier purgé"
