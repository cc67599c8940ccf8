"""Importer par l'écran : simuler, lire le rapport, importer, ouvrir ce qui a changé."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.travail import Avancement
from tests.exemples import EXEMPLES, avec_le_partage
from tests.fabrique import un_fichier, un_menage, une_operation
from ui.background import Atelier
from ui.composants.segment import Segment
from ui.echanges import EcranEchanges
from ui.ouvert import ProjetOuvert

TABLE = (
    "OPERATION;DOSSIER;NOM;NB_PERSONNES;NB_MOINS_14;LOYER_AV;CHARGES_AV;APL_AV\n"
    "AC;AC-1;MARTIN;3;1;310,50;95;210\n"
    "AC;AC-2;DURAND;2;0;280;80;\n"
    "AC;AC-3;PETIT;;;;;\n"
    "AC;AC-4;GRAND;2;0;-12;80;0\n"
)


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier = Atelier()
    yield ProjetOuvert(fichier, atelier)
    atelier.close()


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranEchanges:
    ecran = EcranEchanges(ouvert)
    qtbot.addWidget(ecran)
    ecran.resize(1268, 826)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.on_enter()
    return ecran


@pytest.fixture
def table(tmp_path: Path) -> Path:
    chemin = tmp_path / "saisie.csv"
    chemin.write_text(TABLE, "utf-8-sig")
    return chemin


def texte(ecran: QWidget, nom: str) -> str:
    trouve = ecran.findChild(QLabel, nom) or ecran.findChild(QPushButton, nom)
    assert trouve is not None, nom
    return trouve.text()


def cliquer(qtbot: QtBot, ecran: QWidget, nom: str, ouvert: ProjetOuvert) -> None:
    bouton = ecran.findChild(QPushButton, nom)
    assert bouton is not None and bouton.isEnabled(), nom
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)


def comptes(ecran: EcranEchanges) -> tuple[str, ...]:
    noms = ("lues", "creees", "modifiees", "inchangees", "ecartees")
    return tuple(texte(ecran, f"compte_{nom}_valeur") for nom in noms)


def dossiers_gardes(fichier: Fichier) -> int:
    with fichier.lire() as session:
        return session.scalar(select(func.count()).select_from(Menage)) or 0


def test_simuler_dit_ce_que_l_import_changerait_et_n_ecrit_rien(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path, fichier: Fichier
) -> None:
    qtbot.keyClicks(ecran.findChild(QLineEdit, "import_chemin"), str(table))
    qtbot.keyClick(ecran.findChild(QLineEdit, "import_chemin"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ecran.importer.rapport.isVisible())

    assert comptes(ecran) == ("4", "3", "0", "0", "1")  # le loyer négatif met sa ligne de côté
    assert texte(ecran, "rapport_fichier") == "saisie.csv"
    assert texte(ecran, "rapport_importer") == "Importer 3 lignes"
    assert dossiers_gardes(fichier) == 0


def test_importer_garde_les_lignes_et_ouvre_les_dossiers(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path, fichier: Fichier
) -> None:
    ecran.ouvrir_import(table)
    cliquer(qtbot, ecran, "import_simuler", ouvert)

    with qtbot.waitSignal(ouvert.saved):
        cliquer(qtbot, ecran, "rapport_importer", ouvert)

    assert dossiers_gardes(fichier) == 3
    assert texte(ecran, "rapport_etat") == "Import terminé et enregistré"
    with qtbot.waitSignal(ouvert.dossiers_asked) as demande:
        cliquer(qtbot, ecran, "rapport_ouvrir", ouvert)
    assert len(demande.args[0]) == 3
    assert demande.args[1] == "Import\u00a0: saisie.csv"


def test_le_meme_fichier_importe_deux_fois_ne_change_rien(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path
) -> None:
    for nom in ("import_simuler", "rapport_importer", "rapport_retour"):
        ecran.importer.formulaire.set_chemin(str(table))
        cliquer(qtbot, ecran, nom, ouvert)
    ecran.ouvrir_import(table)
    cliquer(qtbot, ecran, "import_simuler", ouvert)

    assert comptes(ecran) == ("4", "0", "0", "3", "1")
    assert not ecran.findChild(QPushButton, "rapport_importer").isEnabled()
    assert texte(ecran, "rapport_suite") == "Ce fichier ne change rien à ce que l’on sait."


def test_les_anomalies_se_filtrent_par_gravite(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path
) -> None:
    ecran.ouvrir_import(table)
    cliquer(qtbot, ecran, "import_simuler", ouvert)
    modele = ecran.importer.rapport.table.modele
    toutes = modele.rowCount()

    ecran.findChild(Segment, "rapport_gravites").set_current("erreur")

    vues = [modele.index(rang, 0).data() for rang in range(modele.rowCount())]
    assert 0 < len(vues) <= toutes
    assert set(vues) == {"Erreur"}
    assert modele.index(0, 2).data() == "5"  # la cinquième ligne du fichier


def test_une_erreur_se_dit_sur_place(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    vide = tmp_path / "vide.xlsx"
    vide.write_bytes(b"")

    ecran.ouvrir_import(vide)
    cliquer(qtbot, ecran, "import_simuler", ouvert)

    assert ecran.importer.formulaire.erreur.isVisible()
    assert "vide.xlsx" in ecran.importer.formulaire.erreur.phrase
    assert not ecran.importer.rapport.isVisible()


def test_un_fichier_depose_n_attend_plus_que_simuler(qtbot: QtBot, ecran: EcranEchanges, table: Path) -> None:
    assert not ecran.findChild(QPushButton, "import_simuler").isEnabled()
    colis = QMimeData()
    colis.setUrls([QUrl.fromLocalFile(str(table))])
    depot = ecran.findChild(QWidget, "import_depot")

    depot.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, colis, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip

    assert ecran.findChild(QLineEdit, "import_chemin").text() == str(table)
    assert ecran.findChild(QPushButton, "import_simuler").isEnabled()


def test_parcourir_remplit_le_chemin(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path
) -> None:
    cliquer(qtbot, ecran, "import_parcourir", ouvert)
    dialogue = ecran.findChild(QFileDialog, "import_dialogue")

    dialogue.findChild(QLineEdit, "fileNameEdit").setText(str(table))
    dialogue.accept()

    qtbot.waitUntil(lambda: ecran.findChild(QLineEdit, "import_chemin").text() == str(table))


def test_une_nouvelle_operation_demande_son_code(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path
) -> None:
    ecran.ouvrir_import(table)
    choix = ecran.findChild(QComboBox, "import_operation")
    choix.setCurrentIndex(choix.count() - 1)

    cliquer(qtbot, ecran, "import_simuler", ouvert)

    assert "Donnez un code" in ecran.importer.formulaire.erreur.phrase
    assert ecran.findChild(QLineEdit, "import_code_operation").isVisible()


def test_l_operation_regardee_est_proposee(qtbot: QtBot, tmp_path: Path) -> None:
    fichier, atelier = un_fichier(
        tmp_path / "p.relogement", *(un_menage(c, operation=une_operation(c)) for c in "AB")
    ), Atelier()  # fmt: skip
    ouvert = ProjetOuvert(fichier, atelier)
    ecran = EcranEchanges(ouvert)
    qtbot.addWidget(ecran)

    ouvert.set_operation("B")

    assert ecran.findChild(QComboBox, "import_operation").currentText().startswith("B · ")
    atelier.close()
    fichier.fermer()


def test_annuler_arrete_la_simulation(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sans_fin(_: Fichier, __: object, avancement: Avancement, **___: bool) -> None:
        fait = 0
        while True:
            avancement(fait := fait + 1, 10_000_000)

    monkeypatch.setattr("ui.echanges.importer.mener", sans_fin)
    ecran.ouvrir_import(table)
    qtbot.mouseClick(ecran.findChild(QPushButton, "import_simuler"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(texte(ecran, "import_progression_compte")))

    cliquer(qtbot, ecran, "import_progression_annuler", ouvert)

    assert not ecran.importer.formulaire.progression.isVisible()
    assert ecran.findChild(QPushButton, "import_simuler").isEnabled()
    assert not ecran.importer.rapport.isVisible()


@avec_le_partage
def test_l_etat_locatif_d_exemple_entre_par_l_ecran(
    qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert
) -> None:
    ecran.ouvrir_import(EXEMPLES / "etat_locatif_lilas.xlsx")
    cliquer(qtbot, ecran, "import_simuler", ouvert)

    # Les totaux que le bailleur écrit au bas de son tableau
    assert texte(ecran, "total_loyer_valeur") == "15\u202f848,85\u202f€"
    assert texte(ecran, "total_charges_valeur") == "5\u202f512,62\u202f€"
    assert comptes(ecran)[0] == "50"
