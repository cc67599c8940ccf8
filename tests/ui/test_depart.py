"""La fenêtre se montre vite, dit ses erreurs à leur place, et une panne ne trahit personne."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.background import Atelier
from ui.cadre.pannes import rapport
from ui.main_window import MainWindow
from ui.reglages import Reglages

LOURDS = (
    "sqlalchemy",
    "alembic",
    "pandas",
    "reportlab",
    "sqlite_utils",
    "xlsxwriter",
    "python_calamine",
    "holidays",
)


@pytest.fixture
def reglages(tmp_path: Path) -> Reglages:
    return Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def fenetre(qtbot: QtBot, reglages: Reglages) -> Iterator[MainWindow]:
    fenetre = MainWindow(reglages)
    qtbot.addWidget(fenetre)
    fenetre.show()
    yield fenetre
    fenetre.close()


def bouton(parent: QWidget, nom: str) -> QPushButton:
    trouve = parent.findChild(QPushButton, nom)
    assert isinstance(trouve, QPushButton), nom
    return trouve


def test_rien_de_lourd_n_est_charge_avant_que_la_fenetre_soit_peinte(tmp_path: Path) -> None:
    programme = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"], os.environ["XDG_CONFIG_HOME"] = "offscreen", {str(tmp_path)!r}
from ui.fenetre import creer_application
from ui.main_window import MainWindow
from ui.reglages import Reglages
application = creer_application(["relogement"])
fenetre = MainWindow(Reglages())
fenetre.show()
application.processEvents()
print([m for m in {LOURDS!r} if m in sys.modules])
"""

    fini = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True)

    assert fini.stdout.strip() == "[]"


def test_un_fichier_qui_n_est_pas_un_projet_est_refuse_sur_la_page_de_depart(
    fenetre: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    autre = tmp_path / "photo.relogement"
    autre.write_bytes(b"ceci n'est pas une base" * 100)

    fenetre.ouvrir(str(autre))

    qtbot.waitUntil(lambda: "n’est pas un projet" in fenetre.depart.erreur.phrase)
    assert autre.read_bytes().startswith(b"ceci")


def test_un_nouveau_projet_incomplet_dit_ce_qui_manque(fenetre: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(bouton(fenetre, "depart_nouveau"), Qt.MouseButton.LeftButton)
    dialogue = fenetre.findChild(QWidget, "dialogue_nouveau")
    assert dialogue is not None
    nom = dialogue.findChild(QLineEdit, "nom")
    assert nom is not None

    qtbot.keyClicks(nom, "Les Lilas")
    qtbot.mouseClick(bouton(dialogue, "nouveau_creer"), Qt.MouseButton.LeftButton)

    phrase = dialogue.findChild(QWidget, "nouveau_erreur")
    assert phrase is not None
    assert phrase.accessibleName() == "Il manque le QPV du projet."


def test_le_theme_choisi_est_retenu(fenetre: MainWindow, reglages: Reglages) -> None:
    fenetre.changer_theme()

    assert reglages.theme == "sombre"
    fenetre.changer_theme()
    assert reglages.theme == "clair"


def test_un_fichier_recent_disparu_n_est_plus_propose(reglages: Reglages, tmp_path: Path) -> None:
    present, disparu = tmp_path / "a.relogement", tmp_path / "b.relogement"
    present.touch()
    reglages.retenir(str(disparu))
    reglages.retenir(str(present))

    assert reglages.recents == [str(present)]


def test_une_panne_se_montre_une_fois_et_son_rapport_ne_nomme_personne(fenetre: MainWindow, qtbot: QtBot) -> None:
    def planter(_avancement: object) -> None:
        raise KeyError("TRAORÉ Mariam, 06 00 00 26 14")

    fenetre.atelier.run("Essai", planter)

    qtbot.waitUntil(lambda: fenetre.findChild(QWidget, "fenetre_panne") is not None)
    panne = fenetre.findChild(QWidget, "fenetre_panne")
    assert panne is not None
    texte = panne.findChild(QPlainTextEdit, "panne_rapport")
    assert texte is not None
    assert "KeyError" in texte.toPlainText()
    assert "planter" in texte.toPlainText()
    assert "TRAORÉ" not in texte.toPlainText()


def test_le_rapport_de_panne_ne_dit_pas_ou_vit_l_utilisateur() -> None:
    try:
        raise ValueError("DURAND")
    except ValueError as erreur:
        texte = rapport(erreur)

    assert str(Path.home()) not in texte
    assert "DURAND" not in texte


def test_les_ecritures_se_font_une_par_une_et_les_erreurs_reviennent(qtbot: QtBot, qapp: object) -> None:
    from relogement.erreurs import ErreurMetier

    atelier, ordre = Atelier(), list[int]()

    def travail(rang: int) -> None:
        ordre.append(rang)
        if rang == 2:
            raise ErreurMetier("Le disque est plein.")

    taches = [atelier.run("Essai", lambda _, r=rang: travail(r), ecriture=True) for rang in range(4)]
    phrases: list[str] = []
    taches[2].failed.connect(phrases.append)

    qtbot.waitUntil(lambda: not atelier.is_busy)
    assert ordre == [0, 1, 2, 3]
    assert phrases == ["Le disque est plein."]


def test_un_travail_annule_s_arrete_a_son_prochain_avancement(qtbot: QtBot, qapp: object) -> None:
    from threading import Event

    atelier, parti, faits = Atelier(), Event(), list[int]()

    def travail(avancement: object) -> None:
        assert callable(avancement)
        for fait in range(1000):
            avancement(fait, 1000)
            faits.append(fait)
            parti.wait(5)

    tache = atelier.run("Essai", travail)
    annulee: list[bool] = []
    tache.cancelled.connect(lambda: annulee.append(True))
    tache.cancel()
    parti.set()

    qtbot.waitUntil(lambda: bool(annulee))
    assert len(faits) <= 1
