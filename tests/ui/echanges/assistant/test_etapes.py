"""Importer par l'écran : lire, vérifier les colonnes, voir avant d'écrire, importer, ouvrir ce qui a changé."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.travail import Avancement
from tests.exemples import EXEMPLES, avec_le_partage
from tests.fabrique import un_fichier, un_menage, une_operation
from tests.ui.echanges.assistant.conftest import ETAT_LOCATIF, TABLE, Agent
from ui.background import Atelier
from ui.composants.segment import Segment
from ui.echanges import EcranEchanges
from ui.echanges.assistant.anomalies import FenetreRapport
from ui.echanges.assistant.etat import Etape
from ui.ouvert import ProjetOuvert


def test_un_chemin_tape_puis_entree_ouvre_le_fichier(qtbot: QtBot, agent: Agent, table: Path) -> None:
    qtbot.keyClicks(agent.widget("import_chemin"), str(table))
    agent.touche("import_chemin", Qt.Key.Key_Return)

    assert agent.page.fichier.isVisible()
    assert agent.texte("echanges_titre") == "Importer une table de saisie"


def test_l_apercu_dit_ce_que_l_import_changerait_et_n_ecrit_rien(agent: Agent, table: Path) -> None:
    agent.jusqu_a_l_apercu(table)

    assert agent.comptes() == ("4", "3", "0", "0", "1")  # le loyer négatif met sa ligne de côté
    assert agent.texte("import_nom") == "saisie.csv"
    assert agent.texte("import_suite") == "Importer 3 lignes"
    assert agent.dossiers() == 0


def test_importer_garde_les_lignes_et_ouvre_les_dossiers(qtbot: QtBot, agent: Agent, table: Path) -> None:
    agent.jusqu_a_l_apercu(table)

    with qtbot.waitSignal(agent.ouvert.saved):
        agent.presser("import_suite")

    assert agent.dossiers() == 3
    assert agent.texte("termine_etat") == "Import terminé et enregistré"
    assert agent.comptes("termine_comptes") == ("4", "3", "0", "0", "1")
    with qtbot.waitSignal(agent.ouvert.dossiers_asked) as demande:
        agent.presser("termine_ouvrir")
    assert len(demande.args[0]) == 3
    assert demande.args[1] == "Import\u00a0: saisie.csv"


def test_le_meme_fichier_importe_deux_fois_ne_change_rien(agent: Agent, table: Path) -> None:
    agent.importer(table)
    agent.presser("termine_encore")

    agent.jusqu_a_l_apercu(table)

    assert agent.comptes() == ("4", "0", "0", "3", "1")
    assert not agent.ecran.findChild(QPushButton, "import_suite").isEnabled()
    assert agent.texte("import_phrase") == "Ce fichier ne change rien à ce que l’on sait."


def test_le_rapport_se_filtre_par_gravite(qtbot: QtBot, agent: Agent, table: Path) -> None:
    agent.jusqu_a_l_apercu(table)
    agent.presser("import_rapport_ouvrir")
    fenetre = agent.ecran.findChild(FenetreRapport)
    modele = fenetre.table.modele
    toutes = modele.rowCount()

    fenetre.findChild(Segment, "rapport_gravites").set_current("erreur")

    vues = [modele.index(rang, 0).data() for rang in range(modele.rowCount())]
    assert 0 < len(vues) <= toutes
    assert set(vues) == {"Erreur"}
    assert modele.index(0, 2).data() == "5"  # la cinquième ligne du fichier
    fenetre.close()


def test_un_refus_se_dit_la_ou_l_on_choisit_le_fichier(agent: Agent, tmp_path: Path) -> None:
    vide = tmp_path / "vide.xlsx"
    vide.write_bytes(b"")

    agent.ouvrir(vide)

    assert agent.page.depart.erreur.isVisible()
    assert "vide.xlsx" in agent.page.depart.erreur.phrase
    assert agent.widget("import_parcourir").isEnabled()


def test_un_fichier_depose_s_ouvre(agent: Agent, table: Path) -> None:
    colis = QMimeData()
    colis.setUrls([QUrl.fromLocalFile(str(table))])

    agent.widget("import_depot").dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, colis, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    agent.attendre()

    assert agent.page.fichier.isVisible()
    assert agent.page.fichier.tableaux.modele.rangs[0].nom == "saisie"


def test_parcourir_ouvre_le_fichier_choisi(agent: Agent, table: Path) -> None:
    agent.presser("import_parcourir")
    dialogue = agent.ecran.findChild(QFileDialog, "import_dialogue")

    dialogue.findChild(QLineEdit, "fileNameEdit").setText(str(table))
    dialogue.accept()

    agent.attendre(agent.page.fichier.isVisible)
    assert agent.page.etat.source == table


def test_un_tableau_copie_d_un_tableur_se_colle(qtbot: QtBot, agent: Agent) -> None:
    QGuiApplication.clipboard().setText(ETAT_LOCATIF.replace(";", "\t"))

    qtbot.keyClick(agent.widget("import_chemin"), Qt.Key.Key_A)
    agent.presser("import_coller")

    assert agent.texte("echanges_titre") == "Importer un état locatif"
    rang = agent.page.fichier.tableaux.modele.rangs[0]
    assert rang.tableau is not None and rang.tableau.tableau.nb_lignes == 3


def test_un_presse_papiers_sans_tableau_le_dit(agent: Agent) -> None:
    QGuiApplication.clipboard().setText("bonjour")

    agent.presser("import_coller")

    assert "ne contient pas de tableau" in agent.page.depart.erreur.phrase


def test_une_nouvelle_operation_demande_son_code(agent: Agent, etat_locatif: Path) -> None:
    agent.ouvrir(etat_locatif)
    choix = agent.ecran.findChild(QComboBox, "import_operation")
    choix.setCurrentIndex(choix.count() - 1)
    choix.activated.emit(choix.currentIndex())

    assert "Donnez un code" in agent.texte("import_phrase")
    assert not agent.ecran.findChild(QPushButton, "import_suite").isEnabled()
    agent.qtbot.keyClicks(agent.widget("import_code_operation"), "LIL")
    agent.touche("import_code_operation", Qt.Key.Key_Return)
    assert agent.page.etat.choix.operation == "LIL"
    assert agent.ecran.findChild(QPushButton, "import_suite").isEnabled()


@pytest.fixture
def a_deux_operations(qtbot: QtBot, tmp_path: Path) -> Iterator[Agent]:
    """Un projet qui a deux opérations, A et B."""
    menages = (un_menage(code, operation=une_operation(code)) for code in "AB")
    fichier, atelier = un_fichier(tmp_path / "p.relogement", *menages), Atelier()
    ouvert = ProjetOuvert(fichier, atelier)
    ecran = EcranEchanges(ouvert)
    qtbot.addWidget(ecran)
    yield Agent(qtbot, ecran, ouvert)
    atelier.close()
    fichier.fermer()


def test_l_operation_regardee_est_proposee(a_deux_operations: Agent, etat_locatif: Path) -> None:
    a_deux_operations.ouvert.set_operation("B")

    a_deux_operations.ouvrir(etat_locatif)

    choix = a_deux_operations.ecran.findChild(QComboBox, "import_operation")
    assert choix.currentText().startswith("B · ")


def test_sans_operation_choisie_un_etat_locatif_attend_qu_on_la_dise(
    a_deux_operations: Agent, etat_locatif: Path
) -> None:
    a_deux_operations.ouvrir(etat_locatif)

    assert a_deux_operations.texte("import_phrase") == "Dites dans quelle opération vont ces lignes."
    assert not a_deux_operations.ecran.findChild(QPushButton, "import_suite").isEnabled()


def test_annuler_arrete_la_lecture(
    qtbot: QtBot, agent: Agent, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sans_fin(_: Fichier, __: object, ___: object, avancement: Avancement) -> None:
        fait = 0
        while True:
            avancement(fait := fait + 1, 10_000_000)

    monkeypatch.setattr("ui.echanges.assistant.assistant.lire", sans_fin)
    agent.ecran.ouvrir_import(table)
    qtbot.waitUntil(lambda: bool(agent.texte("import_lecture_compte")))

    agent.presser("import_lecture_annuler")

    assert not agent.page.depart.progression.isVisible()
    assert agent.widget("import_parcourir").isEnabled()
    assert not agent.page.fichier.isVisible()


def test_revenir_en_arriere_ne_perd_rien(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)
    agent.page.apercu.table.selectRow(1)
    agent.touche("apercu_table", Qt.Key.Key_Space)
    agent.presser("import_retour")
    agent.presser("import_retour")
    assert agent.page.etape is Etape.FICHIER

    agent.presser("import_suite")
    agent.presser("import_suite")

    assert agent.texte("import_suite") == "Importer 2 lignes"


def test_tout_l_import_se_fait_au_clavier(qtbot: QtBot, agent: Agent, etat_locatif: Path) -> None:
    agent.ouvrir(etat_locatif)
    for etape in (Etape.COLONNES, Etape.APERCU, Etape.TERMINE):
        qtbot.keyClick(agent.ecran.focusWidget() or agent.ecran, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        agent.attendre(lambda etape=etape: agent.page.etape is etape)

    assert agent.dossiers() == 3


def test_renoncer_ramene_au_choix_du_fichier_sans_rien_ecrire(agent: Agent, table: Path) -> None:
    agent.jusqu_a_l_apercu(table)

    agent.presser("import_renoncer")

    assert agent.page.depart.isVisible()
    assert agent.texte("echanges_titre") == "Échanges"
    assert agent.dossiers() == 0


def test_les_contours_de_quartiers_passent_directement_a_l_apercu(agent: Agent, tmp_path: Path) -> None:
    couche = tmp_path / "qpv.geojson"
    couche.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code_qp": "QN06601M",'
        ' "lib_qp": "Le Vernet"}, "geometry": {"type": "Polygon", "coordinates":'
        " [[[2.88, 42.7], [2.9, 42.7], [2.9, 42.72], [2.88, 42.72], [2.88, 42.7]]]}}]}",
        "utf-8",
    )

    agent.ouvrir(couche)

    assert agent.page.etape is Etape.APERCU
    assert agent.comptes()[:2] == ("1", "1")
    agent.presser("import_suite")
    assert agent.texte("termine_etat") == "Import terminé et enregistré"


@avec_le_partage
def test_l_etat_locatif_d_exemple_entre_par_l_ecran(agent: Agent) -> None:
    agent.jusqu_a_l_apercu(EXEMPLES / "etat_locatif_lilas.xlsx")

    # Les totaux que le bailleur écrit au bas de son tableau
    assert agent.texte("total_loyer_valeur") == "15\u202f848,85\u202f€"
    assert agent.texte("total_charges_valeur") == "5\u202f512,62\u202f€"
    assert agent.texte("total_apl_valeur") == "4\u202f001,36\u202f€"
    assert agent.texte("total_rls_valeur") == "592,34\u202f€"
    assert agent.comptes()[0] == "50"

    agent.presser("import_suite")

    assert agent.dossiers() == 38
    assert "45 logements, 38 ménages" in agent.texte("termine_details")


@avec_le_partage
@pytest.mark.parametrize(
    ("nom", "avant", "lues"),
    [("enquetes_lilas.csv", "etat_locatif_lilas.xlsx", "30"), ("vacances_2026-10.xlsx", "", "36"),
     ("saisie_cas.csv", "", "9")],
)  # fmt: skip
def test_chaque_fichier_d_exemple_entre_par_l_ecran(agent: Agent, nom: str, avant: str, lues: str) -> None:
    if avant:
        agent.importer(EXEMPLES / avant)

    agent.importer(EXEMPLES / nom)

    assert agent.comptes("termine_comptes")[0] == lues
    assert agent.texte("termine_etat") == "Import terminé et enregistré"


def test_deux_lignes_d_une_table_gardent_leurs_valeurs(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "deux.csv"
    chemin.write_text("\n".join(TABLE.splitlines()[:3]), "utf-8")

    agent.importer(chemin)

    assert agent.dossiers() == 2


def test_echap_revient_d_une_etape_sans_refermer_le_fichier(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)
    agent.qtbot.keyClicks(agent.widget("apercu_recherche"), "lopez")

    agent.touche("apercu_recherche", Qt.Key.Key_Escape)
    assert agent.page.etape is Etape.APERCU  # la recherche d'abord
    agent.touche("apercu_table", Qt.Key.Key_Escape)
    assert agent.page.etape is Etape.COLONNES
    agent.touche("import_colonnes_table", Qt.Key.Key_Escape)
    agent.touche("import_tableaux", Qt.Key.Key_Escape)

    assert agent.page.etape is Etape.FICHIER
    assert agent.page.fichier.isVisible()
