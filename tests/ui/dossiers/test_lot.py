"""Écrire depuis la grille : F2 dans une cellule, un champ en lot, un tableau collé ; jamais rien d'écrasé."""

from datetime import date

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from relogement.modeles import Menage
from tests.ui.dossiers.conftest import references
from tests.ui.dossiers.test_liste import lu
from ui.dossiers import EcranDossiers
from ui.dossiers.lot_dialogue import DialogueCollage, DialogueEnLot, DialogueLot
from ui.dossiers.table import RANGS
from ui.editeurs import ChampTexte
from ui.ouvert import ProjetOuvert

CTRL = Qt.KeyboardModifier.ControlModifier


def le_menage(fichier: Fichier, reference: str) -> Menage:
    with fichier.lire() as session:
        return session.scalars(select(Menage).where(Menage.reference == reference)).one()


def editer(qtbot: QtBot, ecran: EcranDossiers, rang: int, cle: str) -> QLineEdit:
    """F2 dans la cellule d'un dossier."""
    if cle not in [c.cle for c in ecran.table.visibles]:
        ecran.table.show_columns(["reference", "menage", "personnes", cle])
    ecran.table.setCurrentIndex(ecran.modele.index(rang, RANGS[cle]))
    qtbot.keyClick(ecran.table, Qt.Key.Key_F2)
    editeur = ecran.table.findChild(QLineEdit, "cellule")
    assert isinstance(editeur, QLineEdit)
    return editeur


def test_f2_ecrit_dans_la_cellule(qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier) -> None:
    editeur = editer(qtbot, ecran, 0, "menage.telephone")
    editeur.setText("06 98 76 54 32")
    qtbot.keyClick(editeur, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ecran.modele.index(0, RANGS["menage.telephone"]).data() == "06 98 76 54 32")

    assert le_menage(fichier, references(ecran)[0]).telephone == "06 98 76 54 32"


def test_une_saisie_impossible_reste_ouverte_avec_sa_phrase(
    qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier
) -> None:
    editeur = editer(qtbot, ecran, 0, "menage.telephone")
    editeur.setText("bientôt")
    qtbot.keyClick(editeur, Qt.Key.Key_Return)
    bulle = ecran.table.findChild(QLabel, "cellule_erreur")

    assert "s’écrit en chiffres" in bulle.text()
    assert ecran.table.is_editing
    assert editeur.text() == "bientôt"

    qtbot.keyClick(editeur, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not ecran.table.is_editing)
    assert le_menage(fichier, references(ecran)[0]).telephone is None


def test_ce_qui_est_tape_survit_a_l_ecriture_d_un_autre(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    editeur = editer(qtbot, ecran, 0, "menage.telephone")
    editeur.setText("06 98 76")
    with qtbot.waitSignal(ouvert.saved):
        ouvert.write("Collègue", lambda session: setattr(session.get_one(Menage, 1), "nb_personnes", 6))
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)

    assert ecran.table.is_editing
    assert editeur.text() == "06 98 76"

    qtbot.keyClick(editeur, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: ecran.est_a_jour and lu(ecran, "pied_personnes") == "13 personnes")


def test_une_cellule_changee_par_un_autre_n_est_pas_ecrasee(
    qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier
) -> None:
    reference = references(ecran)[0]
    editeur = editer(qtbot, ecran, 0, "menage.telephone")
    with fichier.ecrire("Un autre poste") as session:
        session.scalars(select(Menage).where(Menage.reference == reference)).one().telephone = "01 00 00 00 00"
    editeur.setText("06 98 76 54 32")
    qtbot.keyClick(editeur, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "quelqu’un d’autre a changé Téléphone" in ecran.erreur.phrase)

    assert le_menage(fichier, reference).telephone == "01 00 00 00 00"
    qtbot.waitUntil(lambda: ecran.modele.index(0, RANGS["menage.telephone"]).data() == "01 00 00 00 00")


def test_double_cliquer_une_cellule_qui_s_ecrit_l_ouvre_et_n_ouvre_pas_le_dossier(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert
) -> None:
    demandes: list[int] = []
    ouvert.dossier_asked.connect(demandes.append)
    ou = ecran.table.visualRect(ecran.modele.index(1, RANGS["personnes"])).center()
    qtbot.mouseClick(ecran.table.viewport(), Qt.MouseButton.LeftButton, pos=ou)
    qtbot.mouseDClick(ecran.table.viewport(), Qt.MouseButton.LeftButton, pos=ou)

    assert ecran.table.is_editing
    assert demandes == []
    qtbot.keyClick(ecran.table.findChild(QLineEdit, "cellule"), Qt.Key.Key_Escape)


def en_lot(qtbot: QtBot, ecran: EcranDossiers) -> DialogueEnLot:
    ecran.gestes_lot.bulk_edit()
    dialogue = ecran.findChild(DialogueEnLot)
    assert isinstance(dialogue, DialogueEnLot)
    qtbot.waitUntil(dialogue.isVisible)
    return dialogue


def test_modifier_en_lot_montre_puis_ecrit(qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier) -> None:
    ecran.table.selectAll()
    dialogue = en_lot(qtbot, ecran)
    assert isinstance(dialogue.valeur, ChampTexte)
    dialogue.valeur.setText("S. Kaddour")
    qtbot.waitUntil(lambda: dialogue.compte.text() == "3 changements")
    with qtbot.waitSignal(ecran._ouvert.saved):
        qtbot.mouseClick(dialogue.appliquer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lu(ecran, "pied_selection") == "3 dossiers changés\u00a0: Référent")

    # AC-001 l'avait déjà : il n'est pas proposé.
    assert {le_menage(fichier, r).referent for r in references(ecran)} == {"S. Kaddour"}


def test_une_ligne_decochee_ne_s_ecrit_pas(qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier) -> None:
    ecran.table.selectAll()
    dialogue = en_lot(qtbot, ecran)
    dialogue.champ.set_value("menage.enquete_le")
    assert isinstance(dialogue.valeur, ChampTexte)
    dialogue.valeur.setText("02/03/2026")
    qtbot.waitUntil(lambda: dialogue.modele.rowCount() == 4)
    dialogue.table.selectRow(0)
    qtbot.keyClick(dialogue.table, Qt.Key.Key_Space)
    ecartee = dialogue.modele.index(0, 0).data()
    gardees = [c.reference for c in dialogue.modele.gardes()]

    assert len(gardees) == 3
    assert ecartee not in gardees
    assert dialogue.compte.text() == "3 changements"
    dialogue.reject()
    assert le_menage(fichier, ecartee).enquete_le is None


def test_vider_un_champ_en_lot(qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier) -> None:
    dialogue = en_lot(qtbot, ecran)  # une seule ligne choisie : toute la liste affichée
    dialogue.vider.setChecked(True)
    qtbot.waitUntil(lambda: dialogue.compte.text() == "1 changement")
    with qtbot.waitSignal(ecran._ouvert.saved):
        qtbot.mouseClick(dialogue.appliquer, Qt.MouseButton.LeftButton)

    assert le_menage(fichier, "AC-001").referent is None


def test_un_lot_devance_par_un_autre_se_dit_et_se_remontre(
    qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier
) -> None:
    ecran.table.selectAll()
    dialogue = en_lot(qtbot, ecran)
    assert isinstance(dialogue.valeur, ChampTexte)
    dialogue.valeur.setText("I. Delpech")
    qtbot.waitUntil(lambda: dialogue.compte.text() == "4 changements")
    with fichier.ecrire("Un autre poste") as session:
        session.scalars(select(Menage).where(Menage.reference == "AC-002")).one().referent = "T. Vidal"
    qtbot.mouseClick(dialogue.appliquer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "AC-002" in dialogue.erreur.phrase)

    assert dialogue.isVisible()
    assert le_menage(fichier, "AC-001").referent == "S. Kaddour"
    dialogue.reject()


def coller(qtbot: QtBot, ecran: EcranDossiers, texte: str) -> DialogueLot:
    QApplication.clipboard().setText(texte)
    ecran.table.setFocus()
    qtbot.keyClick(ecran.table, Qt.Key.Key_V, CTRL)
    dialogue = ecran.findChild(DialogueCollage)
    assert isinstance(dialogue, DialogueCollage)
    return dialogue


def test_coller_un_tableau_avec_ses_titres(qtbot: QtBot, ecran: EcranDossiers, fichier: Fichier) -> None:
    dialogue = coller(qtbot, ecran, "Dossier\tPers.\tEnquêté le\nAC-002\t3\t02/03/2026\nZZ-9\t1\t\n")
    qtbot.waitUntil(lambda: dialogue.compte.text() == "2 changements")
    laisses = dialogue.laisses.text()
    with qtbot.waitSignal(ecran._ouvert.saved):
        qtbot.mouseClick(dialogue.appliquer, Qt.MouseButton.LeftButton)
    menage = le_menage(fichier, "AC-002")

    assert "ZZ-9" in laisses
    assert (menage.nb_personnes, menage.enquete_le) == (3, date(2026, 3, 2))


def test_coller_sans_titres_sur_la_cellule_courante(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.table.setCurrentIndex(ecran.modele.index(1, RANGS["personnes"]))
    dialogue = coller(qtbot, ecran, "7\n8\n")
    qtbot.waitUntil(lambda: dialogue.modele.rowCount() == 2)

    assert [(c.reference, c.apres) for c in dialogue.modele.gardes()] == [
        (references(ecran)[1], 7),
        (references(ecran)[2], 8),
    ]
    dialogue.reject()


def test_un_presse_papiers_vide_se_dit(qtbot: QtBot, ecran: EcranDossiers) -> None:
    QApplication.clipboard().setText(" ")
    qtbot.keyClick(ecran.table, Qt.Key.Key_V, CTRL)

    assert "presse-papiers est vide" in ecran.erreur.phrase


def test_le_pied_totalise_la_selection(qtbot: QtBot, ecran: EcranDossiers, magasin: QSettings) -> None:
    ecran.table.show_columns(["reference", "menage", "avant.loyer"])
    qtbot.waitUntil(lambda: ecran.est_a_jour)
    ecran.table.selectAll()
    # Loyers connus : 400 + 300 ; personnes : 5 + 2 + 1 + 4 ; RAC médian (250 + 180) / 2.
    attendu = (
        "4 sélectionnés · 12 personnes · RAC avant médian 215,00\u202f€ · Loyer hors charges, hors RLS, avant"
    )
    qtbot.waitUntil(lambda: lu(ecran, "pied_selection") == f"{attendu} 700,00\u202f€")
