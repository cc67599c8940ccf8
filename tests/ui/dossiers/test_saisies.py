"""Depuis la liste : ouvrir un dossier neuf, noter un contact, choisir ses colonnes, regarder l'aperçu."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.doublons import ecartes_de
from db.fichier import Fichier
from relogement.modeles import Contact, Menage
from relogement.nomenclatures import Canal, Etat, TypeDossier
from tests.fabrique import un_fichier
from tests.ui.dossiers.conftest import montrer, references
from ui.background import Atelier
from ui.comparaison import FenetreComparaison
from ui.dossiers import EcranDossiers
from ui.dossiers.colonnes_volet import VoletColonnes
from ui.dossiers.contact import DialogueContact
from ui.dossiers.nouveau import DialogueNouveau
from ui.doublons.choisir import ChoisirDossier
from ui.ouvert import ProjetOuvert


def ouvrir_le_formulaire(qtbot: QtBot, ecran: EcranDossiers) -> DialogueNouveau:
    qtbot.mouseClick(ecran.findChild(QPushButton, "nouveau_dossier"), Qt.MouseButton.LeftButton)
    dialogue = ecran.findChild(DialogueNouveau)
    qtbot.waitUntil(dialogue.isVisible)
    return dialogue


def ecrire(dialogue: QWidget, nom: str, texte: str) -> None:
    dialogue.findChild(QLineEdit, nom).setText(texte)


def le_menage(fichier: Fichier, reference: str) -> Menage:
    with fichier.lire() as session:
        return session.scalars(select(Menage).where(Menage.reference == reference)).one()


def test_un_dossier_neuf_prend_la_reference_suivante_et_s_ouvre(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    # AC-001, AC-002 et le décohabitant AC-002-1 existent : la suite est AC-003.
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    proposee = dialogue.findChild(QLineEdit, "reference").text()
    for nom, texte in (("nom", "KEITA"), ("prenom", "Ibrahim"), ("nb_personnes", "4"), ("ug", "0046003")):
        ecrire(dialogue, nom, texte)
    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.keyClick(dialogue.findChild(QLineEdit, "nom"), Qt.Key.Key_Return)
    menage = le_menage(fichier, "AC-003")
    qtbot.waitUntil(lambda: "AC-003" in references(ecran))

    assert proposee == "AC-003"
    assert demande.args == [menage.id]
    assert (menage.etat, menage.nb_personnes) == (Etat.RECENSE, 4)


def proposes(dialogue: DialogueNouveau) -> list[str]:
    return [d.reference for d in dialogue.doublons.restants]


def test_un_nom_deja_connu_previent_sans_empecher(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    ecrire(dialogue, "nom", "ndiaye")
    ecrire(dialogue, "prenom", "aissatou")
    qtbot.waitUntil(lambda: proposes(dialogue) == ["AC-001"])
    raison = dialogue.findChild(QLabel, "raison_1").text()

    with qtbot.waitSignal(ouvert.dossier_asked):  # un doublon probable n'empêche pas de créer
        qtbot.mouseClick(dialogue.findChild(QPushButton, "nouveau_creer"), Qt.MouseButton.LeftButton)

    assert raison == "Mêmes nom et prénom, naissance inconnue d’un côté, même opération."
    assert le_menage(fichier, "AC-003")


def test_l_autre_dossier_s_ouvre_d_une_touche_et_la_saisie_revient(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert
) -> None:
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    for nom, texte in (("nom", "FORE"), ("prenom", "Marie Claude"), ("ug", "46002"), ("telephone", "0611111111")):
        ecrire(dialogue, nom, texte)
    qtbot.waitUntil(lambda: proposes(dialogue) == ["AC-002"])

    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        dialogue.findChild(QPushButton, "proposition_ouvrir_2").click()
    qtbot.waitUntil(lambda: ecran.findChild(DialogueNouveau) is None)

    assert demande.args == [2]
    rouvert = ouvrir_le_formulaire(qtbot, ecran)
    champs = ("nom", "prenom", "telephone", "reference")
    repris = [rouvert.findChild(QLineEdit, n).text() for n in champs]
    assert repris == ["FORE", "Marie Claude", "0611111111", "AC-003"]


def test_un_doublon_sur_se_tranche_avant_de_creer_et_le_non_se_retient(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    with fichier.ecrire("Naissance") as session:
        session.get_one(Menage, 2).personnes[0].naissance_le = date(1970, 3, 12)
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    for nom, texte in (("nom", "FAURE"), ("prenom", "M.-C."), ("naissance_le", "12/03/1970")):
        ecrire(dialogue, nom, texte)
    qtbot.waitUntil(lambda: proposes(dialogue) == ["AC-002"])
    creer = dialogue.findChild(QPushButton, "nouveau_creer")
    qtbot.mouseClick(creer, Qt.MouseButton.LeftButton)
    dit = dialogue.erreur.phrase

    qtbot.mouseClick(dialogue.findChild(QPushButton, "proposition_autre_2"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.mouseClick(creer, Qt.MouseButton.LeftButton)

    assert "AC-002 suit déjà cette personne (même nom, prénom en initiales, même naissance" in dit
    with fichier.lire() as session:
        assert ecartes_de(session, demande.args[0]) == {2}


def test_une_reference_deja_prise_se_dit_dans_le_formulaire(qtbot: QtBot, ecran: EcranDossiers) -> None:
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    ecrire(dialogue, "nom", "KEITA")
    ecrire(dialogue, "reference", "AC-001")
    qtbot.mouseClick(dialogue.findChild(QPushButton, "nouveau_creer"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialogue.erreur.isVisible)

    assert "« AC-001 » existe déjà" in dialogue.erreur.phrase
    assert dialogue.isVisible()


def test_une_date_illisible_se_dit_dans_le_formulaire(qtbot: QtBot, ecran: EcranDossiers) -> None:
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    ecrire(dialogue, "nom", "KEITA")
    ecrire(dialogue, "naissance_le", "29/02/2025")
    qtbot.mouseClick(dialogue.findChild(QPushButton, "nouveau_creer"), Qt.MouseButton.LeftButton)

    assert "n’existe pas" in dialogue.erreur.phrase


def test_un_decohabitant_est_rattache_au_titulaire_de_son_logement(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    dialogue = ouvrir_le_formulaire(qtbot, ecran)
    for nom, texte in (("nom", "N’DIAYE"), ("ug", "0046001"), ("reference", "AC-001-1")):
        ecrire(dialogue, nom, texte)
    genre = dialogue.form.editor("type")
    genre.set_value(TypeDossier.DECOHABITANT)
    with qtbot.waitSignal(ouvert.dossier_asked):
        qtbot.mouseClick(dialogue.findChild(QPushButton, "nouveau_creer"), Qt.MouseButton.LeftButton)

    neuf, titulaire = le_menage(fichier, "AC-001-1"), le_menage(fichier, "AC-001")

    assert neuf.dossier_parent_id == titulaire.id
    assert neuf.logement_quitte_id == titulaire.logement_quitte_id


def test_noter_un_contact_depuis_l_apercu(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    qtbot.waitUntil(lambda: ecran.panneau.dossier is not None)
    qtbot.mouseClick(ecran.findChild(QPushButton, "apercu_contact"), Qt.MouseButton.LeftButton)
    dialogue = ecran.findChild(DialogueContact)
    qtbot.waitUntil(dialogue.isVisible)
    ecrire(dialogue, "contact_ligne", "SMS : rappel de la visite")
    with qtbot.waitSignal(ouvert.saved):
        qtbot.keyClick(dialogue.findChild(QLineEdit, "contact_ligne"), Qt.Key.Key_Return)
    with fichier.lire() as session:
        contact = session.scalars(select(Contact)).one()

    assert (contact.canal, contact.objet) == (Canal.SMS, "SMS : rappel de la visite")


def test_l_apercu_suit_la_ligne_choisie(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.table.selectRow(2)
    qtbot.waitUntil(lambda: nom_de_l_apercu(ecran).startswith("N’D"))

    ecran.table.selectRow(3)
    qtbot.waitUntil(lambda: nom_de_l_apercu(ecran) == "ZAOUI Nadia")


def nom_de_l_apercu(ecran: EcranDossiers) -> str:
    etiquette = ecran.panneau.findChild(QLabel, "apercu_nom")
    return etiquette.text() if etiquette else ""


def test_l_apercu_se_ferme_dans_une_fenetre_etroite(
    qtbot: QtBot, ouvert: ProjetOuvert, magasin: QSettings
) -> None:
    assert not montrer(qtbot, ouvert, magasin, largeur=1100).panneau.isVisible()


def test_une_colonne_cachee_le_reste_a_la_reouverture(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, magasin: QSettings
) -> None:
    qtbot.mouseClick(ecran.findChild(QPushButton, "colonnes"), Qt.MouseButton.LeftButton)
    volet = ecran.findChild(VoletColonnes)
    for colonne in ("pers", "référent"):
        volet.choix.champ.setText(colonne)
        qtbot.keyClick(volet.choix.champ, Qt.Key.Key_Return)
    volet.close()
    qtbot.waitUntil(lambda: '"referent"' in str(magasin.value("dossiers/vues/tous")))
    rouvert = montrer(qtbot, ouvert, magasin)

    titres = [colonne.titre for colonne in rouvert.table.visibles]
    assert "Pers." not in titres
    assert "Référent" in titres


def test_une_largeur_choisie_est_retenue(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, magasin: QSettings
) -> None:
    ecran.table.setColumnWidth(1, 213)
    qtbot.waitUntil(lambda: "213" in str(magasin.value("dossiers/vues/tous")))

    assert montrer(qtbot, ouvert, magasin).table.columnWidth(1) == 213


def test_des_reglages_abimes_rendent_les_colonnes_d_origine(
    qtbot: QtBot, ouvert: ProjetOuvert, magasin: QSettings
) -> None:
    magasin.setValue("dossiers/vues/tous", "{pas du json")

    assert montrer(qtbot, ouvert, magasin).table.columnWidth(0) == 82


def test_le_bouton_copie_toute_la_liste_affichee(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.filtres.champ.setText("faure")
    with qtbot.waitSignal(ecran.copieur.copied) as copies:
        qtbot.mouseClick(ecran.findChild(QPushButton, "copier"), Qt.MouseButton.LeftButton)

    assert copies.args == [2]
    assert len(QApplication.clipboard().text().splitlines()) == 3


@pytest.fixture
def projet_vide(qapp: object, tmp_path: Path) -> Iterator[ProjetOuvert]:
    fichier = un_fichier(tmp_path / "vide.relogement")
    projet = ProjetOuvert(fichier, Atelier())
    yield projet
    projet.atelier.close()
    fichier.fermer()


def test_un_projet_vide_propose_d_importer(qtbot: QtBot, projet_vide: ProjetOuvert, magasin: QSettings) -> None:
    ecran = montrer(qtbot, projet_vide, magasin)
    importer = ecran.findChild(QPushButton, "vide_importer")
    with qtbot.waitSignal(ecran.import_asked):
        qtbot.mouseClick(importer, Qt.MouseButton.LeftButton)

    assert ecran.findChild(QLabel, "vide_projet_phrase").text() == "Aucun dossier dans ce projet."


def test_sans_operation_un_dossier_neuf_dit_quoi_faire(
    qtbot: QtBot, projet_vide: ProjetOuvert, magasin: QSettings
) -> None:
    ecran = montrer(qtbot, projet_vide, magasin)
    qtbot.mouseClick(ecran.findChild(QPushButton, "vide_nouveau"), Qt.MouseButton.LeftButton)

    assert "Créez d’abord une opération" in ecran.erreur.phrase


def test_ctrl_entree_compare_les_deux_dossiers_choisis(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert
) -> None:
    ecran.table.selectRow(0)
    qtbot.keyClick(ecran.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(ecran.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    fenetre = ecran.findChild(FenetreComparaison)
    qtbot.waitUntil(lambda: fenetre.vue.differences > 0)

    assert set(fenetre.numeros) == {ecran.modele.ids[0], ecran.modele.ids[1]}
    fenetre.reject()


def test_ctrl_entree_sur_une_ligne_demande_l_autre_dossier(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.table.selectRow(0)
    qtbot.keyClick(ecran.table, Qt.Key.Key_Down)
    assert ecran.table.selected_rows() == [1]
    qtbot.keyClick(ecran.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    choisir = ecran.findChild(ChoisirDossier)
    assert choisir.isVisible()
    choisir.reject()
