"""Le nouveau dossier et les actes gardent aussi ce qui y est tapé."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.brouillons import ACTE, NOUVEAU, Place, reprendre
from tests.ui.annulation.test_annuler import calme
from tests.ui.dossier.gestes import Agente, ecrire
from ui.cadre.cadre import Cadre
from ui.composants.avis import Avis
from ui.dossiers.nouveau import DialogueNouveau


def garde(cadre: Cadre, objet: str, cle: str = "") -> bool:
    with cadre.ouvert.fichier.lire() as session:
        return reprendre(session, Place("Agente de test", objet, cle)) is not None


def nouveau(qtbot: QtBot, cadre: Cadre) -> DialogueNouveau:
    cadre.liste().creation.new()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in cadre.findChildren(DialogueNouveau)))
    return next(d for d in cadre.findChildren(DialogueNouveau) if d.isVisible())


def avis(dialogue: QDialog) -> Avis:
    trouve = dialogue.findChild(Avis)
    assert isinstance(trouve, Avis)
    return trouve


def champ(dialogue: QDialog, nom: str) -> QLineEdit:
    trouve = dialogue.findChild(QLineEdit, nom)
    assert isinstance(trouve, QLineEdit)
    return trouve


def test_un_nouveau_dossier_ferme_par_megarde_se_reprend(qtbot: QtBot, cadre: Cadre) -> None:
    dialogue = nouveau(qtbot, cadre)
    rien = avis(dialogue).phrase
    ecrire(champ(dialogue, "nom"), "BENALI")
    qtbot.waitUntil(lambda: garde(cadre, NOUVEAU))

    qtbot.keyClick(dialogue, Qt.Key.Key_Escape)
    calme(qtbot, cadre)
    autre = nouveau(qtbot, cadre)
    dit, vide = avis(autre).phrase, champ(autre, "nom").text()
    Agente(qtbot, cadre.ecran_dossier).clic("dialogue_avis_reprendre", autre)

    assert rien == ""
    assert dit.startswith("Votre saisie du ")
    assert dit.endswith("abandonnée, peut se reprendre.")
    assert (vide, champ(autre, "nom").text()) == ("", "BENALI")
    autre.reject()
    calme(qtbot, cadre)


def test_creer_le_dossier_efface_le_brouillon(qtbot: QtBot, cadre: Cadre) -> None:
    dialogue = nouveau(qtbot, cadre)
    ecrire(champ(dialogue, "nom"), "BENALI")
    qtbot.waitUntil(lambda: garde(cadre, NOUVEAU))

    with qtbot.waitSignal(cadre.ouvert.saved):
        qtbot.keyClick(champ(dialogue, "nom"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not garde(cadre, NOUVEAU))
    calme(qtbot, cadre)


def test_un_acte_interrompu_reprend_sa_saisie(qtbot: QtBot, dossier: Cadre) -> None:
    dialogue = Agente(qtbot, dossier.ecran_dossier).acte("sortie")
    le = dialogue.findChild(QWidget, "sorti_le") or dialogue.findChild(QWidget, "le")
    assert isinstance(le, QLineEdit)
    le.selectAll()
    ecrire(le, "12/03/2026")
    cle = f"dialogue_sortie:{dossier.ecran_dossier.menage_id}"
    qtbot.waitUntil(lambda: garde(dossier, ACTE, cle))
    dialogue.hide()  # une coupure : ni « Annuler », ni validation

    autre = Agente(qtbot, dossier.ecran_dossier).acte("sortie")

    repris = autre.findChild(QLineEdit, le.objectName())
    assert isinstance(repris, QLineEdit)
    assert repris.text() == "12/03/2026"
    assert avis(autre).phrase.startswith("Brouillon du ")
    autre.reject()
    calme(qtbot, dossier)
