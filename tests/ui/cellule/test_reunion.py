"""Une cellule de quarante dossiers, de la préparation au relevé, sans toucher la souris."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.cellule.lecture import lire_seance, seances
from relogement.cellule.codes import EtatPoint, EtatSeance, SensAvis
from relogement.modeles import Avis, Decision, Point
from tests.ui.cellule.reunion import QUARANTE, Secretaire, Touche, mots_montres, nom_du, un_projet_en_cellule
from ui.peinture import textes_peints


@pytest.fixture
def secretaire(qtbot: QtBot, tmp_path: Path) -> Secretaire:
    return Secretaire(qtbot, tmp_path, un_projet_en_cellule(tmp_path))


def decider(s: Secretaire, texte: str) -> None:
    """D, la décision, Entrée : le dossier suivant se montre."""
    avant = s.reference
    s.presser(Touche.Key_D)
    s.ecrire(texte)
    s.presser(Touche.Key_Return)
    s.attendre(lambda: s.reference != avant and s.lu())


def proposer_le_premier(s: Secretaire) -> None:
    """1 prépare la décision sans l'écrire, Entrée la note."""
    avant = s.reference
    s.presser(Touche.Key_1)
    assert s.page.droite.form.texte.toPlainText().startswith("Proposer le T3 de Têt Habitat")
    s.presser(Touche.Key_Return)
    s.attendre(lambda: s.reference != avant and s.lu())


def reporter(s: Secretaire) -> None:
    avant = s.reference
    s.presser(Touche.Key_R)
    s.attendre(lambda: s.reference != avant and s.lu())


def masquer_puis_montrer(s: Secretaire, rang: int) -> None:
    """N : plus aucun nom, ni téléphone, ni dans les mots ni dans ce qui est peint."""
    nom = nom_du(rang)
    assert nom in mots_montres(s.fenetre)
    s.presser(Touche.Key_N)
    with textes_peints() as peints:
        s.fenetre.grab()
    tout = mots_montres(s.fenetre) + "\n".join(peints)
    assert "ZYX" not in tout
    assert "06 99" not in tout
    assert f"D{rang + 1:02d}" in tout
    s.presser(Touche.Key_N)
    assert nom in mots_montres(s.fenetre)


def projeter_puis_revenir(s: Secretaire) -> None:
    s.presser(Touche.Key_F11)
    s.attendre(s.fenetre.isFullScreen)
    assert s.fenetre.cadre is not None
    assert not s.fenetre.cadre.haut.isVisible()
    s.reprendre_la_fenetre()
    s.presser(Touche.Key_Escape)
    s.attendre(lambda: not s.fenetre.isFullScreen())
    s.reprendre_la_fenetre()


def donner_un_avis(s: Secretaire) -> None:
    s.presser(Touche.Key_V)
    s.presser(Touche.Key_F)
    s.repos()
    s.presser(Touche.Key_Escape)


def test_une_cellule_de_quarante_dossiers_se_tient_au_clavier_seul(secretaire: Secretaire, tmp_path: Path) -> None:
    s, releve = secretaire, tmp_path / "releve.pdf"
    s.aller_a_la_cellule()
    s.preparer()
    assert s.page.seance is not None
    assert len(s.page.seance.points) == QUARANTE
    premiers = [p.reference for p in s.page.seance.points]

    for rang in range(QUARANTE - 3):
        assert s.reference == premiers[rang]
        s.attendre(s.lu)
        if rang == 5:
            masquer_puis_montrer(s, int(s.reference[1:]) - 1)
        if rang == 6:
            projeter_puis_revenir(s)
        if rang == 7:
            donner_un_avis(s)
        (proposer_le_premier, reporter, lambda s: decider(s, "Relancer le bailleur"))[rang % 3](s)
    s.presser(Touche.Key_Right)  # les trois derniers ne sont que regardés
    s.attendre(lambda: s.reference == premiers[-2] and s.lu())
    s.presser(Touche.Key_Left)
    s.attendre(lambda: s.reference == premiers[-3] and s.lu())

    s.attendre(
        lambda: sum(p.etat is EtatPoint.A_VOIR for p in s.page.points) == 3
    )  # la dernière écriture est relue
    clore(s, releve)

    with s.fichier.lire() as session:
        (seance,) = seances(session)
        assert seance.etat is EtatSeance.CLOSE
        etats = [p.etat for p in lire_seance(session, seance.id).points]
        notees = session.scalars(select(Decision)).all()
        avis = session.scalars(select(Avis)).all()
    # rangs 0, 3, 6… proposés (13), 1, 4, 7… reportés (12), 2, 5, 8… décidés (12) ; trois non vus se reportent
    assert (etats.count(EtatPoint.TRAITE), etats.count(EtatPoint.REPORTE)) == (25, 15)
    assert sum(d.logement_id is not None for d in notees) == 13
    assert sum(d.texte == "Relancer le bailleur" for d in notees) == 12
    assert all(d.responsable == "Samira Kaddour" for d in notees)
    assert [a.sens for a in avis] == [SensAvis.FAVORABLE]
    texte = " ".join(page.extract_text() for page in PdfReader(releve).pages)
    assert texte.count("Relancer le bailleur") >= 12


def clore(s: Secretaire, vers: Path) -> None:
    """Ctrl+Entrée ; ce qui n'a pas été vu est dit ; le relevé s'écrit où on le demande."""
    s.presser(Touche.Key_Return, avec=Qt.KeyboardModifier.ControlModifier)
    s.attendre(lambda: QApplication.activeModalWidget() is not None)
    dialogue = QApplication.activeModalWidget()
    assert dialogue is not None
    dialogue.activateWindow()
    s.attendre(lambda: dialogue.isActiveWindow() and QApplication.focusWidget() is not None)
    assert "3 dossiers non vus seront reportés à la prochaine séance" in mots_montres(dialogue)
    s.jusqu_a("cloture_vers")
    champ = QApplication.focusWidget()
    assert isinstance(champ, QLineEdit)
    champ.selectAll()
    s.ecrire(str(vers))
    s.presser(Touche.Key_Return)
    s.attendre(lambda: QApplication.activeModalWidget() is None and vers.exists())
    s.repos()


def test_un_texte_en_cours_revient_au_meme_dossier_apres_une_coupure(
    qtbot: QtBot, secretaire: Secretaire, tmp_path: Path
) -> None:
    s = secretaire
    s.aller_a_la_cellule()
    s.preparer()
    reporter(s)
    s.presser(Touche.Key_Right)
    s.attendre(s.lu)
    ou = s.reference
    s.presser(Touche.Key_D)
    s.ecrire("Demander au maire")
    s.repos()
    s.attendre(lambda: not s.page.brouillons.en_attente)
    s.repos()

    apres = Secretaire(qtbot, tmp_path, s.fichier)  # l'autre fenêtre n'a rien fermé, rien enregistré
    apres.aller_a_la_cellule()
    apres.attendre(lambda: apres.lu())

    assert apres.reference == ou
    assert apres.page.droite.form.texte.toPlainText() == "Demander au maire"
    with s.fichier.lire() as session:
        assert session.scalars(select(Decision)).all() == []
        assert sum(p.etat is EtatPoint.REPORTE for p in session.scalars(select(Point))) == 1
