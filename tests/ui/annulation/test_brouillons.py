"""Ce qui est tapé revient après une fermeture, une coupure brutale, un autre jour ; et cela se dit."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.brouillons import DOSSIER, Place, reprendre
from db.fichier import Fichier, ouvrir
from relogement.menage import Menage
from tests.fabrique import un_fichier
from tests.ui.cadre.conftest import trois_menages
from tests.ui.dossier.gestes import Agente, ecrire
from ui.cadre.cadre import Cadre
from ui.dossier.conflit import DialogueConflit
from ui.main_window import MainWindow
from ui.reglages import Reglages

TAPE = """
import sys
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from db.fichier import ouvrir
from ui import theme
from ui.fenetre import creer_application
from ui.main_window import MainWindow
from ui.reglages import Reglages

application = creer_application(sys.argv)
fenetre = MainWindow(Reglages(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
fenetre.show()
fenetre.montrer(ouvrir(sys.argv[1], auteur="Agente de test"))
fenetre.cadre.montrer_dossier(1)
fenetre.cadre.ecran_dossier.barre.set_current("enquete")
champ = fenetre.cadre.ecran_dossier.findChild(QLineEdit, "referent")
champ.setFocus()
QTest.keyClicks(champ, "Mme Lenoir")
application.exec()
"""


def telephone(cadre: Cadre) -> QLineEdit:
    champ = cadre.ecran_dossier.findChild(QLineEdit, "telephone")
    assert isinstance(champ, QLineEdit)
    return champ


def taper(cadre: Cadre, texte: str) -> None:
    champ = telephone(cadre)
    champ.setFocus()
    champ.selectAll()
    ecrire(champ, texte)


def garde(fichier: Fichier) -> bool:
    with fichier.lire() as session:
        return reprendre(session, Place("Agente de test", DOSSIER, "1")) is not None


def rouvrir(qtbot: QtBot, base: str, reglages: Reglages) -> MainWindow:
    fenetre = MainWindow(reglages)
    qtbot.addWidget(fenetre)
    fenetre.show()
    fenetre.montrer(ouvrir(base, auteur="Agente de test"))
    assert fenetre.cadre is not None
    fenetre.cadre.montrer_dossier(1)
    qtbot.waitUntil(lambda: not fenetre.atelier.is_busy)
    return fenetre


def test_ce_qui_est_tape_est_garde_dans_la_seconde(qtbot: QtBot, dossier: Cadre) -> None:
    taper(dossier, "06 99 99 99 99")

    qtbot.waitUntil(lambda: garde(dossier.ouvert.fichier))

    with dossier.ouvert.fichier.lire() as session:
        assert session.get_one(Menage, 1).telephone == "06 12 34 56 78"


def test_fermer_sans_enregistrer_puis_rouvrir_reprend_la_saisie(
    qtbot: QtBot, dossier: Cadre, fenetre: MainWindow, reglages: Reglages
) -> None:
    taper(dossier, "06 99 99 99 99")
    dossier.ecran_dossier.journal.champ.setFocus()
    ecrire(dossier.ecran_dossier.journal.champ, "appel : rappeler")
    fenetre.close()

    autre = rouvrir(qtbot, dossier.ouvert.fichier.base, reglages)

    assert autre.cadre is not None
    ecran = autre.cadre.ecran_dossier
    assert telephone(autre.cadre).text() == "06 99 99 99 99"
    assert ecran.journal.champ.text() == "appel : rappeler"
    assert ecran.avis.phrase.startswith("Brouillon du ")
    assert ecran.avis.phrase.endswith("repris\u00a0: 1 modification.")
    agente = Agente(qtbot, ecran)
    with qtbot.waitSignal(autre.cadre.ouvert.saved):
        agente.clic("dossier_avis_enregistrer")
    with autre.cadre.ouvert.fichier.lire() as session:
        assert session.get_one(Menage, 1).telephone == "06 99 99 99 99"
    autre.close()


def test_abandonner_rend_le_dossier_enregistre_et_peut_se_reprendre(
    qtbot: QtBot, dossier: Cadre, fenetre: MainWindow, reglages: Reglages
) -> None:
    taper(dossier, "06 99 99 99 99")
    fenetre.close()
    autre = rouvrir(qtbot, dossier.ouvert.fichier.base, reglages)
    assert autre.cadre is not None
    ecran = autre.cadre.ecran_dossier
    agente = Agente(qtbot, ecran)

    agente.clic("dossier_avis_abandonner")
    ecran.barre.set_current("enquete")
    abandonne = telephone(autre.cadre).text()
    agente.clic("dossier_avis_reprendre")

    assert abandonne == "06 12 34 56 78"
    assert telephone(autre.cadre).text() == "06 99 99 99 99"
    assert ecran.combien == 1
    autre.close()


def test_un_brouillon_repris_n_ecrase_pas_ce_qu_un_autre_a_ecrit_depuis(
    qtbot: QtBot, dossier: Cadre, fenetre: MainWindow, reglages: Reglages
) -> None:
    taper(dossier, "06 99 99 99 99")
    fenetre.close()
    fichier = ouvrir(dossier.ouvert.fichier.base, auteur="Mme Autre")
    with fichier.ecrire("Ailleurs") as session:
        session.get_one(Menage, 1).telephone = "06 22 22 22 22"
    fichier.fermer()
    autre = rouvrir(qtbot, dossier.ouvert.fichier.base, reglages)
    assert autre.cadre is not None

    autre.cadre.ecran_dossier.save()

    qtbot.waitUntil(lambda: bool(autre.findChildren(DialogueConflit)))
    dialogue = autre.findChildren(DialogueConflit)[0]
    assert [(c.avant, c.mien, c.leur) for c in dialogue.collisions] == [
        ("06 12 34 56 78", "06 99 99 99 99", "06 22 22 22 22")
    ]
    dialogue.reject()
    autre.close()


def test_enregistrer_efface_le_brouillon(qtbot: QtBot, dossier: Cadre) -> None:
    taper(dossier, "06 99 99 99 99")
    qtbot.waitUntil(lambda: garde(dossier.ouvert.fichier))

    with qtbot.waitSignal(dossier.ouvert.saved):
        dossier.ecran_dossier.save()

    assert not garde(dossier.ouvert.fichier)
    bouton = dossier.ecran_dossier.findChild(QPushButton, "dossier_avis_abandonner")
    assert bouton is None


def test_une_coupure_brutale_ne_perd_pas_la_saisie(qtbot: QtBot, tmp_path: Path, reglages: Reglages) -> None:
    base = tmp_path / "projet.relogement"
    un_fichier(base, *trois_menages()).fermer()
    processus = subprocess.Popen(
        [sys.executable, "-c", TAPE, str(base), str(tmp_path / "autres.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
    )
    temoin = ouvrir(base)
    try:
        qtbot.waitUntil(lambda: garde(temoin), timeout=60_000)
    finally:
        processus.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        processus.wait()
        temoin.fermer()

    fenetre = rouvrir(qtbot, str(base), reglages)

    assert fenetre.cadre is not None
    champ = fenetre.cadre.ecran_dossier.findChild(QLineEdit, "referent")
    assert isinstance(champ, QLineEdit)
    assert "Mme Lenoir".startswith(champ.text())
    assert champ.text()
    fenetre.close()
