"""Une vraie fenêtre, un projet de quarante ménages qui attendent une offre, et des mains sur le clavier."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from db.horloge import aujourdhui
from relogement.menage import Menage
from relogement.modeles import LogementOffert, Partenaire
from relogement.nomenclatures import Etat, Typologie
from relogement.parcours import passer
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, une_operation
from ui.cellule.seance.page import PageSeance
from ui.main_window import MainWindow
from ui.reglages import Reglages

AU = aujourdhui()
QUARANTE = 40
W = TypeVar("W", bound=QWidget)
Touche = Qt.Key


def nom_du(rang: int) -> str:
    """Des noms qui ne se ressemblent pas, ni à un mot de l'écran."""
    return f"ZYX{chr(65 + rang // 26)}{chr(65 + rang % 26)}"


def les_menages(combien: int = QUARANTE) -> list[Menage]:
    """En recherche depuis quatre mois, sans offre : la charte les met tous à l'ordre du jour."""
    operation = une_operation("AC", libelle="Acacias", vide_le=AU + timedelta(days=900))
    menages = []
    for rang in range(combien):
        menage = un_menage(
            f"D{rang + 1:02d}", nom=nom_du(rang), prenom="Wxv", operation=operation, nb_personnes=3,
            avant=un_cout(), referent="Samira Kaddour", etat=Etat.RECENSE, souhait_typologie=Typologie.T3,
            telephone="06 99 88 77 66",
        )  # fmt: skip
        passer(menage, Etat.RECENSE, AU - timedelta(days=200))
        passer(menage, Etat.RECHERCHE, AU - timedelta(days=120), motif="repris d’un classeur")
        menages.append(menage)
    return menages


def les_logements() -> list[LogementOffert]:
    return [
        un_logement(typologie=Typologie.T3, residence=residence, commune="Perpignan", bailleur="Têt Habitat",
                    etage=1, loyer="410")
        for residence in ("Les Pins", "Les Aloès", "Le Verger")
    ]  # fmt: skip


def un_projet_en_cellule(dossier: Path, combien: int = QUARANTE) -> Fichier:
    fichier = un_fichier(dossier, *les_menages(combien))
    with fichier.ecrire("Vacances et partenaires") as session:
        session.add_all(les_logements())
        session.add(Partenaire(nom="Têt Habitat", bailleur="Têt Habitat", contact="Mme Roux"))
        session.add(Partenaire(nom="Ville de Perpignan"))
    return fichier


class Secretaire:
    """Qui tient la séance : elle ne touche que le clavier."""

    def __init__(self, qtbot: QtBot, dossier: Path, fichier: Fichier) -> None:
        self.qtbot, self.fichier = qtbot, fichier
        self.fenetre = MainWindow(Reglages(QSettings(str(dossier / "reglages.ini"), QSettings.Format.IniFormat)))
        qtbot.addWidget(self.fenetre)
        self.fenetre.resize(1440, 900)
        with qtbot.waitExposed(self.fenetre):
            self.fenetre.show()
        self.reprendre_la_fenetre()
        self.fenetre.montrer(fichier)
        self.repos()

    @property
    def page(self) -> PageSeance:
        return self.trouver(PageSeance, "page_seance")

    @property
    def reference(self) -> str:
        """Le dossier que l'écran montre."""
        point = self.page.point
        return "" if point is None else point.reference

    def reprendre_la_fenetre(self) -> None:
        """Le greffon sans écran ne la rend pas active quand un dialogue se ferme, comme un bureau le fait."""
        self.fenetre.activateWindow()
        self.qtbot.waitUntil(self.fenetre.isActiveWindow)

    def repos(self) -> None:
        self.attendre(lambda: not self.fenetre.atelier.is_busy)

    def attendre(self, vrai: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(vrai, timeout=15_000)

    def presser(self, *touches: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Là où est le clavier."""
        for touche in touches:
            ici = QApplication.focusWidget() or self.fenetre
            self.qtbot.keyClick(ici, touche, avec)

    def ecrire(self, texte: str) -> None:
        ici = QApplication.focusWidget()
        assert ici is not None
        self.qtbot.keyClicks(ici, texte)

    def jusqu_a(self, nom: str) -> None:
        """Tab, jusqu'à ce champ ou ce bouton."""
        for _ in range(60):
            ici = QApplication.focusWidget()
            if ici is not None and ici.objectName() == nom:
                return
            self.presser(Touche.Key_Tab)
        raise AssertionError(f"Tab n’atteint pas {nom}")

    def aller_a_la_cellule(self) -> None:
        self.presser(Touche.Key_4, avec=Qt.KeyboardModifier.ControlModifier)
        self.attendre(lambda: self.fenetre.findChild(PageSeance) is not None and self.page.pile.lues)

    def preparer(self) -> None:
        """Depuis l'écran vide : la date du jour, quatorze heures."""
        self.attendre(lambda: _nomme("seance_preparer"))
        self.presser(Touche.Key_Return)
        self.attendre(lambda: _nomme("seance_le"))
        self.presser(Touche.Key_Tab)
        self.ecrire("14h")
        self.presser(Touche.Key_Return)
        self.attendre(lambda: self.page.cas.cas is not None and self.reference != "")
        self.repos()
        self.reprendre_la_fenetre()

    def lu(self) -> bool:
        """Le cas montré est celui du dossier où l'on est."""
        cas = self.page.cas.cas
        return cas is not None and cas.reference == self.reference

    def trouver(self, type_: type[W], nom: str) -> W:
        trouve = self.fenetre.findChild(type_, nom)
        assert isinstance(trouve, type_), nom
        return trouve


def _nomme(nom: str) -> bool:
    ici = QApplication.focusWidget()
    return ici is not None and ici.objectName() == nom


def mots_montres(fenetre: QWidget) -> str:
    """Tout ce qui se lit, se survole ou s'entend de ce qui est visible."""
    dits = []
    for widget in fenetre.findChildren(QWidget):
        if widget.isVisible():
            dits += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QAbstractButton):
                dits.append(widget.text())
    return "\n".join(filter(None, dits))
