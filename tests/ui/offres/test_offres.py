"""Le registre à l'écran : qui pour ce logement, proposer, rendre, retirer ; à la souris et au clavier."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relogement.appariement.poids import Part
from relogement.modeles import LogementOffert, Offre
from tests.ui.offres.gestes import les_offres
from ui.cadre.cadre import Cadre
from ui.composants.bouton import Bouton
from ui.offres.registre import PROMIS, TOUS


def test_le_registre_montre_qui_pour_ce_logement_et_pourquoi(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre).registre

    assert [v.logement.residence for v in ecran.table.modele.lignes] == ["Les Pins", "Les Tours"]
    assert [a.bloque for a in ecran.volet.menages.modele.lignes] == [False, False]
    assert len(ecran.volet.parts.modele.lignes) == len(Part)

    QTest.keyClick(ecran.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: [a.bloque for a in ecran.volet.menages.modele.lignes] == [True, True])
    assert "sous-occupé" in ecran.volet.menages.modele.lignes[0].blocages[0]


def test_filtrer_ignore_les_accents_et_la_casse(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre).registre

    QTest.keyClicks(ecran.recherche, "TOÙRS")

    assert [v.logement.residence for v in ecran.montres] == ["Les Tours"]


def test_proposer_passe_par_l_acte_du_dossier_puis_le_logement_se_rend(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre).registre
    QTest.mouseClick(ecran.volet.proposer, Qt.MouseButton.LeftButton)
    dialogue = cadre.window().findChild(QWidget, "dialogue_offre")
    assert isinstance(dialogue, QWidget)
    valider = dialogue.findChild(Bouton, "offre_valider")
    assert isinstance(valider, Bouton)

    QTest.mouseClick(valider, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [v.logement.residence for v in ecran.montres] == ["Les Tours"])

    with ecran._ouvert.fichier.lire() as session:
        offre = session.scalars(select(Offre)).one()
        assert (offre.menage.reference, offre.logement.residence) == ("A1", "Les Pins")
    ecran.sorte.set_value(PROMIS)
    qtbot.waitUntil(lambda: [v.references for v in ecran.montres] == [("A1",)])
    qtbot.waitUntil(ecran.rendre.isEnabled)
    QTest.mouseClick(ecran.rendre, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not ecran.rendre.isEnabled() and ecran.montres == [])
    assert "Logement rendu" in ecran.fait.accessibleName()


def test_un_logement_retire_se_remet(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre).registre
    QTest.mouseClick(ecran.retirer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [v.logement.residence for v in ecran.montres] == ["Les Tours"])

    ecran.sorte.set_value(TOUS)
    qtbot.waitUntil(lambda: len(ecran.montres) == 2)
    ecran.table.selectRow(0)
    qtbot.waitUntil(lambda: ecran.retirer.text() == "Remettre")
    QTest.mouseClick(ecran.retirer, Qt.MouseButton.LeftButton)

    def remis() -> bool:
        with ecran._ouvert.fichier.lire() as session:
            return not session.scalars(select(LogementOffert).where(LogementOffert.retire_le.is_not(None))).all()

    qtbot.waitUntil(remis)
    qtbot.waitUntil(lambda: ecran.retirer.text() == "Retirer")


def test_les_menages_d_un_logement_quitte_ne_se_montrent_pas_sous_le_suivant(qtbot: QtBot, cadre: Cadre) -> None:
    """La réponse arrive après que l'on est descendu d'une ligne : elle ne vaut plus."""
    ecran = les_offres(qtbot, cadre).registre
    des_pins, pins = list(ecran.volet.menages.modele.lignes), ecran.table.current.logement.id
    QTest.keyClick(ecran.table, Qt.Key.Key_Down)

    ecran._montrer_menages(pins, des_pins)

    assert not ecran.volet.menages.modele.lignes
    qtbot.waitUntil(lambda: [a.bloque for a in ecran.volet.menages.modele.lignes] == [True, True])


def test_l_effet_sur_les_quatre_criteres_se_dit_pour_la_paire_regardee(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre).registre

    effet = ecran.volet.note.effet

    qtbot.waitUntil(lambda: effet.accessibleName() != "")
    assert effet.accessibleName().startswith("Si elle était acceptée, pour le projet :")
    assert effet.ligne.vue.lu() == "neuf QPV site RAC"


def test_les_residences_s_ouvrent_de_l_ecran_des_offres(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)

    QTest.mouseClick(ecran.residences, Qt.MouseButton.LeftButton)

    fenetre = ecran.findChild(QWidget, "fenetre_residences")
    assert isinstance(fenetre, QWidget)
    qtbot.waitUntil(lambda: fenetre.findChild(QWidget, "residences_vide") is not None)
    fenetre.close()


def test_le_menage_que_l_on_regarde_le_reste_apres_une_relecture(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre).registre
    QTest.keyClick(ecran.volet.menages, Qt.Key.Key_Down)
    regarde = ecran.volet.menages.current.candidat.reference
    relu = list(ecran.volet.menages.modele.lignes)

    ecran.refresh()
    qtbot.waitUntil(lambda: bool(ecran.volet.menages.modele.lignes) and ecran.volet.menages.modele.lignes != relu)

    assert ecran.volet.menages.current.candidat.reference == regarde
