"""Au clavier et à la souris : revoir les doublons, comparer, fusionner, défaire, et savoir ce qui compte."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.doublons import ecartes_de
from db.fichier import Fichier
from relogement.modeles import Menage
from relogement.nomenclatures import Etat, MotifSortie
from tests.ui.dossier.gestes import Agente
from ui.comparaison import FenetreComparaison
from ui.dossier import EcranDossier
from ui.dossier.actes.dialogue import ActeDialog
from ui.dossier.actes.nouveau_logement import NouveauLogementDialog
from ui.dossier.pourquoi import FenetrePourquoi
from ui.doublons import ouvrir
from ui.doublons.choisir import ChoisirDossier
from ui.doublons.fusion import FenetreFusion
from ui.doublons.liste import FenetreDoublons
from ui.ouvert import ProjetOuvert


def dossier(fichier: Fichier, reference: str) -> Menage:
    with fichier.lire() as session:
        return session.scalars(select(Menage).where(Menage.reference == reference)).one()


def les_doublons(qtbot: QtBot, projet: ProjetOuvert, ecran: EcranDossier) -> FenetreDoublons:
    fenetre = ouvrir.doublons_possibles(projet, ecran)
    assert isinstance(fenetre, FenetreDoublons)
    qtbot.waitUntil(lambda: fenetre.liste.count() == 1 and fenetre.vue.differences > 0)
    return fenetre


def la_fusion(qtbot: QtBot, parent: QWidget) -> FenetreFusion:
    fenetre = parent.findChild(FenetreFusion)
    qtbot.waitUntil(lambda: fenetre.valider.isEnabled())
    return fenetre


def texte(fenetre: QWidget, nom: str) -> str:
    etiquette = fenetre.findChild(QLabel, nom)
    assert etiquette is not None, nom
    return str(etiquette.text())


def clic(qtbot: QtBot, fenetre: QWidget, nom: str) -> None:
    bouton = fenetre.findChild(QPushButton, nom)
    assert bouton is not None, nom
    bouton.click()  # une place qui vient de changer ne ferait pas manquer le clic


def test_les_doublons_du_projet_se_montrent_avec_leur_raison(
    qtbot: QtBot, projet: ProjetOuvert, ecran: EcranDossier
) -> None:
    fenetre = les_doublons(qtbot, projet, ecran)

    assert texte(fenetre, "doublons_compte") == "1 doublon possible"
    assert texte(fenetre, "doublons_raison") == (
        "Même personne : même nom, prénom en initiales, même naissance, même opération."
    )
    fenetre.reject()


def test_dire_que_ce_ne_sont_pas_les_memes_les_retire(
    qtbot: QtBot, projet: ProjetOuvert, ecran: EcranDossier, fichier: Fichier
) -> None:
    fenetre = les_doublons(qtbot, projet, ecran)
    clic(qtbot, fenetre, "doublons_ecarter")
    qtbot.waitUntil(lambda: texte(fenetre, "doublons_compte") == "Aucun doublon possible dans ce projet.")

    with fichier.lire() as session:
        assert ecartes_de(session, 1) == {2}
    fenetre.reject()


def test_fusionner_puis_defaire_depuis_la_fenetre(
    qtbot: QtBot, projet: ProjetOuvert, ecran: EcranDossier, fichier: Fichier
) -> None:
    projet.dossier_asked.connect(ecran.open_dossier)
    fenetre = les_doublons(qtbot, projet, ecran)
    clic(qtbot, fenetre, "doublons_fusionner")
    fusion = la_fusion(qtbot, fenetre)
    propose = fusion.findChild(QRadioButton, "choix_cout.apl_REPRIS").isChecked()
    fusion.findChild(QRadioButton, "choix_menage.telephone_GARDE").setChecked(True)
    case = next(c for c in fusion.findChildren(QCheckBox) if c.text().startswith("Louis"))
    with qtbot.waitSignal(projet.saved):
        qtbot.keyClick(fusion, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ecran.lu is not None and len(ecran.lu.menage.offres) == 1)

    assert propose
    assert case.isChecked()
    garde = dossier(fichier, "AC-001")
    assert garde.telephone is None
    assert dossier(fichier, "AC-002").motif_sortie is MotifSortie.FUSION
    lien = ecran.entete.lignee.findChild(QPushButton, "lignee_2")
    assert lien.accessibleName() == "Reprend AC-002, ouvrir le dossier"

    qtbot.mouseClick(lien, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ecran.lu is not None and ecran.lu.menage.reference == "AC-002")
    agente = Agente(qtbot, ecran)
    menu = {a.objectName() for a in ecran.entete.actes.menu().actions()}
    assert "acte_defusion" in menu
    assert "acte_annuler_sortie" not in menu
    dialogue = agente.acte("defusion")
    with qtbot.waitSignal(projet.saved):
        qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    assert dossier(fichier, "AC-002").etat is Etat.RECENSE
    qtbot.waitUntil(lambda: ecran.entete.lignee.isHidden())


def test_garder_l_autre_dossier_inverse_les_colonnes(
    qtbot: QtBot, projet: ProjetOuvert, ecran: EcranDossier
) -> None:
    fusion = FenetreFusion(projet, 1, 2, ecran)
    fusion.open()
    qtbot.waitUntil(lambda: fusion.valider.isEnabled())
    clic(qtbot, fusion, "fusion_inverser")
    qtbot.waitUntil(lambda: texte(fusion, "fusion_phrase").startswith("Le dossier AC-002"))
    qtbot.waitUntil(lambda: fusion.valider.isEnabled())
    # les choix d'avant s'en vont au tour de boucle suivant
    qtbot.waitUntil(lambda: fusion.findChild(QRadioButton, "choix_cout.apl_GARDE").isChecked())
    fusion.reject()


def test_comparer_demande_l_autre_dossier_en_tapant(
    qtbot: QtBot, projet: ProjetOuvert, ecran: EcranDossier
) -> None:
    choisir = ouvrir.comparer_avec(projet, 1, ecran)
    assert isinstance(choisir, ChoisirDossier)
    champ = choisir.findChild(QLineEdit, "choisir_champ")
    qtbot.keyClicks(champ, "martin")
    assert choisir.findChild(QListWidget, "choisir_liste").count() == 1
    qtbot.keyClick(champ, Qt.Key.Key_Return)
    fenetre = ecran.findChild(FenetreComparaison)
    qtbot.waitUntil(lambda: fenetre.vue.differences > 0)

    toutes = len(fenetre.vue.findChildren(QLabel))
    fenetre.vue.seulement.setChecked(True)
    qtbot.waitUntil(lambda: len([w for w in fenetre.vue.findChildren(QLabel) if w.isVisible()]) < toutes)
    with qtbot.waitSignal(projet.dossier_asked) as demande:
        clic(qtbot, fenetre, "comparaison_ouvrir_2")
    assert demande.args == [3]


def test_pourquoi_ce_menage_ne_compte_pas(qtbot: QtBot, ecran: EcranDossier) -> None:
    ecran.act("pourquoi", None)
    fenetre = ecran.findChild(FenetrePourquoi)

    assert texte(fenetre, "pourquoi_titre") == "Ce ménage ne compte pas"
    assert texte(fenetre, "pourquoi_base") == "Pas encore relogé."
    assert texte(fenetre, "remede_base") == "Il comptera une fois le bail définitif signé et l’entrée faite."
    fenetre.reject()


def test_un_critere_inconnu_mene_au_champ_qui_manque(
    qtbot: QtBot, ecran: EcranDossier, projet: ProjetOuvert, fichier: Fichier
) -> None:
    ecran.open_dossier(3)  # relogé, mais le quartier de son nouveau logement est inconnu
    ecran.act("pourquoi", None)
    fenetre = ecran.findChild(FenetrePourquoi)
    assert texte(fenetre, "pourquoi_titre") == "Ce ménage compte"
    clic(qtbot, fenetre, "completer_hors_qpv")
    dialogue = ecran.findChild(NouveauLogementDialog)
    qtbot.waitUntil(dialogue.isVisible)
    dialogue.findChild(QLineEdit, "qpv").setText("HORS")
    with qtbot.waitSignal(projet.saved):
        qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    assert ecran.lu is not None
    qtbot.waitUntil(lambda: ecran.lu is not None and ecran.lu.bilan.hors_qpv.value == "OUI")


def test_ajouter_une_personne_deja_suivie_ailleurs_previent(
    qtbot: QtBot, ecran: EcranDossier, projet: ProjetOuvert
) -> None:
    ecran.open_dossier(3)
    ecran.act("personne", None)
    dialogue = ecran.findChild(ActeDialog)
    for nom, valeur in (("nom", "Lefevre"), ("prenom", "Louis"), ("naissance_le", "06/05/2001")):
        dialogue.findChild(QLineEdit, nom).setText(valeur)
    qtbot.waitUntil(lambda: texte(dialogue, "personne_doublon_phrase") != "")

    assert texte(dialogue, "personne_doublon_phrase") == (
        "Peut-être déjà suivie dans le dossier AC-002 : mêmes nom et prénom, même naissance, même opération."
    )
    with qtbot.waitSignal(projet.dossier_asked) as demande:
        clic(qtbot, dialogue, "personne_doublon_ouvrir")
    assert demande.args == [2]
