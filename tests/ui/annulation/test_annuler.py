"""Ctrl+Z annule ce qui est enregistré, le dit, et laisse à chaque champ de texte son annulation à lui."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update
from sqlalchemy.orm import Session

from relogement.menage import Menage
from tests.fabrique import un_menage
from tests.ui.cadre.test_aller import CTRL, chercher, presser
from tests.ui.dossier.gestes import Agente, ecrire
from ui.annulation.actes import FenetreActes
from ui.annulation.confirmation import DialogueConfirmation, DialogueEmpeche
from ui.cadre.cadre import Cadre
from ui.editeurs import ChampChoix
from ui.main_window import MainWindow

MAJ = Qt.KeyboardModifier.ShiftModifier


def menage(cadre: Cadre, numero: int = 1) -> Menage:
    with cadre.ouvert.fichier.lire() as session:
        return session.get_one(Menage, numero)


def faire(qtbot: QtBot, cadre: Cadre, acte: str, geste: Callable[[Session], Any]) -> None:
    with qtbot.waitSignal(cadre.ouvert.saved):
        cadre.ouvert.write(acte, geste)
    calme(qtbot, cadre)


def calme(qtbot: QtBot, cadre: Cadre) -> None:
    qtbot.waitUntil(lambda: not cadre.fenetre.atelier.is_busy)


def telephone(numero: str) -> Callable[[Session], Any]:
    def changer(session: Session) -> None:
        session.get_one(Menage, 1).telephone = numero

    return changer


def bouton(cadre: Cadre, nom: str) -> QPushButton:
    trouve = cadre.findChild(QPushButton, nom)
    assert isinstance(trouve, QPushButton)
    return trouve


def test_ctrl_z_annule_le_dernier_acte_et_ctrl_maj_z_le_retablit(qtbot: QtBot, dossier: Cadre) -> None:
    avant = menage(dossier).telephone
    faire(qtbot, dossier, "Dossier modifié", telephone("06 11 11 11 11"))
    assert bouton(dossier, "haut_annuler").toolTip() == (
        "Annuler\u00a0: dossier modifié, N’DIAYE (AC-001) (Ctrl+Z)"
    )
    assert bouton(dossier, "haut_retablir").isHidden()

    with qtbot.waitSignal(dossier.ouvert.saved):
        presser(qtbot, Qt.Key.Key_Z, CTRL)
    calme(qtbot, dossier)

    assert menage(dossier).telephone == avant
    assert dossier.bas._annule.texte.text() == (
        "Annulé\u00a0: dossier modifié, N’DIAYE (AC-001). Ctrl+Maj+Z le rétablit."
    )
    assert not bouton(dossier, "haut_annuler").isEnabled()

    with qtbot.waitSignal(dossier.ouvert.saved):
        presser(qtbot, Qt.Key.Key_Z, CTRL | MAJ)
    calme(qtbot, dossier)

    assert menage(dossier).telephone == "06 11 11 11 11"
    assert bouton(dossier, "haut_annuler").isEnabled()


def test_plusieurs_ctrl_z_pressees_vite_annulent_autant_d_actes(qtbot: QtBot, dossier: Cadre) -> None:
    avant = menage(dossier).telephone
    for numero in ("1", "2", "3"):
        faire(qtbot, dossier, "Dossier modifié", telephone(numero))

    for _ in range(3):
        presser(qtbot, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: len(dossier.annulation.pile.defaits) == 3)
    calme(qtbot, dossier)
    assert menage(dossier).telephone == avant


def test_ctrl_z_attend_l_acte_qui_s_ecrit(qtbot: QtBot, dossier: Cadre) -> None:
    faire(qtbot, dossier, "Dossier modifié", telephone("06 11 11 11 11"))
    dossier.ouvert.write("Dossier modifié", telephone("06 22 22 22 22"))

    presser(qtbot, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: len(dossier.annulation.pile.defaits) == 1)
    calme(qtbot, dossier)
    assert menage(dossier).telephone == "06 11 11 11 11"


def test_un_champ_de_texte_qui_a_change_garde_son_annulation(qtbot: QtBot, dossier: Cadre) -> None:
    faire(qtbot, dossier, "Dossier modifié", telephone("06 11 11 11 11"))
    champ = dossier.ecran_dossier.findChild(QLineEdit, "souhait_quartiers") or dossier.ecran_dossier.findChild(
        QLineEdit, "telephone"
    )
    assert isinstance(champ, QLineEdit)
    champ.setFocus()
    champ.selectAll()
    ecrire(champ, "Centre")

    presser(qtbot, Qt.Key.Key_Z, CTRL)

    assert champ.text() != "Centre"
    assert menage(dossier).telephone == "06 11 11 11 11"
    while champ.isUndoAvailable():
        presser(qtbot, Qt.Key.Key_Z, CTRL)
    with qtbot.waitSignal(dossier.ouvert.saved):
        presser(qtbot, Qt.Key.Key_Z, CTRL)
    assert menage(dossier).telephone == "06 12 34 56 78"
    calme(qtbot, dossier)


def test_une_liste_changee_rend_d_abord_sa_valeur(qtbot: QtBot, dossier: Cadre) -> None:
    faire(qtbot, dossier, "Dossier modifié", telephone("06 11 11 11 11"))
    champ = dossier.ecran_dossier.findChild(ChampChoix, "logement_adapte")
    assert isinstance(champ, ChampChoix)
    champ.setFocus()
    champ.setCurrentText("Oui")

    presser(qtbot, Qt.Key.Key_Z, CTRL)

    assert champ.value() is None
    calme(qtbot, dossier)
    assert menage(dossier).telephone == "06 11 11 11 11"


def test_ce_qu_un_autre_a_change_se_dit_et_le_reste_peut_se_defaire(
    qtbot: QtBot, dossier: Cadre, fenetre: MainWindow
) -> None:
    def deux_champs(session: Session) -> None:
        un = session.get_one(Menage, 1)
        un.telephone, un.referent = "06 11 11 11 11", "M. Un"

    faire(qtbot, dossier, "Dossier modifié", deux_champs)
    fichier = dossier.ouvert.fichier
    moi, fichier.auteur = fichier.auteur, "Mme Autre"
    with fichier.ecrire("Correction") as session:
        session.get_one(Menage, 1).telephone = "06 22 22 22 22"
    fichier.auteur = moi
    fichier.ecritures.pop()  # un autre poste l'a écrite

    presser(qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: dossier.findChild(DialogueEmpeche) is not None)
    dialogue = dossier.findChild(DialogueEmpeche)
    assert isinstance(dialogue, DialogueEmpeche)
    with qtbot.waitSignal(dossier.ouvert.saved):
        qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    calme(qtbot, dossier)

    assert (menage(dossier).telephone, menage(dossier).referent) == ("06 22 22 22 22", None)
    assert "1 changement plus récent laissé" in dossier.bas._annule.texte.text()


def test_ce_qui_touche_bien_des_dossiers_demande_confirmation(qtbot: QtBot, dossier: Cadre) -> None:
    def importer(session: Session) -> None:
        operation = session.get_one(Menage, 1).operation
        session.add_all(un_menage(f"X{n}", operation=operation) for n in range(7))

    faire(qtbot, dossier, "Import état locatif : bailleur.xlsx", importer)

    presser(qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: dossier.findChild(DialogueConfirmation) is not None)
    dialogue = dossier.findChild(DialogueConfirmation)
    assert isinstance(dialogue, DialogueConfirmation)
    lus = [texte.text() for texte in dialogue.findChildren(QLabel)]
    qtbot.keyClick(dialogue, Qt.Key.Key_Escape)
    calme(qtbot, dossier)
    dossier.fenetre.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    encore = menage(dossier, 10).reference

    presser(qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in dossier.findChildren(DialogueConfirmation)))
    dialogue = next(d for d in dossier.findChildren(DialogueConfirmation) if d.isVisible())
    with qtbot.waitSignal(dossier.ouvert.saved):
        qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    calme(qtbot, dossier)

    assert "•\u00a07 dossiers à retirer" in lus
    assert encore == "X6"
    with dossier.ouvert.fichier.lire() as session:
        assert session.get(Menage, 10) is None


def test_un_acte_plus_ancien_s_annule_depuis_le_journal_du_dossier(
    qtbot: QtBot, dossier: Cadre, fenetre: MainWindow
) -> None:
    def dater(session: Session) -> None:
        session.execute(update(Menage).where(Menage.id == 1).values(sne_le=date(2026, 3, 1)))

    faire(qtbot, dossier, "Demande SNE", dater)
    faire(qtbot, dossier, "Dossier modifié", telephone("06 11 11 11 11"))

    Agente(qtbot, dossier.ecran_dossier).clic("journal_annuler")
    qtbot.waitUntil(lambda: fenetre.findChild(FenetreActes) is not None)
    liste = fenetre.findChild(FenetreActes)
    assert isinstance(liste, FenetreActes)
    qtbot.waitUntil(lambda: liste.modele.rowCount() == 3)
    assert [liste.modele.index(r, 1).data() for r in range(3)] == ["Dossier modifié", "Demande SNE", "Saisie"]
    qtbot.keyClick(liste.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(dossier.ouvert.saved):
        qtbot.keyClick(liste.table, Qt.Key.Key_Return)
    calme(qtbot, dossier)

    assert (menage(dossier).sne_le, menage(dossier).telephone) == (None, "06 11 11 11 11")
    qtbot.waitUntil(lambda: liste.modele.rowCount() == 4)
    assert liste.modele.index(2, 4).data() == "annulé"
    assert not liste.possible(2)
    liste.reject()


def test_ctrl_k_mene_aux_actes_plus_anciens(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    assert "Annuler un acte plus ancien…" in chercher(qtbot, cadre, "plus ancien")

    presser(qtbot, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: fenetre.findChild(FenetreActes) is not None)
    QApplication.processEvents()
    calme(qtbot, cadre)


def test_sans_rien_a_annuler_on_le_dit(qtbot: QtBot, cadre: Cadre) -> None:
    presser(qtbot, Qt.Key.Key_Z, CTRL)

    assert cadre.bas._annule.texte.text() == "Rien à annuler depuis l’ouverture du projet."
