"""Un logement arrive, se propose, se refuse et revient : tout par la fenêtre, jusqu'au bailleur prévenu."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relogement.modeles import Menage, Offre
from relogement.nomenclatures import Reponse
from tests.fabrique import un_fichier, un_menage, une_operation
from tests.ui.offres.gestes import dialogue, presser, remplir, trouve
from ui.cadre.cadre import Cadre
from ui.composants.segment import Segment
from ui.main_window import MainWindow
from ui.offres import EcranOffres
from ui.reglages import Reglages

CTRL, MAJ = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def cadre(qtbot: QtBot, tmp_path: Path) -> Iterator[Cadre]:
    """Un ménage de deux personnes, et un registre vide."""
    fichier = un_fichier(tmp_path, un_menage("A1", nom="ADAM", operation=une_operation(), nb_personnes=2))
    fenetre = MainWindow(Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(fenetre)
    with qtbot.waitExposed(fenetre):
        fenetre.show()
    fenetre.montrer(fichier)
    assert fenetre.cadre is not None
    yield fenetre.cadre
    fenetre.close()


def test_du_logement_ajoute_au_bailleur_prevenu(qtbot: QtBot, cadre: Cadre) -> None:
    cadre.aller("offres")
    ecran = cadre.findChild(EcranOffres)
    assert isinstance(ecran, EcranOffres)
    qtbot.waitUntil(lambda: trouve(QWidget, "offres_vide", ecran).isVisible())

    # Le bailleur téléphone : un T3, sans surface ni loyer connus.
    QTest.keyClick(ecran.registre.table, Qt.Key.Key_N, CTRL | MAJ)
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    remplir(fiche, bailleur="Canigou", residence="Les Pins", commune="Perpignan", typologie="T3")
    QTest.keyClick(trouve(QWidget, "residence", fiche), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(ecran.registre.volet.menages.modele.lignes) == 1)

    # Il se propose au ménage, qui le refuse.
    presser("offres_proposer", ecran)
    presser("offre_valider", dialogue(qtbot, cadre, "dialogue_offre"))
    qtbot.waitUntil(lambda: not ecran.registre.montres)
    _refuser(qtbot, cadre)
    cadre.aller("offres")
    qtbot.waitUntil(lambda: [v.phrase for v in ecran.registre.montres] == ["Libre, refusé 1 fois"])

    # Il est écarté pour ce ménage, et son bailleur est à prévenir.
    qtbot.waitUntil(lambda: len(ecran.registre.volet.menages.modele.lignes) == 1)
    assert ecran.registre.volet.menages.modele.lignes[0].blocages == ("déjà refusé par ce ménage",)
    qtbot.waitUntil(lambda: [c.compte for c in ecran.pages.choix] == [None, None, 1])
    ecran.montrer("prevenir")
    qtbot.waitUntil(lambda: len(ecran.prevenir.table.modele.lignes) == 1)
    message = trouve(QPlainTextEdit, "prevenir_message", ecran).toPlainText()
    assert "T3 · Les Pins, Perpignan : refusé le" in message
    assert "ADAM" not in message
    presser("prevenir_marquer", ecran)
    qtbot.waitUntil(lambda: [c.compte for c in ecran.pages.choix] == [None, None, None])


def _refuser(qtbot: QtBot, cadre: Cadre) -> None:
    """Dans le dossier : la réponse est un refus, trop petit."""
    with cadre.ouvert.fichier.lire() as session:
        numero = session.scalars(select(Menage.id)).one()
    cadre.montrer_dossier(numero)
    cadre.ecran_dossier.act("reponse", None)
    acte = dialogue(qtbot, cadre, "dialogue_reponse")
    reponses = trouve(Segment, "reponse_choix", acte)
    while reponses.current != Reponse.REFUS:
        QTest.keyClick(reponses, Qt.Key.Key_Right)
    remplir(acte, motif_refus="Trop petit")
    presser("reponse_valider", acte)

    def refusee() -> bool:
        with cadre.ouvert.fichier.lire() as session:
            return session.scalars(select(Offre.reponse)).one() is Reponse.REFUS

    qtbot.waitUntil(refusee)
    qtbot.waitUntil(lambda: not cadre.fenetre.atelier.is_busy)
