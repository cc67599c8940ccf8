"""Un écran « Échanges » sur un projet neuf, et les gestes d'un agent qui importe."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db.fichier import Fichier
from relogement.menage import Menage
from tests.fabrique import un_fichier
from ui.echanges import EcranEchanges
from ui.echanges.assistant.etat import Etape
from ui.ouvert import ProjetOuvert

TABLE = (
    "OPERATION;DOSSIER;NOM;NB_PERSONNES;NB_MOINS_14;LOYER_AV;CHARGES_AV;APL_AV\n"
    "AC;AC-1;MARTIN;3;1;310,50;95;210\n"
    "AC;AC-2;DURAND;2;0;280;80;\n"
    "AC;AC-3;PETIT;;;;;\n"
    "AC;AC-4;GRAND;2;0;-12;80;0\n"
)
ETAT_LOCATIF = (
    "UG;Bâtiment;Typologie;Surface;Nom;Prénom;Nb occupants;Loyer;Charges;APL;Date entrée\n"
    "0045001;T1;T4;74,90;MOREAU;Claire;5;420,81;154,71;315,43;01/03/2007\n"
    "0045002;T1;F3;59,40;BENALI;Rachid;4;377,35;106,69;0;15/11/1999\n"
    "0045003;T1;T3;59,90;LOPEZ;María;1;354,26;115,98;0;01/11/1991\n"
)


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(ecran: EcranEchanges) -> EcranEchanges:
    ecran.activateWindow()
    ecran.on_enter()
    return ecran


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Quatre dossiers d'une table de saisie ; le loyer du dernier est négatif."""
    chemin = tmp_path / "saisie.csv"
    chemin.write_text(TABLE, "utf-8-sig")
    return chemin


@pytest.fixture
def etat_locatif(tmp_path: Path) -> Path:
    chemin = tmp_path / "etat.csv"
    chemin.write_text(ETAT_LOCATIF, "utf-8")
    return chemin


class Agent:
    """Celui qui importe : il ouvre, avance, recule, presse des boutons, et attend que l'écran ait fini."""

    def __init__(self, qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert) -> None:
        self.qtbot, self.ecran, self.ouvert = qtbot, ecran, ouvert
        self.page = ecran.importer
        self.pannes: list[object] = []
        ouvert.atelier.crashed.connect(self.pannes.append)

    def attendre(self, vrai: Callable[[], bool] = lambda: True) -> None:
        self.qtbot.waitUntil(lambda: bool(self.pannes) or (self._fini() and vrai()), timeout=20_000)
        assert self.pannes == []

    def _fini(self) -> bool:
        return not self.ouvert.atelier.is_busy and not self.page.en_attente

    def ouvrir(self, chemin: Path) -> None:
        self.ecran.ouvrir_import(chemin)
        self.attendre()

    def presser(self, nom: str) -> None:
        bouton = self.ecran.findChild(QPushButton, nom)
        assert bouton is not None and bouton.isEnabled(), nom
        self.qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)
        self.attendre()

    def touche(
        self, nom: str, touche: Qt.Key, modifieur: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.widget(nom), touche, modifieur)
        self.attendre()

    def widget(self, nom: str) -> QWidget:
        trouve = self.ecran.findChild(QWidget, nom)
        assert trouve is not None, nom
        return trouve

    def texte(self, nom: str) -> str:
        trouve = self.ecran.findChild(QLabel, nom) or self.ecran.findChild(QPushButton, nom)
        assert trouve is not None, nom
        return trouve.text()

    def jusqu_a_l_apercu(self, chemin: Path) -> None:
        self.ouvrir(chemin)
        self.presser("import_suite")
        self.presser("import_suite")
        self.attendre(lambda: self.page.etape is Etape.APERCU)

    def importer(self, chemin: Path) -> None:
        self.jusqu_a_l_apercu(chemin)
        self.presser("import_suite")
        self.attendre(lambda: self.page.etape is Etape.TERMINE)

    def comptes(self, ou: str = "import_comptes") -> tuple[str, ...]:
        dans = self.widget(ou)
        noms = ("lues", "creees", "modifiees", "inchangees", "ecartees")
        valeurs = [dans.findChild(QLabel, f"compte_{nom}_valeur") for nom in noms]
        return tuple(valeur.text() for valeur in valeurs if valeur is not None)

    def dossiers(self) -> int:
        with self.ouvert.fichier.lire() as session:
            return session.scalar(select(func.count()).select_from(Menage)) or 0


@pytest.fixture
def agent(qtbot: QtBot, ecran: EcranEchanges, ouvert: ProjetOuvert) -> Agent:
    return Agent(qtbot, ecran, ouvert)
