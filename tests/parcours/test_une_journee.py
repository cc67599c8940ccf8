"""La journée d'une agente, du premier appel à la passation, par la vraie fenêtre et au clavier seul."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import dossier, horloge
from db.brouillons import DOSSIER, Place, reprendre
from db.fichier import Fichier, ouvrir
from db.vues import VueGardee
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Etat, Lien, Reponse, TypeDossier
from tests.fabrique import un_cout, un_fichier, un_menage, une_offre, une_operation, une_personne
from tests.ui.dossier.gestes import ecrire
from ui.cadre.cadre import Cadre
from ui.dossier.actes.dialogue import ActeDialog
from ui.dossiers.nouveau import DialogueNouveau
from ui.main_window import MainWindow
from ui.passation import FenetrePassation
from ui.reglages import Reglages

D = TypeVar("D", bound=QWidget)
MOI, AU = "Samira Kaddour", date(2026, 11, 20)
CTRL, ALT, SEULE = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
)  # fmt: skip
DELAI = 15_000
COUPEE = """
import sys
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from db.fichier import ouvrir
from ui.fenetre import creer_application
from ui.main_window import MainWindow
from ui.reglages import Reglages

application = creer_application(sys.argv)
fenetre = MainWindow(Reglages(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
fenetre.show()
fenetre.activateWindow()
fenetre.montrer(ouvrir(sys.argv[1], auteur=sys.argv[3]))
fenetre.cadre.montrer_dossier(int(sys.argv[4]))
QTest.qWaitForWindowActive(fenetre)
QTest.qWait(300)
def presser(touche, avec=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or fenetre, touche, avec)
presser(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
for _ in range(80):
    champ = QApplication.focusWidget()
    if champ is not None and champ.objectName() == "telephone":
        break
    presser(Qt.Key.Key_Tab)
champ.selectAll()
QTest.keyClicks(champ, "06 55 44 33 22")
application.exec()
"""


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001
    for module in (horloge, dossier):
        monkeypatch.setattr(module, "aujourdhui", lambda: AU)


def les_menages() -> list[Menage]:
    """Une offre échue l'avant-veille, une famille dont la fille part, et deux ménages à rappeler."""
    acacias = une_operation("AC", vide_le=date(2027, 4, 30))
    zaoui = un_menage("AC-001", nom="ZAOUI", prenom="Nadia", operation=acacias, referent=MOI, avant=un_cout())
    zaoui.etat = Etat.OFFRE
    zaoui.offres.append(
        une_offre(notifiee_le=date(2026, 10, 19), limite_le=date(2026, 11, 18), reponse=Reponse.EN_COURS)
    )
    traore = un_menage("AC-002", nom="TRAORÉ", prenom="Mariam", operation=acacias, referent=MOI, nb_personnes=2)
    traore.personnes[0].naissance_le = date(1968, 4, 14)
    traore.personnes.append(une_personne("TRAORÉ", Lien.ENFANT, prenom="Aïssata", naissance_le=date(2003, 6, 21)))
    faure = un_menage("AC-003", nom="FAURE", prenom="Marie-Claude", operation=acacias, referent=MOI)
    delmas = un_menage("AC-004", nom="DELMAS", prenom="Éric", operation=acacias, referent="Thomas Vidal")
    return [zaoui, traore, faure, delmas]


class Journee:
    """Elle ne lâche pas le clavier : chaque geste va là où il se trouve."""

    def __init__(self, qtbot: QtBot, fenetre: MainWindow) -> None:
        self.qtbot, self.fenetre = qtbot, fenetre

    @property
    def cadre(self) -> Cadre:
        assert self.fenetre.cadre is not None
        return self.fenetre.cadre

    @property
    def fichier(self) -> Fichier:
        return self.cadre.ouvert.fichier

    def presser(self, touche: Qt.Key, avec: Qt.KeyboardModifier = SEULE) -> None:
        """Hors écran, aucun gestionnaire de fenêtres ne rend la main à la fenêtre quand un dialogue se ferme."""
        if QApplication.activeWindow() is None:
            devant = QApplication.activeModalWidget() or self.fenetre
            devant.activateWindow()
            self.attendre(devant.isActiveWindow)
        self.qtbot.keyClick(QApplication.focusWidget() or self.fenetre, touche, avec)

    def taper(self, texte: str) -> None:
        cible = QApplication.focusWidget()
        assert cible is not None
        ecrire(cible, texte)

    def attendre(self, vrai: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(vrai()), timeout=DELAI)

    def reposer(self) -> None:
        self.attendre(lambda: not self.fenetre.atelier.is_busy)

    def jusqu_a(self, nom: str) -> QWidget:
        """Tab, autant qu'il faut, jusqu'au champ de ce nom ; un tour pour rien laisse le temps d'une recherche."""
        depart = QApplication.focusWidget()
        for pas in range(120):
            la = QApplication.focusWidget()
            if pas and la is depart:
                self.qtbot.wait(150)
            if la is not None and la.objectName() == nom:
                return la
            self.presser(Qt.Key.Key_Tab)
        raise AssertionError(f"« {nom} » ne s’atteint pas au clavier")

    def remplir(self, nom: str, texte: str) -> None:
        champ = self.jusqu_a(nom)
        if isinstance(champ, QLineEdit):
            champ.selectAll()
        self.taper(texte)

    def ecrit(self, geste: Callable[[], object]) -> None:
        """Le geste écrit dans le fichier, et l'écran s'est relu."""
        with self.qtbot.waitSignal(self.cadre.ouvert.saved, timeout=DELAI):
            geste()
        self.reposer()

    def va(self, demande: str) -> None:
        """Ctrl+K, quelques mots, Entrée."""
        self.presser(Qt.Key.Key_K, CTRL)
        self.taper(demande)
        self.attendre(lambda: self.cadre.recherche.proposees())
        self.presser(Qt.Key.Key_Return)

    def dossier(self, demande: str, reference: str) -> None:
        self.va(demande)
        self.voit(reference)

    def voit(self, reference: str) -> None:
        """Le dossier de cette référence est à l'écran, relu."""
        ecran = self.cadre.ecran_dossier
        self.attendre(lambda: ecran.isVisible() and ecran.lu and ecran.lu.menage.reference == reference)
        self.reposer()

    def ouverte(self, genre: type[D], nom: str = "") -> D:
        def trouvees() -> list[D]:
            return [d for d in self.fenetre.findChildren(genre, nom or None) if d.isVisible()]

        self.attendre(trouvees)
        fenetre = trouvees()[-1]
        self.attendre(lambda: fenetre.isActiveWindow())
        return fenetre

    def menage(self, reference: str) -> Menage:
        with self.fichier.lire() as session:
            menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
            for liste in (menage.contacts, menage.personnes, menage.offres):
                assert liste is not None
            return menage

    def combien(self) -> int:
        with self.fichier.lire() as session:
            return len(session.scalars(select(Menage.id)).all())


@pytest.fixture
def base(tmp_path: Path) -> Path:
    un_fichier(tmp_path / "Lilas.relogement", *les_menages()).fermer()
    return tmp_path / "Lilas.relogement"


@pytest.fixture
def reglages(tmp_path: Path) -> Reglages:
    regles = Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat))
    regles.agent = MOI
    return regles


@pytest.fixture
def journee(qtbot: QtBot, base: Path, reglages: Reglages) -> Iterator[Journee]:
    """Le logiciel s'ouvre sur sa page de départ ; le projet d'hier est le premier des récents."""
    reglages.retenir(str(base))
    fenetre = MainWindow(reglages)
    qtbot.addWidget(fenetre)
    fenetre.resize(1440, 900)
    with qtbot.waitExposed(fenetre):
        fenetre.show()
    fenetre.activateWindow()
    qtbot.waitUntil(fenetre.isActiveWindow)
    yield Journee(qtbot, fenetre)
    fenetre.close()


def ouvrir_le_projet(agente: Journee) -> None:
    agente.jusqu_a("recent_0")
    agente.presser(Qt.Key.Key_Return)
    agente.attendre(lambda: agente.fenetre.cadre is not None)
    agente.reposer()
    assert agente.cadre.visible == "journee"


def noter_trois_appels(agente: Journee) -> None:
    appels = (
        ("zaoui", "AC-001", "Appel : ne répond pas"),
        ("faure marie", "AC-003", "Appel : cherche un T3 avec ascenseur -> rappeler Têt Habitat le 25/11"),
        ("traore", "AC-002", "Appel : la fille cherche seule"),
    )
    for demande, reference, ligne in appels:
        agente.dossier(demande, reference)
        agente.presser(Qt.Key.Key_J, CTRL)
        agente.taper(ligne)
        agente.ecrit(lambda: agente.presser(Qt.Key.Key_Return))
    faure = agente.menage("AC-003").contacts[-1]
    assert (faure.suite, faure.suite_le) == ("rappeler Têt Habitat", date(2026, 11, 25))
    assert [len(agente.menage(r).contacts) for _, r, _ in appels] == [1, 1, 1]


def saisir_l_enquete(agente: Journee) -> None:
    agente.dossier("faure", "AC-003")
    agente.presser(Qt.Key.Key_3, ALT)
    for nom, texte in (("telephone", "06 12 34 56 78"), ("enquete_le", "20/11/2026"), ("nb_personnes", "2")):
        agente.remplir(nom, texte)
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_S, CTRL))
    faure = agente.menage("AC-003")
    assert (faure.telephone, faure.enquete_le, faure.nb_personnes) == ("06 12 34 56 78", AU, 2)
    assert faure.etat is Etat.ENQUETE


def eviter_un_doublon(agente: Journee) -> None:
    """Mariam TRAORÉ revient sous un prénom écrit autrement, sans accent : la fiche le dit et y mène."""
    avant = agente.combien()
    agente.presser(Qt.Key.Key_N, CTRL)
    dialogue = agente.ouverte(DialogueNouveau)
    for nom, texte in (("nom", "traore"), ("prenom", "Maryam"), ("naissance_le", "14/04/1968")):
        agente.remplir(nom, texte)
    connue = agente.menage("AC-002").id
    raison = f"raison_{connue}"
    agente.attendre(lambda: any("même naissance" in r.text() for r in dialogue.findChildren(QLabel, raison)))
    agente.reposer()
    agente.jusqu_a(f"proposition_ouvrir_{connue}")
    agente.presser(Qt.Key.Key_Return)
    agente.voit("AC-002")
    assert agente.combien() == avant


def constater_le_silence_et_relancer(agente: Journee) -> None:
    agente.presser(Qt.Key.Key_1, CTRL)
    ecran = agente.cadre.journee()
    agente.attendre(lambda: ecran.est_a_jour)
    retard = next(iter(ecran.colonnes.values())).liste
    assert retard.current is not None
    assert retard.current.reference == "AC-001"
    retard.setFocus()
    agente.presser(Qt.Key.Key_Return)
    agente.ouverte(ActeDialog, "dialogue_reponse")
    agente.jusqu_a("reponse_choix")
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_Return))
    zaoui = agente.menage("AC-001")
    assert zaoui.offres[0].reponse is Reponse.SILENCE
    assert zaoui.etat is Etat.RECHERCHE
    agente.dossier("zaoui", "AC-001")
    agente.presser(Qt.Key.Key_J, CTRL)
    agente.taper("Courrier : nouvelle offre annoncée -> relancer le bailleur le 27/11")
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_Return))
    assert agente.menage("AC-001").contacts[-1].suite_le == date(2026, 11, 27)


def decohabiter_puis_annuler(agente: Journee) -> None:
    avant = agente.combien()
    agente.dossier("traore mariam", "AC-002")
    agente.va("décohabitation")
    agente.ouverte(ActeDialog, "dialogue_decohabitation")
    fille = next(p for p in agente.menage("AC-002").personnes if p.prenom == "Aïssata")
    agente.jusqu_a(f"partant_{fille.id}")
    agente.presser(Qt.Key.Key_Space)
    agente.remplir("motif", "départ de la fille")
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_Return))
    with agente.fichier.lire() as session:
        enfant = session.scalars(select(Menage).where(Menage.type == TypeDossier.DECOHABITANT)).one()
        assert [p.prenom for p in enfant.personnes] == ["Aïssata"]
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_Z, CTRL))
    assert agente.combien() == avant
    assert sorted(p.prenom or "" for p in agente.menage("AC-002").personnes) == ["Aïssata", "Mariam"]


def garder_une_vue(agente: Journee) -> None:
    agente.va("Dossiers")
    agente.attendre(lambda: agente.cadre.visible == "dossiers" and agente.cadre.liste().est_a_jour)
    agente.va("Vue « Sans offre »")
    agente.reposer()
    agente.va("garder filtres")
    agente.attendre(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    agente.taper("Sans offre, à voir lundi")
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_Return))
    with agente.fichier.lire() as session:
        assert session.scalars(select(VueGardee.titre)).all() == ["Sans offre, à voir lundi"]


def imprimer_la_passation(agente: Journee, vers: Path) -> None:
    agente.va("passation")
    fenetre = agente.ouverte(FenetrePassation)
    agents = agente.jusqu_a("passation_agent")
    assert isinstance(agents, QComboBox)
    agente.attendre(lambda: agents.findText(MOI) >= 0)
    for _ in range(agents.count()):
        if agents.currentText() != MOI:
            agente.presser(Qt.Key.Key_Down)
    assert agents.currentText() == MOI
    agente.attendre(lambda: fenetre.modele.rowCount() == 3)
    agente.jusqu_a("passation_imprimer")
    agente.presser(Qt.Key.Key_Space)
    dialogue = agente.ouverte(QFileDialog, "passation_fichier")
    champ = dialogue.findChild(QLineEdit)
    assert isinstance(champ, QLineEdit)
    champ.selectAll()
    ecrire(champ, str(vers))
    agente.qtbot.keyClick(champ, Qt.Key.Key_Return)
    agente.attendre(vers.exists)
    agente.reposer()
    agente.presser(Qt.Key.Key_Escape)
    agente.attendre(lambda: not [d for d in agente.fenetre.findChildren(QDialog) if d.isVisible()])


def couper_en_pleine_enquete(base: Path, reglages: Path, menage: int) -> None:
    """Une autre fenêtre, un vrai processus tué pendant que le téléphone se tape."""
    commande = [sys.executable, "-c", COUPEE, str(base), str(reglages), MOI, str(menage)]
    poste = subprocess.Popen(commande, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    fichier = ouvrir(base)
    try:
        place = Place(MOI, DOSSIER, str(menage))
        limite = datetime.now().timestamp() + 60  # noqa: DTZ005
        while datetime.now().timestamp() < limite:  # noqa: DTZ005
            with fichier.lire() as session:
                if reprendre(session, place) is not None:
                    break
    finally:
        poste.send_signal(signal.SIGKILL)
        poste.wait()
        fichier.fermer()


def reprendre_la_saisie(agente: Journee) -> None:
    agente.dossier("delmas", "AC-004")
    ecran = agente.cadre.ecran_dossier
    assert ecran.avis.phrase.startswith("Brouillon du ")
    agente.presser(Qt.Key.Key_3, ALT)
    champ = agente.jusqu_a("telephone")
    assert isinstance(champ, QLineEdit)
    assert champ.text() == "06 55 44 33 22"
    assert agente.menage("AC-004").telephone is None
    agente.ecrit(lambda: agente.presser(Qt.Key.Key_S, CTRL))
    assert agente.menage("AC-004").telephone == "06 55 44 33 22"


def test_une_journee_entiere_au_clavier(journee: Journee, base: Path, tmp_path: Path) -> None:
    ouvrir_le_projet(journee)
    noter_trois_appels(journee)
    saisir_l_enquete(journee)
    eviter_un_doublon(journee)
    constater_le_silence_et_relancer(journee)
    decohabiter_puis_annuler(journee)
    garder_une_vue(journee)
    couper_en_pleine_enquete(base, tmp_path / "autre.ini", journee.menage("AC-004").id)
    reprendre_la_saisie(journee)
    imprimer_la_passation(journee, tmp_path / "passation.pdf")

    page = "".join(feuille.extract_text() for feuille in PdfReader(tmp_path / "passation.pdf").pages)
    assert "Samira Kaddour" in page
    assert all(nom in page for nom in ("ZAOUI", "TRAORÉ", "FAURE"))
    assert "DELMAS" not in page
    with journee.fichier.lire() as session:
        assert len(session.scalars(select(Personne.id)).all()) == 5
