"""Ajouter, corriger, réserver un logement : au clavier, sans rien perdre de ce qui est tapé."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relogement.modeles import LogementOffert
from relogement.nomenclatures import Reservation
from tests.ui.offres.gestes import dialogue, les_offres, presser, remplir, trouve
from ui.cadre.cadre import Cadre
from ui.composants.erreur import BandeauErreur

CTRL, MAJ = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def un_logement(cadre: Cadre, residence: str) -> LogementOffert:
    with cadre.ouvert.fichier.lire() as session:
        return session.scalars(select(LogementOffert).where(LogementOffert.residence == residence)).one()


def test_un_logement_sans_surface_ni_loyer_s_ajoute_au_clavier_et_dit_ce_qui_manque(
    qtbot: QtBot, cadre: Cadre
) -> None:
    ecran = les_offres(qtbot, cadre)
    QTest.keyClick(ecran.registre.table, Qt.Key.Key_N, CTRL | MAJ)
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    remplir(fiche, residence="Les Mimosas", commune="Cabestany", typologie="T3")

    assert (
        "surface inconnue\u00a0: l’adéquation ne se vérifie pas"
        in trouve(QLabel, "logement_manques", fiche).text()
    )
    QTest.keyClick(trouve(QWidget, "residence", fiche), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "Les Mimosas" in [v.logement.residence for v in ecran.registre.montres])
    ajoute = un_logement(cadre, "Les Mimosas")
    assert (ajoute.surface, ajoute.loyer) == (None, None)
    qtbot.waitUntil(lambda: "Les Mimosas" in trouve(QLabel, "offres_volet_titre", ecran).text())
    assert "Surface inconnue" in trouve(QLabel, "offres_volet_manques", ecran).text()


def test_sans_rien_pour_le_reconnaitre_la_fiche_le_dit_et_garde_ce_qui_est_tape(
    qtbot: QtBot, cadre: Cadre
) -> None:
    les_offres(qtbot, cadre).add()
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    remplir(fiche, surface="62,5")
    presser("logement_valider", fiche)

    erreur = trouve(BandeauErreur, "logement_erreur", fiche)
    qtbot.waitUntil(lambda: "Donnez au moins la résidence" in erreur.phrase)
    assert fiche.isVisible()
    assert trouve(QWidget, "surface", fiche).property("text") == "62,5"


def test_f2_corrige_la_fiche_et_seul_le_champ_change_s_ecrit(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.registre.table.setFocus()
    QTest.keyClick(ecran.registre.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Les Tours" in trouve(QLabel, "offres_volet_titre", ecran).text())
    QTest.keyClick(ecran.registre.table, Qt.Key.Key_F2)
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    remplir(fiche, loyer="412,30")
    presser("logement_valider", fiche)

    qtbot.waitUntil(lambda: un_logement(cadre, "Les Tours").loyer == Decimal("412.30"))
    assert un_logement(cadre, "Les Tours").bailleur == "Habitat Sud"


def test_ce_qu_un_autre_vient_de_changer_se_dit_avant_de_s_ecraser(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.registre.corriger.click()
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    titre = fiche.windowTitle()
    remplir(fiche, loyer="500")
    with cadre.ouvert.fichier.ecrire("Autre poste") as session:
        for logement in session.scalars(select(LogementOffert)):
            logement.loyer = Decimal(450)
    presser("logement_valider", fiche)
    erreur = trouve(BandeauErreur, "logement_erreur", fiche)
    qtbot.waitUntil(lambda: "« Loyer hors charges » vient d’être changé" in erreur.phrase)
    assert "450,00" in erreur.phrase

    presser("logement_valider", fiche)

    residence = "Les Tours" if "Les Tours" in titre else "Les Pins"
    qtbot.waitUntil(lambda: un_logement(cadre, residence).loyer == Decimal(500))


def test_reserver_dit_pour_qui_et_se_lit_dans_le_registre(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    presser("offres_reserver", ecran)
    fiche = dialogue(qtbot, cadre, "dialogue_reserver")
    remplir(fiche, reservation="Contingent d’un réservataire", reservataire="Action Logement")
    presser("reserver_valider", fiche)

    def garde() -> bool:
        return any(
            v.logement.reservation is Reservation.CONTINGENT and v.reserve_a_d_autres
            for v in ecran.registre.table.modele.lignes
        )

    qtbot.waitUntil(garde)
    qtbot.waitUntil(lambda: "réservé\u00a0: Action Logement" in trouve(QLabel, "offres_volet_etat", ecran).text())
    assert not ecran.registre.volet.proposer.isEnabled()


def test_un_reservataire_sans_dire_a_qui_est_refuse(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    presser("offres_reserver", ecran)
    fiche = dialogue(qtbot, cadre, "dialogue_reserver")
    remplir(fiche, reservataire="Préfecture")
    presser("reserver_valider", fiche)

    erreur = trouve(BandeauErreur, "reserver_erreur", fiche)
    qtbot.waitUntil(lambda: "choisissez pour qui" in erreur.phrase)
    with cadre.ouvert.fichier.lire() as session:
        assert not session.scalars(select(LogementOffert).where(LogementOffert.reservataire.is_not(None))).all()


def test_ce_qui_est_tape_revient_apres_une_fermeture(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.add()
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    remplir(fiche, residence="Les Mimosas")
    QTest.keyClick(fiche, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not cadre.fenetre.atelier.is_busy)

    ecran.add()
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    presser("dialogue_avis_reprendre", fiche)

    assert trouve(QWidget, "residence", fiche).property("text") == "Les Mimosas"


def test_ctrl_z_annule_l_ajout_puis_la_reservation(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.add()
    fiche = dialogue(qtbot, cadre, "dialogue_logement")
    remplir(fiche, residence="Les Mimosas")
    presser("logement_valider", fiche)
    qtbot.waitUntil(lambda: len(ecran.registre.montres) == 3)
    qtbot.waitUntil(lambda: not cadre.fenetre.atelier.is_busy)

    cadre.annulation.annuler()

    qtbot.waitUntil(lambda: [v.logement.residence for v in ecran.registre.montres] == ["Les Pins", "Les Tours"])
