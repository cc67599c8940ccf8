"""Écrire sa mise en page à l'écran : la copier, la changer au clavier, voir ce qui sort, l'employer."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from db.mises_en_page import choisie
from relogement.exports.rime.mise_en_page import DEFAUT
from relogement.modeles import Projet
from tests.fabrique import un_fichier, un_menage_reloge, une_operation
from tests.ui.echanges.test_exporter import enregistrer
from ui.echanges import EcranEchanges
from ui.echanges.mises_en_page import FenetreMisesEnPage
from ui.ouvert import ProjetOuvert


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    operation = une_operation("A")
    ouvert = un_fichier(tmp_path, *(un_menage_reloge(f"D{n}", operation=operation) for n in range(6)))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(qtbot: QtBot, ecran: EcranEchanges) -> EcranEchanges:
    qtbot.keyClick(ecran.pages, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: ecran.exporter.mise_en_page.count() == 1)
    return ecran


@pytest.fixture
def fenetre(qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert) -> FenetreMisesEnPage:
    qtbot.mouseClick(ecran.findChild(QPushButton, "mises_en_page"), Qt.MouseButton.LeftButton)
    fenetre = ecran.findChild(FenetreMisesEnPage)
    qtbot.waitUntil(lambda: len(apercu(fenetre)) == 5)
    return fenetre


def apercu(fenetre: FenetreMisesEnPage) -> list[dict[str, str]]:
    modele = fenetre.editeur.apercu.table.model()
    if modele is None:
        return []
    titres = [str(modele.headerData(c, Qt.Orientation.Horizontal)) for c in range(modele.columnCount())]
    return [{t: str(modele.index(r, c).data()) for c, t in enumerate(titres)} for r in range(modele.rowCount())]


def presser(qtbot: QtBot, fenetre: FenetreMisesEnPage, nom: str) -> None:
    qtbot.mouseClick(fenetre.findChild(QPushButton, nom), Qt.MouseButton.LeftButton)


def copier(qtbot: QtBot, fenetre: FenetreMisesEnPage, nom: str = "Perso") -> None:
    presser(qtbot, fenetre, "mise_en_page_copier")
    champ = fenetre.findChild(QLineEdit, "nom_de_page")
    champ.selectAll()
    qtbot.keyClicks(champ, nom)
    presser(qtbot, fenetre, "nom_mise_en_page_valider")
    qtbot.waitUntil(lambda: fenetre.liste.count() == 2 and fenetre.editeur.modele.modifiable)


def taper(qtbot: QtBot, fenetre: FenetreMisesEnPage, rang: int, colonne: int, texte: str) -> None:
    table = fenetre.findChild(QTableView, "mise_en_page_colonnes")
    index = table.model().index(rang, colonne)
    table.setCurrentIndex(index)
    table.edit(index)
    champ = table.findChild(QLineEdit, ("colonne_entete", "", "colonne_reglage", "colonne_valeurs")[colonne])
    champ.selectAll()
    qtbot.keyClicks(champ, texte)
    qtbot.keyClick(champ, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.state() != QTableView.State.EditingState)
    qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)


def gardee(fichier: Fichier, nom: str = "Perso") -> list[str]:
    with fichier.lire() as session:
        page = choisie(session, nom).controle.page
    return [colonne.entete for colonne in page.colonnes] if page else []


def titres(fenetre: FenetreMisesEnPage) -> list[str]:
    return [rangee.entete for rangee in fenetre.editeur.modele.rangees]


def test_celle_du_programme_se_lit_et_ne_se_tape_pas(fenetre: FenetreMisesEnPage) -> None:
    assert titres(fenetre)[:3] == ["ID_PSEUDO", "PROJET", "OPERATION"]
    assert not fenetre.findChild(QPushButton, "mise_en_page_ajouter").isEnabled()
    assert not fenetre.editeur.modele.flags(fenetre.editeur.modele.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert {ligne["PROJET"] for ligne in apercu(fenetre)} == {"Les Lilas"}


def test_copier_changer_un_titre_et_un_code_se_voit_dans_l_apercu_puis_se_garde(
    qtbot: QtBot, fenetre: FenetreMisesEnPage, fichier: Fichier
) -> None:
    copier(qtbot, fenetre)
    taper(qtbot, fenetre, 1, 0, "NOM_DU_PROJET")
    taper(qtbot, fenetre, 4, 3, "TITULAIRE = T ; DECOHABITANT = D")

    qtbot.waitUntil(lambda: bool(apercu(fenetre)) and "NOM_DU_PROJET" in apercu(fenetre)[0])
    assert {ligne["TYPE_DOSSIER"] for ligne in apercu(fenetre)} == {"T"}
    presser(qtbot, fenetre, "mise_en_page_enregistrer")
    qtbot.waitUntil(lambda: gardee(fichier)[1:2] == ["NOM_DU_PROJET"])

    with fichier.lire() as session:
        garde = choisie(session, "Perso").controle.page
    assert garde is not None
    assert garde.colonnes[1].entete == "NOM_DU_PROJET"
    assert dict(garde.colonnes[4].valeurs) == {"TITULAIRE": "T", "DECOHABITANT": "D"}


def test_un_arrondi_trop_fin_se_dit_et_sa_colonne_quitte_l_apercu(
    qtbot: QtBot, fenetre: FenetreMisesEnPage
) -> None:
    copier(qtbot, fenetre)
    rang = titres(fenetre).index("LOYER_AV")

    taper(qtbot, fenetre, rang, 2, "1")

    phrase = fenetre.findChild(QLabel, "mise_en_page_defauts_phrase")
    qtbot.waitUntil(lambda: "LOYER_AV" in phrase.text() and "arrondi" in phrase.text())
    qtbot.waitUntil(lambda: bool(apercu(fenetre)) and "LOYER_AV" not in apercu(fenetre)[0])
    assert "RAC_AV" in apercu(fenetre)[0]


def test_alt_et_les_fleches_deplacent_une_colonne_suppr_la_retire(
    qtbot: QtBot, fenetre: FenetreMisesEnPage
) -> None:
    copier(qtbot, fenetre)
    table = fenetre.findChild(QTableView, "mise_en_page_colonnes")
    fenetre.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.waitUntil(table.hasFocus)

    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titres(fenetre)[:3] == ["ID_PSEUDO", "OPERATION", "PROJET"]
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titres(fenetre)[:3] == ["ID_PSEUDO", "PROJET", "OPERATION"]
    qtbot.keyClick(table, Qt.Key.Key_Delete)

    assert titres(fenetre)[:2] == ["ID_PSEUDO", "OPERATION"]


def test_deposer_une_rangee_la_deplace_sans_en_perdre(qtbot: QtBot, fenetre: FenetreMisesEnPage) -> None:
    copier(qtbot, fenetre)
    modele, avant = fenetre.editeur.modele, titres(fenetre)

    porte = modele.mimeData([modele.index(0, 0)])
    modele.dropMimeData(porte, Qt.DropAction.MoveAction, 3, 0, modele.index(-1, -1))

    assert titres(fenetre)[:3] == ["PROJET", "OPERATION", "ID_PSEUDO"]
    assert sorted(titres(fenetre)) == sorted(avant)


def test_l_export_suit_la_mise_en_page_choisie(
    qtbot: QtBot, fenetre: FenetreMisesEnPage, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    copier(qtbot, fenetre)
    taper(qtbot, fenetre, 0, 0, "CLE")
    presser(qtbot, fenetre, "mise_en_page_enregistrer")
    qtbot.waitUntil(lambda: gardee(ouvert.fichier)[:1] == ["CLE"] and not ouvert.atelier.is_busy)
    presser(qtbot, fenetre, "mises_en_page_fermer")
    qtbot.waitUntil(lambda: ecran.exporter.mise_en_page.count() == 2 and not ouvert.atelier.is_busy)
    ecran.exporter.mise_en_page.setCurrentText("Perso")
    qtbot.keyClick(ecran.exporter.cartes["rime"].findChild(object, "export_rime_format"), Qt.Key.Key_Right)

    enregistrer(qtbot, ecran, ouvert, "rime", tmp_path / "rime.csv")
    if not (tmp_path / "rime.csv").exists():  # des ménages reconnaissables se confirment
        ecran.exporter.cartes["rime"].panneau.confirmed.emit()
    qtbot.waitUntil(lambda: (tmp_path / "rime.csv").exists() and not ouvert.atelier.is_busy)

    with (tmp_path / "rime.csv").open(encoding="utf-8-sig", newline="") as lu:
        assert next(csv.reader(lu, delimiter=";"))[:2] == ["CLE", "PROJET"]


def test_un_fichier_fautif_s_importe_et_se_corrige_ici(
    qtbot: QtBot, fenetre: FenetreMisesEnPage, tmp_path: Path
) -> None:
    source = tmp_path / "recue.toml"
    source.write_text(
        DEFAUT.read_text("utf-8").replace('source = "projet.nom"', 'source = "projet.porteur"'), "utf-8"
    )
    presser(qtbot, fenetre, "mise_en_page_importer")
    dialogue = fenetre.findChild(QFileDialog, "mise_en_page_dialogue")
    dialogue.fileSelected.emit(str(source))
    dialogue.reject()
    presser(qtbot, fenetre, "nom_mise_en_page_valider")

    qtbot.waitUntil(lambda: fenetre.liste.count() == 2 and fenetre.liste.currentItem().text() == "recue")
    phrase = fenetre.findChild(QLabel, "mise_en_page_defauts_phrase")
    qtbot.waitUntil(lambda: "projet.porteur" in phrase.text())
    qtbot.waitUntil(lambda: bool(apercu(fenetre)) and "PROJET" not in apercu(fenetre)[0])


def test_un_fichier_illisible_se_dit(qtbot: QtBot, fenetre: FenetreMisesEnPage, tmp_path: Path) -> None:
    source = tmp_path / "abime.toml"
    source.write_text("colonnes = [", "utf-8")

    fenetre._lire_le_fichier(str(source))

    assert "TOML" in fenetre.findChild(QLabel, "mises_en_page_erreur_phrase").text()
    assert fenetre.liste.count() == 1


def test_fermer_ne_perd_pas_ce_qui_est_tape(qtbot: QtBot, fenetre: FenetreMisesEnPage, fichier: Fichier) -> None:
    copier(qtbot, fenetre)
    taper(qtbot, fenetre, 0, 0, "CLE")
    fenetre.liste.setCurrentRow(0)
    assert titres(fenetre)[0] == "ID_PSEUDO"
    fenetre.liste.setCurrentRow(1)
    assert titres(fenetre)[0] == "CLE"

    presser(qtbot, fenetre, "mises_en_page_fermer")

    assert fenetre.isVisible()
    assert "fermez encore" in fenetre.findChild(QLabel, "mises_en_page_erreur_phrase").text()
    assert gardee(fichier)[0] == "ID_PSEUDO"
    with qtbot.waitSignal(fenetre.rejected):
        presser(qtbot, fenetre, "mises_en_page_fermer")


def test_supprimer_se_defait_et_le_raccourci_des_colonnes_ne_sort_pas_de_la_table(
    qtbot: QtBot, fenetre: FenetreMisesEnPage, ouvert: ProjetOuvert
) -> None:
    copier(qtbot, fenetre)

    presser(qtbot, fenetre, "mise_en_page_supprimer")

    qtbot.waitUntil(lambda: fenetre.liste.count() == 1 and not ouvert.atelier.is_busy)
    assert not fenetre.editeur.modele.modifiable
    QTest.keySequence(fenetre.editeur.titre, QKeySequence("Del"))
    assert titres(fenetre)[0] == "ID_PSEUDO"


def test_renouveler_les_pseudonymes_previent_et_demande_pourquoi(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert
) -> None:
    def cle() -> str:
        with ouvert.fichier.lire() as session:
            return session.scalars(select(Projet.cle_pseudonymes)).one()

    avant = cle()
    qtbot.mouseClick(ecran.findChild(QPushButton, "pseudonymes"), Qt.MouseButton.LeftButton)
    valider = ecran.findChild(QPushButton, "pseudonymes_valider")
    assert not valider.isEnabled()
    qtbot.keyClicks(ecran.findChild(QLineEdit, "motif_pseudonymes"), "cle perdue")

    with qtbot.waitSignal(ouvert.saved):
        qtbot.mouseClick(valider, Qt.MouseButton.LeftButton)

    assert cle() != avant
