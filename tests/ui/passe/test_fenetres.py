"""Voir un dossier tel qu'il était, et ce qui a changé : rien de sensible ne quitte l'écran."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import horloge
from db.fichier import Fichier
from relogement.modeles import Menage
from tests.fabrique import un_fichier, un_menage, une_operation
from ui.background import Atelier
from ui.composants.texte import Texte
from ui.dossier import EcranDossier
from ui.ouvert import ProjetOuvert
from ui.passe import FenetreChangements, FenetrePasse
from ui.passe.changements import dernier_lundi

DEBUT = datetime(2026, 11, 9, 9, 0)  # noqa: DTZ001 — l'heure du poste
VENDREDI = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001


@pytest.fixture
def fichier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fichier]:
    """Le lundi 9, deux dossiers ; le mercredi 18, les ressources et le référent de l'un changent."""
    heures = [DEBUT, DEBUT + timedelta(minutes=1)]
    monkeypatch.setattr("db.fichier.maintenant", lambda: heures[0] if len(heures) == 1 else heures.pop(0))
    operation = une_operation("AC")
    ouvert = un_fichier(
        tmp_path,
        un_menage("AC-1", nom="Sentinelle", prenom="Zoé", operation=operation, referent="Samira"),
        un_menage("AC-2", nom="Calme", operation=operation, referent="Paul"),
    )
    heures[0] = datetime(2026, 11, 18, 9, 0)  # noqa: DTZ001
    with ouvert.ecrire("Dossier modifié") as session:
        menage = session.get_one(Menage, 1)
        menage.nb_personnes, menage.ressources = 4, Decimal("1799.75")
    monkeypatch.setattr(horloge, "maintenant", lambda: VENDREDI)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(qtbot: QtBot, fichier: Fichier) -> Iterator[tuple[ProjetOuvert, QWidget]]:
    atelier, pannes, dessous = Atelier(), [], QWidget()
    atelier.crashed.connect(pannes.append)
    qtbot.addWidget(dessous)
    dessous.resize(1300, 800)
    dessous.show()
    yield ProjetOuvert(fichier, atelier), dessous
    atelier.close()
    if pannes:
        raise pannes[0]


@pytest.fixture
def passe(qtbot: QtBot, ouvert: tuple[ProjetOuvert, QWidget]) -> FenetrePasse:
    """Ouverte sur le dossier, au soir du 10 novembre."""
    fenetre = FenetrePasse(ouvert[0], 1, "AC-1", ouvert[1])
    fenetre.open()
    taper(qtbot, fenetre.le, "10/11/2026")
    qtbot.waitUntil(lambda: fenetre.bandeau.text() == "État au 10/11/2026")
    return fenetre


def taper(qtbot: QtBot, champ: QWidget, texte: str) -> None:
    champ.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(champ, texte)
    qtbot.keyClick(champ, Qt.Key.Key_Return)


def lus(fenetre: QWidget) -> list[str]:
    return [t.text() for t in fenetre.findChildren(Texte) if not t.isHidden()]


def test_l_etat_passe_se_lit_avec_ce_qui_vaut_aujourd_hui(passe: FenetrePasse) -> None:
    textes = lus(passe)

    assert "1\u202f200,00\u202f€" in textes
    assert "aujourd’hui\u00a0: 1\u202f799,75\u202f€" in textes
    assert "Zoé Sentinelle" in textes


def test_ce_qui_a_change_depuis_se_lit_acte_par_acte(qtbot: QtBot, passe: FenetrePasse) -> None:
    passe.onglets.setFocus()
    qtbot.keyClick(passe.onglets, Qt.Key.Key_Right)

    assert passe.liste.isVisible()
    assert next(c.compte for c in passe.onglets.choix if c.cle == "changes") == 1
    dit = passe.liste.toPlainText()
    assert "18/11/2026 09:00 Dossier modifié, par Agente de test" in dit
    assert "Nombre de personnes : 1 → 4" in dit


def test_une_date_impossible_se_dit_et_laisse_ce_qui_etait_montre(qtbot: QtBot, passe: FenetrePasse) -> None:
    for tape, dit in (("31/02/2026", "n’existe pas"), ("25/12/2026", "à venir")):
        taper(qtbot, passe.le, tape)
        assert dit in passe.erreur.phrase
    taper(qtbot, passe.le, "01/11/2026")
    qtbot.waitUntil(lambda: "n’existait pas encore" in passe.erreur.phrase)
    passe.le.setText("19/11/2026")
    taper(qtbot, passe.jusqu_au, "10/11/2026")

    assert "avant la première" in passe.erreur.phrase
    assert passe.bandeau.text() == "État au 10/11/2026"


def test_copier_et_imprimer_ne_sortent_rien_de_sensible(qtbot: QtBot, passe: FenetrePasse, tmp_path: Path) -> None:
    qtbot.keyClick(passe.pied.copier, Qt.Key.Key_Return)
    copie = QGuiApplication.clipboard().text()
    qtbot.keyClick(passe.pied.imprimer, Qt.Key.Key_Return)
    dialogue = passe.findChild(QFileDialog, "changements_fichier")
    assert isinstance(dialogue, QFileDialog)
    dialogue.fileSelected.emit(str(tmp_path / "page.pdf"))
    dialogue.reject()
    qtbot.waitUntil(lambda: not passe.pied.voir.isHidden())

    page = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    for sorti in (copie, page):
        assert "AC-1" in sorti
        assert "1 → 4" in sorti
        assert "799" not in sorti
        assert "Sentinelle" not in sorti


def test_la_liste_ne_se_selectionne_pas(passe: FenetrePasse) -> None:
    assert not passe.liste.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert not passe.liste.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_l_equipe_depuis_lundi(qtbot: QtBot, ouvert: tuple[ProjetOuvert, QWidget]) -> None:
    fenetre = FenetreChangements(*ouvert)
    fenetre.open()
    resume = fenetre.findChild(Texte, "changements_resume")
    assert isinstance(resume, Texte)
    qtbot.waitUntil(lambda: resume.text() == "Depuis le 16/11/2026 : 1 dossier changé.")

    assert "SENTINELLE Zoé AC-1" in fenetre.liste.toPlainText()
    fenetre.agents.setCurrentText("Paul")
    fenetre.agents.activated.emit(fenetre.agents.currentIndex())
    qtbot.waitUntil(lambda: "Rien n’a changé" in fenetre.liste.toPlainText())
    taper(qtbot, fenetre.depuis, "09/11/2026")
    qtbot.waitUntil(lambda: "AC-2" in fenetre.liste.toPlainText())


def test_le_lien_d_un_dossier_l_ouvre(qtbot: QtBot, ouvert: tuple[ProjetOuvert, QWidget]) -> None:
    fenetre = FenetreChangements(*ouvert)
    fenetre.open()
    qtbot.waitUntil(lambda: "AC-1" in fenetre.liste.toPlainText())
    fenetre.liste.setFocus()
    qtbot.keyClick(fenetre.liste, Qt.Key.Key_Tab)

    with qtbot.waitSignal(ouvert[0].dossier_asked) as demande:
        qtbot.keyClick(fenetre.liste, Qt.Key.Key_Return)

    assert demande.args == [1]


def test_le_dossier_ouvre_son_passe(qtbot: QtBot, ouvert: tuple[ProjetOuvert, QWidget]) -> None:
    ecran = EcranDossier(ouvert[0])
    qtbot.addWidget(ecran)
    ecran.resize(1268, 826)
    ecran.show()
    ecran.open_dossier(1)

    bouton = ecran.findChild(QPushButton, "dossier_passe")
    assert isinstance(bouton, QPushButton)
    qtbot.keyClick(bouton, Qt.Key.Key_Return)

    fenetres = ecran.findChildren(FenetrePasse)
    assert len(fenetres) == 1
    qtbot.waitUntil(lambda: fenetres[0].bandeau.text() == "État au 09/11/2026")  # le jour où il est entré
    fenetres[0].close()


@pytest.mark.parametrize(
    ("au", "lundi"),
    [
        (date(2026, 11, 20), date(2026, 11, 16)),
        (date(2026, 11, 16), date(2026, 11, 9)),
        (date(2026, 11, 22), date(2026, 11, 16)),
    ],
)
def test_le_dernier_lundi(au: date, lundi: date) -> None:
    assert dernier_lundi(au) == lundi
