"""Le premier jour d'une agente : du classeur du bailleur à l'export pour l'ANRU, par la vraie fenêtre."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.exemples import EXEMPLES, avec_le_partage
from tests.ui.dossier.gestes import Agente, ecrire
from tests.ui.dossier.test_parcours import refuser, remplir_l_article_13_bis
from ui.cadre.cadre import Cadre
from ui.cadre.nouveau import DialogueNouveau
from ui.composants.segment import Segment
from ui.dossier import EcranDossier
from ui.dossiers import EcranDossiers
from ui.echanges import EcranEchanges
from ui.echanges.assistant.etat import Etape
from ui.indicateurs import EcranIndicateurs
from ui.main_window import MainWindow
from ui.reglages import Reglages

MENAGE = "MOREAU"


@pytest.fixture
def fenetre(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    fenetre = MainWindow(Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(fenetre)
    with qtbot.waitExposed(fenetre):
        fenetre.show()
    yield fenetre
    fenetre.close()


@pytest.fixture
def petit_etat_locatif(tmp_path: Path) -> Path:
    """Deux logements occupés et un vacant, comme les écrit un bailleur."""
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for ligne in (
        ("Résidence LES LILAS — liste des locataires",),
        (),
        ("Code logement", "Nature", "Surface (m2)", "Nom", "Prénom", "Nb occ.", "Loyer HC", "Charges", "A.P.L."),
        ("0045001", "F4", "74,9", MENAGE, "Claire", 5, "420,81 €", "154,71", "315,43"),
        ("0045002", "T3", "59,4", "BENALI", "Rachid", 4, "377,35", "106,69", "0,00"),
        ("0045007", "F5", "93,2", "VACANT"),
    ):
        feuille.append(ligne)
    classeur.save(tmp_path / "etat.xlsx")
    return tmp_path / "etat.xlsx"


def attendre(qtbot: QtBot, fenetre: MainWindow) -> None:
    qtbot.waitUntil(lambda: not fenetre.atelier.is_busy, timeout=10_000)


def presser(qtbot: QtBot, dans: QWidget, nom: str) -> None:
    def visibles() -> list[QPushButton]:
        return [b for b in dans.findChildren(QPushButton, nom) if b.isVisible() and b.isEnabled()]

    qtbot.waitUntil(lambda: bool(visibles()), timeout=10_000)
    [bouton, *_] = visibles()
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)


def creer_le_projet(qtbot: QtBot, fenetre: MainWindow, base: Path) -> Cadre:
    presser(qtbot, fenetre, "depart_nouveau")
    dialogue = fenetre.findChild(DialogueNouveau)
    assert isinstance(dialogue, DialogueNouveau)
    saisie = {"nom": "NPNRU Les Lilas", "code_qpv": "QP066007", "zone_apl": "2", "fichier": str(base)}
    for nom, valeur in saisie.items():
        champ = dialogue.findChild(QLineEdit, nom)
        assert isinstance(champ, QLineEdit)
        ecrire(champ, valeur)
    presser(qtbot, dialogue, "nouveau_creer")
    qtbot.waitUntil(lambda: fenetre.cadre is not None, timeout=10_000)
    attendre(qtbot, fenetre)
    assert fenetre.cadre is not None
    return fenetre.cadre


def importer(qtbot: QtBot, fenetre: MainWindow, classeur: Path) -> None:
    """Le classeur, ses colonnes, son aperçu, puis l'import."""
    assert fenetre.cadre is not None
    fenetre.cadre.aller("echanges")
    ecran = fenetre.findChild(EcranEchanges)
    assert isinstance(ecran, EcranEchanges)
    champ = ecran.findChild(QLineEdit, "import_chemin")
    assert isinstance(champ, QLineEdit)
    ecrire(champ, str(classeur))
    presser(qtbot, ecran, "import_lire")
    for etape in (Etape.COLONNES, Etape.APERCU, Etape.TERMINE):
        attendre(qtbot, fenetre)
        presser(qtbot, ecran, "import_suite")
        qtbot.waitUntil(lambda etape=etape: ecran.importer.etape is etape, timeout=30_000)
    attendre(qtbot, fenetre)


def ouvrir_le_dossier(qtbot: QtBot, fenetre: MainWindow) -> Agente:
    """La liste, trois lettres du nom, Entrée."""
    assert fenetre.cadre is not None
    fenetre.activateWindow()
    qtbot.waitUntil(fenetre.isActiveWindow)
    qtbot.keyClick(fenetre, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    attendre(qtbot, fenetre)
    liste = fenetre.findChild(EcranDossiers)
    assert isinstance(liste, EcranDossiers)
    filtre = liste.findChild(QLineEdit, "filtre")
    assert isinstance(filtre, QLineEdit)
    ecrire(filtre, MENAGE[:4].lower())
    attendre(qtbot, fenetre)
    qtbot.keyClick(filtre, Qt.Key.Key_Down)
    qtbot.keyClick(liste.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(fenetre.findChild(EcranDossier), EcranDossier), timeout=10_000)
    dossier = fenetre.findChild(EcranDossier)
    assert isinstance(dossier, EcranDossier)
    attendre(qtbot, fenetre)
    return Agente(qtbot, dossier)


def proposer_un_logement(agente: Agente, le: str, residence: str) -> None:
    """Un logement décrit sur place, notifié avec sa preuve."""
    agente.clic("dossier_proposer")
    dialogue = agente.dialogue("offre")
    agente.remplir(
        dialogue, bailleur="Têt Habitat", residence=residence, commune="Cabestany", qpv="HORS", typologie="T4",
        surface="76", premiere_location="Oui", loyer="430", charges="120", apl="310", source_apl="Estimation",
        notifiee_le=le, mode_notification="Recommandé avec avis de réception", preuve="AR 1A 000",
    )  # fmt: skip
    agente.valider(dialogue)


def accepter_et_emmenager(agente: Agente) -> None:
    dialogue = agente.acte("reponse")
    agente.choisir("reponse_choix", "ACCORD", dialogue)
    agente.remplir(dialogue, repondue_le="10/09/2026")
    agente.valider(dialogue)
    dialogue = agente.acte("caleol")
    agente.remplir(dialogue, le="21/09/2026", decision="Attribution", notifie_le="22/09/2026")
    agente.valider(dialogue)
    dialogue = agente.acte("bail")
    agente.remplir(
        dialogue, bail_le="12/10/2026", apl="320", source_apl="Notification CAF ou MSA", le_apl="12/10/2026"
    )
    agente.valider(dialogue)
    dialogue = agente.acte("entree")
    agente.remplir(dialogue, entree_le="15/10/2026")
    agente.valider(dialogue)


def lire_l_indicateur(qtbot: QtBot, fenetre: MainWindow) -> str:
    assert fenetre.cadre is not None
    fenetre.cadre.aller("indicateurs")
    attendre(qtbot, fenetre)
    ecran = fenetre.findChild(EcranIndicateurs)
    assert isinstance(ecran, EcranIndicateurs)
    carte = next(w for w in ecran.findChildren(QPushButton) if w.objectName() == "fraction_HORS_QPV")
    return carte.text()


def exporter_la_rime(qtbot: QtBot, fenetre: MainWindow, vers: Path) -> None:
    assert fenetre.cadre is not None
    fenetre.cadre.aller("echanges")
    ecran = fenetre.findChild(EcranEchanges)
    assert isinstance(ecran, EcranEchanges)
    pages = next(s for s in ecran.findChildren(Segment) if s is ecran.pages)
    pages.set_current("exporter")
    presser(qtbot, ecran, "export_rime_enregistrer")
    dialogue = ecran.findChild(QFileDialog, "export_rime_dialogue")
    assert isinstance(dialogue, QFileDialog)
    dialogue.setDirectory(str(vers.parent))
    dialogue.selectFile(vers.name)
    dialogue.accept()
    attendre(qtbot, fenetre)
    assert not vers.exists()  # un seul ménage se reconnaît dans sa ligne : l'écran le dit et demande
    presser(qtbot, ecran, "export_rime_controle_confirmer")
    attendre(qtbot, fenetre)


def le_premier_jour(qtbot: QtBot, fenetre: MainWindow, dossier: Path, classeur: Path) -> list[dict[str, str]]:
    creer_le_projet(qtbot, fenetre, dossier / "lilas.relogement")
    importer(qtbot, fenetre, classeur)
    agente = ouvrir_le_dossier(qtbot, fenetre)
    for rang, (offre, refus) in enumerate((("01/06/2026", "15/06/2026"), ("01/07/2026", "15/07/2026")), start=1):
        proposer_un_logement(agente, offre, f"Résidence {rang}")
        remplir_l_article_13_bis(agente)
        refuser(agente, refus)
    proposer_un_logement(agente, "01/09/2026", "Résidence 3")
    assert lire_l_indicateur(qtbot, fenetre) == "0/0"
    assert fenetre.cadre is not None
    fenetre.cadre.montrer_dossier(agente.ecran.lu.menage.id if agente.ecran.lu else 0)
    accepter_et_emmenager(agente)
    assert lire_l_indicateur(qtbot, fenetre) == "1/1"
    exporter_la_rime(qtbot, fenetre, dossier / "rime.csv")
    texte = (dossier / "rime.csv").read_text("utf-8-sig")
    assert MENAGE not in texte
    return list(csv.DictReader(texte.splitlines(), delimiter=";"))


def verifier_la_ligne(lignes: list[dict[str, str]]) -> None:
    # Loyer 420,81 + charges 154,71 − APL 315,43 = 260,09 → 260 ; 430 + 120 − 320 = 230 ; écart −30,09 → −30.
    reloges = [ligne for ligne in lignes if ligne["MOIS_BAIL"]]
    assert [(li["RAC_AV"], li["RAC_AP"], li["EVOL_RAC"]) for li in reloges] == [("260", "230", "-30")]
    ligne = reloges[0]
    assert (ligne["STATUT"], ligne["HORS_QPV"], ligne["NEUF_CONV5"]) == ("EMMENAGE", "OUI", "OUI")
    assert (ligne["NB_OFFRES"], ligne["NB_REFUS"], ligne["MOIS_BAIL"]) == ("3", "2", "2026-10")


def test_du_classeur_du_bailleur_a_l_export(
    qtbot: QtBot, fenetre: MainWindow, tmp_path: Path, petit_etat_locatif: Path
) -> None:
    lignes = le_premier_jour(qtbot, fenetre, tmp_path, petit_etat_locatif)

    assert len(lignes) == 2
    verifier_la_ligne(lignes)


@avec_le_partage
def test_de_l_etat_locatif_des_lilas_a_l_export(qtbot: QtBot, fenetre: MainWindow, tmp_path: Path) -> None:
    lignes = le_premier_jour(qtbot, fenetre, tmp_path, EXEMPLES / "etat_locatif_lilas.xlsx")

    assert len(lignes) == 38
    verifier_la_ligne(lignes)
