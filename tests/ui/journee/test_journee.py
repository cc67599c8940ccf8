"""La journée au clavier : lire, constater, relancer, dire fait, reporter, se rappeler, emporter."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from relogement.journee import Colonne
from relogement.modeles import Contact, Menage, Offre, Rappel, Report
from relogement.nomenclatures import Reponse
from tests.ui.dossier.gestes import ecrire
from tests.ui.journee.conftest import AU
from ui.dossier.actes.reponse import ReponseDialog
from ui.dossiers.contact import DialogueContact
from ui.journee import EcranJournee
from ui.journee.colonne import ListeDuJour
from ui.journee.dialogue import DialogueDuJour
from ui.journee.mis_de_cote import MisDeCote
from ui.ouvert import ProjetOuvert

D = TypeVar("D", bound=QWidget)


def references(ecran: EcranJournee, colonne: Colonne) -> list[str]:
    return [li.reference for li in ecran.colonnes[colonne].liste.modele.lignes]


def liste(ecran: EcranJournee, colonne: Colonne) -> ListeDuJour:
    return ecran.colonnes[colonne].liste


def ouverte(qtbot: QtBot, ecran: EcranJournee, genre: type[D]) -> D:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in ecran.findChildren(genre)))
    return next(d for d in ecran.findChildren(genre) if d.isVisible())


def jusqu_a_relecture(qtbot: QtBot, ecran: EcranJournee, geste: Callable[[], object]) -> None:
    """Le geste écrit, et l'écran montre ce qui est écrit."""
    with qtbot.waitSignal(ecran.ouvert.saved, timeout=5000):
        geste()
    qtbot.waitUntil(lambda: ecran.est_a_jour, timeout=5000)


def texte(parent: QWidget, nom: str) -> str:
    trouve = parent.findChild(QLabel, nom)
    assert isinstance(trouve, QLabel)
    return trouve.text()


def test_la_journee_se_lit_en_trois_colonnes_avec_la_date_en_mots(ecran: EcranJournee) -> None:
    assert texte(ecran, "journee_date") == "Vendredi 20 novembre 2026"
    assert "4 dossiers à reloger" in texte(ecran, "journee_resume")
    assert references(ecran, Colonne.RETARD) == ["AC-1", "AC-2"]
    assert references(ecran, Colonne.JOUR) == ["AC-3"]
    assert references(ecran, Colonne.ATTENTE) == ["AC-4"]
    assert texte(ecran, "journee_retard_compte") == "2"


def test_le_clavier_commence_en_haut_des_retards_et_passe_d_une_colonne_a_l_autre(
    qtbot: QtBot, ecran: EcranJournee
) -> None:
    retard = liste(ecran, Colonne.RETARD)
    qtbot.waitUntil(retard.hasFocus)
    qtbot.keyClick(retard, Qt.Key.Key_Down)
    assert retard.current is not None
    assert retard.current.reference == "AC-2"

    qtbot.keyClick(retard, Qt.Key.Key_Right)
    assert liste(ecran, Colonne.JOUR).hasFocus()
    qtbot.keyClick(liste(ecran, Colonne.JOUR), Qt.Key.Key_Left)
    assert retard.hasFocus()


def test_entree_sur_un_silence_ouvre_l_acte_avec_le_silence_deja_choisi(
    qtbot: QtBot, ecran: EcranJournee, fichier: Fichier
) -> None:
    qtbot.keyClick(liste(ecran, Colonne.RETARD), Qt.Key.Key_Return)
    dialogue = ouverte(qtbot, ecran, ReponseDialog)
    jusqu_a_relecture(qtbot, ecran, lambda: qtbot.keyClick(dialogue, Qt.Key.Key_Return))

    with fichier.lire() as session:
        reponses = set(session.scalars(select(Offre.reponse).join(Menage).where(Menage.reference == "AC-1")))
    assert reponses == {Reponse.SILENCE}
    assert references(ecran, Colonne.RETARD) == ["AC-2"]


def test_relancer_propose_la_suite_note_le_contact_et_remet_la_ligne_en_attente(
    qtbot: QtBot, ecran: EcranJournee, fichier: Fichier
) -> None:
    retard = liste(ecran, Colonne.RETARD)
    qtbot.keyClick(retard, Qt.Key.Key_Down)
    qtbot.keyClick(retard, Qt.Key.Key_Return)
    dialogue = ouverte(qtbot, ecran, DialogueContact)
    propose = dialogue.ligne.text()
    ecrire(dialogue.ligne, "pas de T3 ce mois-ci")
    relu = texte(dialogue, "contact_ligne_relu")
    jusqu_a_relecture(qtbot, ecran, lambda: qtbot.keyClick(dialogue.ligne, Qt.Key.Key_Return))

    # Une semaine après le vendredi 20 : le vendredi 27.
    assert propose == "Appel :  -> Relance du bailleur : un T3 le 27/11/2026"
    assert relu == "Appel · aujourd’hui · suite\u00a0: Relance du bailleur : un T3, ven. 27/11/2026"
    with fichier.lire() as session:
        nouveau = session.scalars(select(Contact).order_by(Contact.id.desc())).first()
        assert nouveau is not None
        assert nouveau.objet == "Appel : pas de T3 ce mois-ci"
    assert references(ecran, Colonne.RETARD) == ["AC-1"]
    assert "AC-2" in references(ecran, Colonne.ATTENTE)


def test_une_relance_sans_un_mot_se_dit_dans_la_fenetre(qtbot: QtBot, ecran: EcranJournee) -> None:
    retard = liste(ecran, Colonne.RETARD)
    qtbot.keyClick(retard, Qt.Key.Key_Down)
    qtbot.keyClick(retard, Qt.Key.Key_Return)
    dialogue = ouverte(qtbot, ecran, DialogueContact)
    qtbot.keyClick(dialogue.ligne, Qt.Key.Key_Return)

    assert "ce qui s’est dit" in dialogue.erreur.phrase
    assert dialogue.ligne.text().startswith("Appel :")


def test_fait_se_dit_d_un_clic_sur_le_bouton_et_se_rouvre(qtbot: QtBot, ecran: EcranJournee) -> None:
    jour = liste(ecran, Colonne.JOUR)
    zone = jour._delegue.zone_du_bouton(QRectF(jour.visualRect(jour.modele.index(0))), jour.modele.lignes[0])
    centre = QPoint(int(zone.center().x()), int(zone.center().y()))
    jusqu_a_relecture(
        qtbot, ecran, lambda: qtbot.mouseClick(jour.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    )
    assert references(ecran, Colonne.JOUR) == []
    assert not ecran.findChild(QLabel, "journee_jour_vide").isHidden()

    qtbot.mouseClick(ecran.findChild(QPushButton, "journee_cote"), Qt.MouseButton.LeftButton)
    fenetre = ouverte(qtbot, ecran, MisDeCote)
    bouton = next(b for b in fenetre.findChildren(QPushButton) if b.objectName().startswith("rouvrir_"))
    jusqu_a_relecture(qtbot, ecran, bouton.click)
    assert references(ecran, Colonne.JOUR) == ["AC-3"]


def test_reporter_par_r_demande_un_motif_puis_la_ligne_se_reprend(
    qtbot: QtBot, ecran: EcranJournee, fichier: Fichier
) -> None:
    qtbot.keyClick(liste(ecran, Colonne.JOUR), Qt.Key.Key_R)
    dialogue = ouverte(qtbot, ecran, DialogueDuJour)
    qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialogue.erreur.phrase))
    assert "pourquoi" in dialogue.erreur.phrase
    ecrire(dialogue.findChild(QLineEdit, "report_motif"), "absente jusqu’à lundi")
    jusqu_a_relecture(qtbot, ecran, lambda: qtbot.keyClick(dialogue, Qt.Key.Key_Return))

    with fichier.lire() as session:
        report = session.scalars(select(Report)).one()
        # Le lendemain est un samedi : le lundi 23 est proposé.
        assert (report.jusqu_au.isoformat(), report.motif) == ("2026-11-23", "absente jusqu’à lundi")
    assert references(ecran, Colonne.JOUR) == []

    qtbot.mouseClick(ecran.findChild(QPushButton, "journee_cote"), Qt.MouseButton.LeftButton)
    fenetre = ouverte(qtbot, ecran, MisDeCote)
    reprendre = next(b for b in fenetre.findChildren(QPushButton) if b.objectName().startswith("reprendre_"))
    jusqu_a_relecture(qtbot, ecran, reprendre.click)
    assert references(ecran, Colonne.JOUR) == ["AC-3"]


def test_un_rappel_s_ajoute_par_n_et_se_dit_fait_par_entree(
    qtbot: QtBot, ecran: EcranJournee, fichier: Fichier
) -> None:
    qtbot.keyClick(liste(ecran, Colonne.JOUR), Qt.Key.Key_N)
    dialogue = ouverte(qtbot, ecran, DialogueDuJour)
    ecrire(dialogue.findChild(QLineEdit, "rappel_objet"), "Cellule inter-bailleurs")
    ecrire(dialogue.findChild(QLineEdit, "rappel_heure"), "14h30")
    jusqu_a_relecture(qtbot, ecran, lambda: qtbot.keyClick(dialogue, Qt.Key.Key_Return))

    premiere = liste(ecran, Colonne.JOUR).modele.lignes[0]
    assert (premiere.objet, premiere.heure and premiere.heure.hour) == ("Cellule inter-bailleurs", 14)
    liste(ecran, Colonne.JOUR).setCurrentIndex(liste(ecran, Colonne.JOUR).modele.index(0))
    jusqu_a_relecture(qtbot, ecran, lambda: qtbot.keyClick(liste(ecran, Colonne.JOUR), Qt.Key.Key_Return))
    with fichier.lire() as session:
        assert session.scalars(select(Rappel.fait_le)).one() == AU


def test_un_rappel_a_une_heure_impossible_garde_ce_qui_est_tape(qtbot: QtBot, ecran: EcranJournee) -> None:
    qtbot.keyClick(liste(ecran, Colonne.JOUR), Qt.Key.Key_N)
    dialogue = ouverte(qtbot, ecran, DialogueDuJour)
    ecrire(dialogue.findChild(QLineEdit, "rappel_objet"), "Réunion")
    ecrire(dialogue.findChild(QLineEdit, "rappel_heure"), "25h")
    qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    assert "n’est pas une heure" in dialogue.erreur.phrase
    assert dialogue.findChild(QLineEdit, "rappel_objet").text() == "Réunion"


def test_o_ouvre_le_dossier_a_son_onglet(qtbot: QtBot, ecran: EcranJournee, ouvert: ProjetOuvert) -> None:
    onglets: list[str] = []
    ecran.tab_asked.connect(onglets.append)
    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.keyClick(liste(ecran, Colonne.RETARD), Qt.Key.Key_O)

    assert demande.args == [ecran.colonnes[Colonne.RETARD].liste.modele.lignes[0].menage_id]
    assert onglets == ["offres"]


def test_l_equipe_se_regarde_d_une_fleche(qtbot: QtBot, ecran: EcranJournee) -> None:
    qtbot.keyClick(ecran.entete.qui, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: ecran.est_a_jour and "AC-5" in references(ecran, Colonne.JOUR))

    assert ecran.agent is None


def test_qui_ne_suit_aucun_dossier_voit_d_abord_l_equipe(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    ouvert.fichier.auteur = "Nouvelle venue"
    ecran = EcranJournee(ouvert)
    qtbot.addWidget(ecran)
    ecran.show()
    ecran.on_enter()
    qtbot.waitUntil(lambda: ecran.est_a_jour)

    assert ecran.entete.pour_l_equipe
    assert references(ecran, Colonne.JOUR) == ["AC-3", "AC-5"]


def test_chaque_ligne_et_la_frise_s_entendent(ecran: EcranJournee) -> None:
    retard = liste(ecran, Colonne.RETARD)
    entendue = retard.modele.data(retard.modele.index(0), Qt.ItemDataRole.AccessibleTextRole)

    assert entendue == (
        "ZAOUI Nadia, AC-1, Constater le silence sur l’offre 1, "
        "limite mer. 18/11/2026, dépassée de 2 jours, Constater"
    )
    assert ecran.frise.accessibleName() == "Réponses attendues : DELMAS Éric, offre 1, mer. 25/11/2026"


def test_ma_journee_s_imprime_et_l_agenda_s_ecrit_sans_nom(
    qtbot: QtBot, ecran: EcranJournee, tmp_path: Path
) -> None:
    for nom, fichier, geste in (
        ("journee_pdf", "journee.pdf", ecran.imprimer),
        ("journee_ics", "echeances.ics", ecran.exporter_l_agenda),
    ):
        geste()
        dialogue = ecran.findChild(QFileDialog, nom)
        assert isinstance(dialogue, QFileDialog)
        dialogue.fileSelected.emit(str(tmp_path / fichier))
        qtbot.waitUntil((tmp_path / fichier).exists)
        dialogue.reject()
    qtbot.waitUntil(lambda: not ecran.ouvert.atelier.is_busy)

    assert (tmp_path / "journee.pdf").read_bytes().startswith(b"%PDF")
    agenda = (tmp_path / "echeances.ics").read_text("utf-8")
    assert "AC-4 (É. D.)" in agenda
    assert "DELMAS" not in agenda
    assert "Lettre" not in agenda


def test_le_focus_reste_dans_la_journee_apres_une_ecriture(qtbot: QtBot, ecran: EcranJournee) -> None:
    jour = liste(ecran, Colonne.JOUR)
    jour.setFocus()
    jusqu_a_relecture(qtbot, ecran, lambda: qtbot.keyClick(jour, Qt.Key.Key_Return))

    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ListeDuJour))
