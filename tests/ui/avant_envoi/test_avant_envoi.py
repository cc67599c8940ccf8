"""Complétude, rapprochement SNE et règle des 25 %, conduits comme le ferait un agent, sur un vrai fichier."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.engagements import engagements
from db.fichier import Fichier
from db.imports import Cible, importer
from relogement.caleol import PassageCaleol
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol
from relogement.operation import Operation
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_relogement, une_operation
from tests.ui.indicateurs.gestes import attendre, texte, un_ecran
from ui.avant_envoi.completude import VueCompletude
from ui.avant_envoi.engagement import FenetreEngagement
from ui.avant_envoi.propositions import FenetrePropositions
from ui.avant_envoi.rapprochement import VueRapprochement
from ui.avant_envoi.regle_25 import VueRegle25
from ui.avant_envoi.table import TableLignes
from ui.background import Atelier
from ui.composants.segment import Segment
from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.liste import ListeDerriere
from ui.ouvert import ProjetOuvert

RIVES, BAIL = "Rives Habitat", date(2026, 3, 10)
TITRES = "Numéro unique;Nom;Prénom;Naissance;Date de dépôt;État;Date de radiation;Motif de radiation;Date du bail"
FINE, INSECABLE = "\u202f", "\u00a0"


def un_numero(rang: int) -> str:
    return f"0660126{rang:06}G0066"


def un_attribue(op: Operation, reference: str, nom: str, numero: str | None, **logement: object) -> Menage:
    menage = un_menage(reference, nom=nom, prenom="Awa", operation=op, referent="Samira", avant=un_cout())
    menage.numero_unique = numero
    menage.personnes[0].naissance_le = date(1980, 5, 14)
    menage.caleols = [PassageCaleol(le=date(2026, 2, 20), decision=DecisionCaleol.ATTRIBUTION)]
    dits = {"bailleur": RIVES, "conventionne_le": date(1990, 1, 1)} | logement
    un_relogement(menage, cout=un_cout(), logement=un_logement(**dits), bail_le=BAIL, entree_le=BAIL)
    return menage


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    """Trois relogés chez Rives : un complet, un sans numéro ni convention, un dont le quartier est inconnu."""
    op = une_operation()
    ouvert = un_fichier(
        tmp_path,
        un_attribue(op, "D1", "BENALI", un_numero(1)),
        un_attribue(op, "D2", "DIALLO", None, conventionne_le=None),
        un_attribue(op, "D3", "SOUZA", un_numero(3), qpv=None),
    )
    radiee = "01/09/2025;Radiée;10/03/2026;Attribution;10/03/2026"
    noms = {1: "BENALI", 2: "DIALLO", 3: "SOUZA"}
    lignes = [f"{un_numero(r)};{nom};Awa;14/05/1980;{radiee}" for r, nom in noms.items()]
    liste = tmp_path / "liste.csv"
    liste.write_text("\n".join((TITRES, *lignes)), "utf-8-sig")
    importer(ouvert, liste, nature="numeros", cible=Cible(bailleur=RIVES))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier = Atelier()
    yield ProjetOuvert(fichier, atelier)
    atelier.close()


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranIndicateurs:
    return un_ecran(qtbot, ouvert)


def aller(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert, cle: str) -> QWidget:
    ecran.montrer(cle)
    attendre(qtbot, ouvert)
    return ecran.vue(cle)


def la_table(vue: QWidget, nom: str, qtbot: QtBot, lignes: int) -> TableLignes:
    table = vue.findChild(TableLignes, nom)
    assert isinstance(table, TableLignes)
    qtbot.waitUntil(lambda: table.modele.rowCount() == lignes)
    return table


def cellules(table: TableLignes, colonne: int) -> list[str]:
    return [str(table.modele.index(rang, colonne).data()) for rang in range(table.modele.rowCount())]


def cliquer(qtbot: QtBot, vue: QWidget, nom: str) -> None:
    bouton = vue.findChild(QPushButton, nom)
    assert bouton is not None, nom
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)


# Complétude


def test_la_completude_range_les_manques_par_gain(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    """Trois relogés : une convention et un quartier inconnus, chacun un tiers de la couverture."""
    vue = aller(qtbot, ecran, ouvert, "completude")
    table = la_table(vue, "table_completude", qtbot, 3)

    assert cellules(table, 0) == ["Hors QPV", "Hors site", "Neuf ou conventionné"]
    assert set(cellules(table, 6)) == {f"+ 33,33{INSECABLE}pt"}
    assert texte(vue, "completude_NEUF_valeur") == f"66,67{FINE}% connus"
    assert texte(vue, "completude_NEUF_reserve") == "1 NR, non significatif"


def test_un_manque_s_ouvre_et_mene_au_champ(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    vue = aller(qtbot, ecran, ouvert, "completude")
    table = la_table(vue, "table_completude", qtbot, 3)
    table.setCurrentIndex(table.modele.index(2, 0))
    table.setFocus()

    qtbot.keyClick(table, Qt.Key.Key_Return)
    liste = vue.findChild(ListeDerriere)
    qtbot.waitUntil(lambda: bool(liste.modele.lignes))

    with qtbot.waitSignal(ouvert.field_asked) as demande:
        qtbot.keyClick(liste, Qt.Key.Key_Return)
    with ouvert.fichier.lire() as session:
        attendu = session.scalars(select(Menage.id).where(Menage.reference == "D2")).one()
    assert demande.args == [attendu, "logement.conventionne_le"]


def test_les_colonnes_de_type_rime_se_lisent_quand_on_les_demande(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    vue = aller(qtbot, ecran, ouvert, "completude")
    assert isinstance(vue, VueCompletude)
    la_table(vue, "table_completude", qtbot, 3)

    vue.findChild(Segment, "completude_genre").setFocus()
    qtbot.keyClick(vue.findChild(Segment, "completude_genre"), Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: "MOIS_ENQUETE" in cellules(vue.table, 0))


def test_le_classeur_s_ecrit_et_dit_pour_qui_il_est(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    vue = aller(qtbot, ecran, ouvert, "completude")
    la_table(vue, "table_completude", qtbot, 3)
    cliquer(qtbot, vue, "completude_classeur")
    dialogue = vue.window().findChild(QFileDialog, "completude_classeur_dialogue")
    assert dialogue is not None

    dialogue.fileSelected.emit(str(tmp_path / "a-completer.xlsx"))
    dialogue.reject()

    fait = vue.findChild(QLabel, "completude_fait_phrase")
    qtbot.waitUntil(lambda: "agents du relogement" in fait.text())
    assert (tmp_path / "a-completer.xlsx").exists()


# Rapprochement


def test_les_attributions_perdues_se_comptent_et_se_filtrent(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    """D2 n'a pas de numéro ; de D1 et D3 la liste ne dit pas le fait générateur."""
    vue = aller(qtbot, ecran, ouvert, "rapprochement")
    assert isinstance(vue, VueRapprochement)
    table = la_table(vue, "table_sne", qtbot, 3)

    assert texte(vue, "sne_perdues_valeur") == "1/3"
    assert texte(vue, "sne_a_verifier_valeur") == "2/3"
    assert cellules(table, 0)[0] == "Ne comptera pas"

    qtbot.mouseClick(vue.findChild(QWidget, "sne_perdues"), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: cellules(table, 2) == ["D2"])
    assert "aucun numéro unique" in cellules(table, 5)[0]


def test_une_attribution_s_ouvre_au_champ_a_corriger(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    vue = aller(qtbot, ecran, ouvert, "rapprochement")
    table = la_table(vue, "table_sne", qtbot, 3)
    table.setCurrentIndex(table.modele.index(0, 0))

    with qtbot.waitSignal(ouvert.field_asked) as demande:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert demande.args[1] == "menage.numero_unique"


def test_le_numero_sur_s_accepte_d_un_clic_et_l_attribution_n_est_plus_perdue(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    vue = aller(qtbot, ecran, ouvert, "rapprochement")
    la_table(vue, "table_sne", qtbot, 3)
    qtbot.waitUntil(lambda: vue.findChild(QPushButton, "sne_numeros").isEnabled())
    cliquer(qtbot, vue, "sne_numeros")
    fenetre = vue.findChild(FenetrePropositions)
    assert isinstance(fenetre, FenetrePropositions)
    assert cellules(fenetre.table, 3) == [un_numero(2)]
    ferme = []
    fenetre.finished.connect(ferme.append)

    cliquer(qtbot, fenetre, "numeros_accepter_surs")

    qtbot.waitUntil(lambda: ferme == [QDialog.DialogCode.Accepted.value])
    qtbot.waitUntil(lambda: texte(vue, "sne_perdues_valeur") == "0/3")
    with ouvert.fichier.lire() as session:
        d2 = session.scalars(select(Menage).where(Menage.reference == "D2")).one()
        assert d2.numero_unique == un_numero(2)


# Règle des 25 %


def la_regle(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> tuple[VueRegle25, TableLignes]:
    vue = aller(qtbot, ecran, ouvert, "regle_25")
    assert isinstance(vue, VueRegle25)
    vue.annee.set_value(2026)
    return vue, la_table(vue, "table_regle_25", qtbot, 2)  # l'ensemble, et Rives


def test_sans_total_du_bailleur_la_part_reste_inconnue(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    _, table = la_regle(qtbot, ecran, ouvert)

    assert cellules(table, 0) == ["Ensemble", RIVES]
    assert cellules(table, 1) == ["2", "2"]
    assert cellules(table, 3) == ["1", "1"]
    assert cellules(table, 6) == ["NR", "NR"]


def test_l_engagement_se_tape_et_l_objectif_se_dit(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    """4 baux hors QPV dans l'année : 25 % font 1 bail ; 2 comptent."""
    vue, table = la_regle(qtbot, ecran, ouvert)
    table.setCurrentIndex(table.modele.index(1, 0))
    cliquer(qtbot, vue, "regle_engagement")
    fenetre = vue.findChild(FenetreEngagement)
    assert isinstance(fenetre, FenetreEngagement)
    for nom, dit in (("baux_hors_qpv", "4"), ("autres_q1", "0"), ("source", "Rives"), ("source_le", "01/10/2026")):
        champ = fenetre.form.editor(nom)
        assert isinstance(champ, QLineEdit)
        qtbot.keyClicks(champ, dit)
    ferme: list[int] = []
    fenetre.finished.connect(ferme.append)

    cliquer(qtbot, fenetre, "engagement_valider")

    qtbot.waitUntil(lambda: ferme == [QDialog.DialogCode.Accepted.value])
    qtbot.waitUntil(lambda: cellules(table, 8)[1] == "Atteint")
    assert cellules(table, 7)[1] == "1"


def test_un_total_sans_source_est_refuse_sans_rien_perdre(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    vue, table = la_regle(qtbot, ecran, ouvert)
    table.setCurrentIndex(table.modele.index(1, 0))
    cliquer(qtbot, vue, "regle_engagement")
    fenetre = vue.findChild(FenetreEngagement)
    assert isinstance(fenetre, FenetreEngagement)
    champ = fenetre.form.editor("baux_hors_qpv")
    assert isinstance(champ, QLineEdit)
    qtbot.keyClicks(champ, "4")

    cliquer(qtbot, fenetre, "engagement_valider")

    qtbot.waitUntil(lambda: "qui a donné" in fenetre.erreur.phrase)
    assert champ.text() == "4"
    fenetre.reject()
    with ouvert.fichier.lire() as session:
        assert engagements(session, 2026) == {}


def test_un_bail_de_lieu_inconnu_mene_a_son_quartier(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    vue, table = la_regle(qtbot, ecran, ouvert)
    table.setCurrentIndex(table.modele.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    liste, groupes = vue.findChild(ListeDerriere), vue.findChild(Segment, "volet_groupes")
    qtbot.waitUntil(lambda: len(liste.modele.lignes) == 2)

    groupes.set_current("NR")
    qtbot.waitUntil(lambda: len(liste.modele.lignes) == 1)
    with qtbot.waitSignal(ouvert.field_asked) as demande:
        qtbot.keyClick(liste, Qt.Key.Key_Return)

    assert demande.args[1] == "logement.qpv"


def test_les_engagements_se_lisent_d_un_fichier(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    vue, table = la_regle(qtbot, ecran, ouvert)
    toml = tmp_path / "charte.toml"
    toml.write_text(f'[[engagements]]\nbailleur = "{RIVES}"\nannee = 2026\nobjectif_nombre = 5\n', "utf-8")
    cliquer(qtbot, vue, "regle_importer")
    dialogue = vue.findChild(QFileDialog, "regle_importer_dialogue")
    assert dialogue is not None

    dialogue.fileSelected.emit(str(toml))
    dialogue.reject()

    qtbot.waitUntil(lambda: cellules(table, 7)[1] == "5")
