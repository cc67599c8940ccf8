"""L'ordre du jour et la décision, geste par geste : ranger, ajouter, corriger, relire une séance close."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.cellule.decisions import decisions, donner_suite, noter
from db.cellule.lecture import PointLu, lire_seance
from db.cellule.seances import clore, preparer
from db.horloge import maintenant
from relogement.cellule.codes import EtatPoint, EtatSeance, SensAvis, SuiteDecision
from relogement.modeles import Avis, Decision, Presence
from tests.ui.audit import a_rebours, coupes, hors_d_atteinte, parcours, sans_nom
from tests.ui.cellule.reunion import AU, Secretaire, Touche, mots_montres, nom_du, un_projet_en_cellule
from ui.cellule.ecran import VACANTS
from ui.cellule.seance.ajout import VoletAjout
from ui.cellule.seance.avis import VoletAvis
from ui.cellule.seance.cloture import ClotureDialog
from ui.cellule.seance.presents import VoletPresents
from ui.cellule.vacants.page import PageVacants

HIER = AU - timedelta(days=7)


@pytest.fixture
def s(qtbot: QtBot, tmp_path: Path) -> Secretaire:
    """Quatre dossiers ; une séance close la semaine passée, où D01 a eu une décision ; celle du jour est prête."""
    fichier = un_projet_en_cellule(tmp_path, 4)
    with fichier.ecrire("Séances") as session:
        passee = preparer(session, le=HIER, heure=time(14))
        points = lire_seance(session, passee).points
        noter(session, points[0].id, texte=f"Rappeler {nom_du(0)}", responsable="Samira Kaddour",
              echeance_le=AU - timedelta(days=3), maintenant=maintenant())  # fmt: skip
        clore(session, passee, maintenant())
        preparer(session, le=AU, heure=time(14))
    secretaire = Secretaire(qtbot, tmp_path, fichier)
    secretaire.aller_a_la_cellule()
    secretaire.attendre(secretaire.lu)
    secretaire.repos()
    return secretaire


def references(s: Secretaire) -> list[str]:
    return [p.reference for p in s.page.points]


def aller(s: Secretaire, reference: str) -> None:
    s.page.aller(le_point(s, reference).id)
    s.attendre(s.lu)
    s.repos()


def le_point(s: Secretaire, reference: str) -> PointLu:
    return next(p for p in s.page.points if p.reference == reference)


def test_alt_bas_descend_un_dossier_et_la_souris_le_tire_en_haut(qtbot: QtBot, s: Secretaire) -> None:
    avant = references(s)
    s.presser(Touche.Key_Down, avec=Qt.KeyboardModifier.AltModifier)
    s.attendre(lambda: references(s) == [avant[1], avant[0], *avant[2:]])
    s.repos()

    liste = s.page.ordre.liste
    depart = liste.visualRect(liste.modele.index(liste.modele.rang_de_la_place(4))).center()
    vers = liste.visualRect(liste.modele.index(liste.modele.rang_de_la_place(1))).topLeft() + QPoint(40, 4)
    bouton = Qt.MouseButton.LeftButton
    qtbot.mousePress(liste.viewport(), bouton, pos=depart)
    qtbot.mouseMove(liste.viewport(), vers)
    qtbot.mouseRelease(liste.viewport(), bouton, pos=vers)

    s.attendre(lambda: references(s) == [avant[3], avant[1], avant[0], avant[2]])


def test_un_dossier_retire_se_remet_en_le_cherchant(s: Secretaire) -> None:
    aller(s, "D03")
    s.presser(Touche.Key_Delete)
    s.attendre(lambda: "D03" not in references(s))
    s.repos()

    s.presser(Touche.Key_Insert)
    volet = s.trouver(VoletAjout, "volet_ajout")
    s.ecrire(nom_du(2))
    s.attendre(lambda: volet.liste.count() == 1)
    s.presser(Touche.Key_Return)

    s.attendre(lambda: references(s)[-1] == "D03")


def test_les_presents_se_cochent_et_s_ajoutent_au_clavier(s: Secretaire) -> None:
    s.presser(Touche.Key_P)
    volet = s.trouver(VoletPresents, "volet_presents")
    premiere = QApplication.focusWidget()
    assert isinstance(premiere, QCheckBox)
    s.presser(Touche.Key_Space)
    s.attendre(lambda: s.page.seance is not None and s.page.seance.nb_presents == 1)
    s.jusqu_a("presents_nom")
    s.ecrire("Mme Oms")
    s.presser(Touche.Key_Return)
    s.attendre(lambda: s.page.entete.presents.text() == "2 présents")

    with s.fichier.lire() as session:
        assert "Mme Oms" in session.scalars(select(Presence.nom)).all()
    s.repos()
    s.presser(Touche.Key_Escape)
    assert not volet.isVisible()


def test_une_decision_se_corrige_puis_se_retire_et_le_dossier_redevient_a_voir(s: Secretaire) -> None:
    aller(s, "D02")
    s.presser(Touche.Key_D)
    s.ecrire("Visiter lundi")
    s.presser(Touche.Key_Return)
    s.attendre(lambda: le_point(s, "D02").etat is EtatPoint.TRAITE)
    s.repos()
    aller(s, "D02")
    geste(s, "decisions_du_jour", "Corriger")
    assert s.page.droite.form.texte.toPlainText() == "Visiter lundi"
    s.ecrire(" matin")
    s.presser(Touche.Key_Return)
    s.attendre(lambda: [d.texte for d in notees(s)] == ["Visiter lundi matin"])
    s.repos()
    assert s.reference == "D02"  # corriger ne quitte pas le dossier

    geste(s, "decisions_du_jour", "Retirer")

    s.attendre(lambda: le_point(s, "D02").etat is EtatPoint.A_VOIR)
    assert notees(s) == []


def notees(s: Secretaire) -> list[Decision]:
    with s.fichier.lire() as session:
        assert s.page.seance is not None
        return list(session.scalars(select(Decision).where(Decision.seance_id == s.page.seance.id)))


def geste(s: Secretaire, bloc: str, mot: str) -> None:
    """Un choix du menu d'une décision."""
    menu = next(m for m in s.fenetre.findChildren(QMenu) if m.objectName().startswith(f"{bloc}_") and m.actions())
    next(a for a in menu.actions() if a.text() == mot).trigger()


def test_une_decision_passee_dit_son_retard_et_recoit_sa_suite(s: Secretaire) -> None:
    aller(s, "D01")
    assert f"Rappeler {nom_du(0)}" in mots_montres(s.page.droite)
    assert "3 jours de retard" in mots_montres(s.page.droite)

    geste(s, "decisions_precedentes", "Faite")

    s.attendre(lambda: f"faite le {AU:%d/%m/%Y}" in mots_montres(s.page.droite))
    with s.fichier.lire() as session:
        assert [d.suite for d in decisions(session, AU)] == [SuiteDecision.FAITE]


def test_noms_masques_le_texte_d_une_decision_ne_se_lit_plus(s: Secretaire) -> None:
    aller(s, "D01")
    s.presser(Touche.Key_D)
    s.ecrire(f"Voir {nom_du(0).lower()} jeudi")
    s.presser(Touche.Key_Escape)
    s.presser(Touche.Key_N)

    assert "ZYX" not in mots_montres(s.page)
    assert not s.page.droite.form.texte.isVisible()
    s.presser(Touche.Key_D)  # qui écrit relit ce qu'il écrit
    assert s.page.droite.form.texte.isVisible()
    assert s.page.droite.form.texte.toPlainText() == f"Voir {nom_du(0).lower()} jeudi"


def test_ce_qui_est_tape_attend_qu_on_revienne_au_dossier(s: Secretaire) -> None:
    s.presser(Touche.Key_D)
    s.ecrire("A revoir")
    s.presser(Touche.Key_Escape)
    s.presser(Touche.Key_Right)
    s.attendre(s.lu)
    assert s.page.droite.form.texte.toPlainText() == ""

    s.presser(Touche.Key_Left)

    assert s.page.droite.form.texte.toPlainText() == "A revoir"


def test_ctrl_z_annule_la_decision_et_le_dossier_est_de_nouveau_a_voir(s: Secretaire) -> None:
    aller(s, "D02")
    s.presser(Touche.Key_D)
    s.ecrire("Visiter lundi")
    s.presser(Touche.Key_Return)
    s.attendre(lambda: le_point(s, "D02").etat is EtatPoint.TRAITE)
    s.repos()

    s.presser(Touche.Key_Z, avec=Qt.KeyboardModifier.ControlModifier)

    s.attendre(lambda: le_point(s, "D02").etat is EtatPoint.A_VOIR)
    assert notees(s) == []


def test_clore_dit_les_textes_tapes_qui_ne_sont_pas_notes(s: Secretaire) -> None:
    aller(s, "D02")
    s.presser(Touche.Key_D)
    s.ecrire("Demain")
    s.presser(Touche.Key_Escape)

    s.page.autour.faire("clore")
    s.attendre(lambda: QApplication.activeModalWidget() is not None)
    dialogue = QApplication.activeModalWidget()
    assert isinstance(dialogue, ClotureDialog)
    dit = mots_montres(dialogue)
    dialogue.reject()

    assert "4 dossiers non vus seront reportés à la prochaine séance" in dit
    assert f"1 texte tapé n’est pas noté : {nom_du(1)} Wxv." in dit


def test_cliquer_une_page_laisse_les_fleches_a_la_seance(qtbot: QtBot, s: Secretaire) -> None:
    assert s.fenetre.cadre is not None
    entete = s.fenetre.cadre.cellule().entete.pages
    s.attendre(s.lu)
    for rang in (2, 0):  # le vidage, puis l'ordre du jour
        ici = entete.zones()[rang].center().toPoint()
        qtbot.mouseClick(entete, Qt.MouseButton.LeftButton, pos=ici)
        s.repos()
    avant = s.reference

    s.presser(Touche.Key_Right)

    s.attendre(lambda: s.reference != avant and s.lu())
    assert s.page.isVisible()


def test_un_avis_se_note_d_une_lettre_et_passe_au_partenaire_suivant(s: Secretaire) -> None:
    s.presser(Touche.Key_V)
    volet = s.trouver(VoletAvis, "volet_avis")
    s.presser(Touche.Key_R, Touche.Key_D)
    s.attendre(lambda: "Ville de Perpignan — défavorable" in [volet.liste.item(r).text() for r in range(2)])

    with s.fichier.lire() as session:
        sens = set(session.scalars(select(Avis.sens)))
    assert sens == {SensAvis.RESERVE, SensAvis.DEFAVORABLE}
    assert "Têt Habitat : avec réserve" in mots_montres(s.page.droite)


def test_une_seance_close_se_relit_sans_se_changer(s: Secretaire) -> None:
    assert s.page.lue is not None
    passee = next(x for x in s.page.lue.connues if x.le == HIER)

    s.page.choisir(passee.id)
    s.attendre(lambda: s.page.seance is not None and s.page.seance.id == passee.id and s.lu())
    s.repos()

    assert s.page.entete.titre.text() == f"Cellule du {HIER:%d/%m/%Y}"
    assert s.page.seance is not None
    assert s.page.seance.etat is EtatSeance.CLOSE
    assert not s.page.droite.form.noter.isEnabled()
    s.presser(Touche.Key_R, Touche.Key_1)
    assert s.page.droite.form.texte.toPlainText() == ""
    assert not any(b.isEnabled() for b in s.page.cas.logements.boutons)


def test_un_logement_vacant_se_propose_au_dossier_de_la_seance(s: Secretaire) -> None:
    assert s.fenetre.cadre is not None
    vacants = s.fenetre.cadre.cellule().montrer(VACANTS)
    assert isinstance(vacants, PageVacants)
    s.attendre(lambda: vacants.volet.menages.modele.rowCount() == 4)
    s.repos()
    voulu = vacants.volet.menages.current.candidat.reference

    vacants.volet.proposer.click()
    s.attendre(lambda: s.page.isVisible() and s.reference == voulu)

    assert s.page.droite.form.texte.toPlainText().startswith("Proposer le T3 de Têt Habitat")
    assert notees(s) == []  # rien ne s'écrit seul


def test_une_suite_donnee_ailleurs_se_voit_sans_perdre_ce_qui_est_tape(s: Secretaire) -> None:
    aller(s, "D01")
    s.presser(Touche.Key_D)
    s.ecrire("En cours de frappe")
    assert s.fenetre.cadre is not None
    with s.fichier.lire() as session:
        (decision,) = decisions(session, AU)

    s.fenetre.cadre.ouvert.write(
        "Suite", lambda session: donner_suite(session, decision.id, SuiteDecision.ABANDONNEE, AU)
    )

    s.attendre(lambda: f"abandonnée le {AU:%d/%m/%Y}" in mots_montres(s.page.droite))
    assert s.page.droite.form.texte.toPlainText() == "En cours de frappe"


def test_la_seance_se_parcourt_avec_tab_et_chaque_champ_a_son_nom(s: Secretaire) -> None:
    s.fenetre.resize(1280, 800)
    aller(s, "D01")
    for _ in range(5):
        QApplication.processEvents()

    vus = parcours(s.fenetre)

    assert sans_nom(s.fenetre) == []
    assert hors_d_atteinte(s.fenetre, vus) == []
    assert a_rebours(s.fenetre, vus) == []
    assert coupes(s.fenetre) == []
