"""Les vues : garder ce que l'on regarde, y revenir, le changer ; chacune a ses colonnes et son tri."""

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db import vues as db_vues
from db.filtres import Condition, Operateur, dans_l_etat
from relogement.nomenclatures import Etat
from tests.ui.dossiers.conftest import montrer, references
from tests.ui.dossiers.test_liste import PAR_NOM, cliquer_en_tete
from ui.composants.onglets import Onglets
from ui.dossiers import EcranDossiers
from ui.dossiers.gestes_vues import VoletNom
from ui.ouvert import ProjetOuvert


def onglets(ecran: EcranDossiers) -> list[str]:
    return [choix.texte for choix in ecran.findChild(Onglets, "vues").choix]


def garder(qtbot: QtBot, ecran: EcranDossiers, nom: str) -> None:
    qtbot.mouseClick(ecran.findChild(QPushButton, "creer_vue"), Qt.MouseButton.LeftButton)
    volet = ecran.window().findChild(VoletNom)
    assert isinstance(volet, VoletNom)
    volet.champ.setText(nom)
    qtbot.keyClick(volet.champ, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ecran.est_a_jour and nom in onglets(ecran) and ecran._liste.vue.titre == nom)


def geste(qtbot: QtBot, ecran: EcranDossiers, nom: str, geste: str) -> None:
    """Le menu d'une vue, et ce que l'on y choisit."""
    vue = next(v for v in ecran._liste.instantane.vues if v.titre == nom)  # type: ignore[union-attr]
    menu = ecran.gestes_vues.menu(vue, QPoint(0, 0))
    with qtbot.waitSignal(ecran._ouvert.saved):
        next(action for action in menu.actions() if action.objectName() == f"vue_{geste}").trigger()
    menu.close()
    qtbot.waitUntil(lambda: ecran.est_a_jour)


def test_plus_garde_filtres_tri_et_colonnes(qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert) -> None:
    ecran.pose(dans_l_etat(Etat.OFFRE, Etat.EMMENAGE))
    cliquer_en_tete(qtbot, ecran, 2)
    ecran.table.show_columns(["reference", "menage", "personnes", "menage.telephone"])
    garder(qtbot, ecran, "Mes offres")
    with ouvert.fichier.lire() as session:
        gardee = db_vues.vues(session)[-1]

    assert ecran.findChild(Onglets, "vues").accessibleName() == "Vue Mes offres 2"
    assert (gardee.titre, gardee.tri) == ("Mes offres", "personnes")
    assert gardee.conditions == (dans_l_etat(Etat.OFFRE, Etat.EMMENAGE),)
    assert [c["cle"] for c in gardee.colonnes] == ["reference", "menage", "personnes", "menage.telephone"]


def test_chaque_vue_revient_avec_ses_colonnes_et_son_tri(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.table.show_columns(["reference", "menage", "personnes"])
    cliquer_en_tete(qtbot, ecran, 2)
    garder(qtbot, ecran, "Par taille")
    ecran.findChild(Onglets, "vues").set_current("a_reloger")
    d_origine = len(ecran.table.visibles), references(ecran)
    ecran.findChild(Onglets, "vues").set_current("vue_1")
    qtbot.waitUntil(lambda: ecran.est_a_jour)

    assert d_origine == (8, PAR_NOM[:3])
    assert [c.cle for c in ecran.table.visibles] == ["reference", "menage", "personnes"]
    assert references(ecran) == ["AC-002-1", "AC-002", "BL-001", "AC-001"]


def test_un_autre_poste_voit_la_vue_gardee(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, tmp_path: object
) -> None:
    ecran.pose(dans_l_etat(Etat.EMMENAGE))
    ecran.table.show_columns(["reference", "menage", "referent"])
    garder(qtbot, ecran, "Relogés")
    ailleurs = montrer(qtbot, ouvert, QSettings(f"{tmp_path}/autre.ini", QSettings.Format.IniFormat))
    ailleurs.findChild(Onglets, "vues").set_current("vue_1")

    assert references(ailleurs) == ["BL-001"]
    assert [c.cle for c in ailleurs.table.visibles] == ["reference", "menage", "referent"]


def test_une_vue_changee_se_voit_puis_se_met_a_jour(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.pose(dans_l_etat(Etat.OFFRE))
    garder(qtbot, ecran, "Mes offres")
    ecran.pose(Condition("menage.nb_personnes", Operateur.ENTRE, (1, None)))
    qtbot.waitUntil(lambda: onglets(ecran)[-1] == "Mes offres •")
    geste(qtbot, ecran, "Mes offres", "remplacer")

    qtbot.waitUntil(lambda: onglets(ecran)[-1] == "Mes offres")


def test_un_nom_deja_pris_se_dit_sous_le_nom(qtbot: QtBot, ecran: EcranDossiers) -> None:
    qtbot.mouseClick(ecran.findChild(QPushButton, "creer_vue"), Qt.MouseButton.LeftButton)
    volet = ecran.window().findChild(VoletNom)
    assert isinstance(volet, VoletNom)
    volet.champ.setText("sans offre")
    qtbot.keyClick(volet.champ, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "déjà ce nom" in volet.erreur.phrase)

    assert volet.champ.text() == "sans offre"
    assert volet.isVisible()


def test_supprimer_la_vue_montree_ramene_a_tous(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.pose(dans_l_etat(Etat.OFFRE))
    garder(qtbot, ecran, "Mes offres")
    geste(qtbot, ecran, "Mes offres", "supprimer")

    assert "Mes offres" not in onglets(ecran)
    assert ecran.findChild(Onglets, "vues").current == "tous"
    assert references(ecran) == PAR_NOM


def test_une_vue_d_origine_ne_se_change_pas(ecran: EcranDossiers) -> None:
    menu = ecran.gestes_vues.menu(db_vues.VUES[1], QPoint(0, 0))
    actives = [action.objectName() for action in menu.actions() if action.isEnabled() and action.objectName()]
    menu.close()

    assert actives == []


def test_toute_colonne_declaree_s_ajoute_et_se_trie(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.table.show_columns(["reference", "menage", "menage.telephone", "avant.loyer", "bilan.te_av"])
    colonne = [c.cle for c in ecran.table.visibles].index("avant.loyer")
    rang = ecran.table.horizontalHeader().logicalIndex(colonne)
    ecran.modele.sort(rang, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: ecran.est_a_jour and references(ecran)[0] == "AC-001")

    # Loyers avant : 400 et 300 ; les deux autres dossiers n'en ont pas de connu.
    assert references(ecran) == ["AC-001", "BL-001", "AC-002-1", "AC-002"]
    assert ecran.modele.index(0, rang).data() == "400,00"
    telephone = ecran.table.horizontalHeader().logicalIndex(2)
    assert ecran.modele.index(0, telephone).data() == "06 12 34 56 78"
