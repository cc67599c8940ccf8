"""Au clavier et au lecteur d'écran : chaque écran, chaque onglet, chaque fenêtre du projet fictif."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.exemple import construire
from db.fichier import ouvrir
from relogement.menage import Menage
from tests.ui.audit import a_rebours, coupes, hors_d_atteinte, parcours, sans_nom
from ui.aide import FenetreAide
from ui.cadre.cadre import Cadre
from ui.commandes import possibles
from ui.ecrans import SCREENS
from ui.indicateurs.onglets import ONGLETS
from ui.main_window import MainWindow
from ui.parametres.ecran import SECTIONS
from ui.reglages import Reglages

DOSSIERS = ("AC-026", "AC-036", "AC-007", "AC-042", "AC-055", "AC-012", "AC-006", "AC-049-1")


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chemin = tmp_path_factory.mktemp("fictif") / "Lilas.relogement"
    construire(chemin, au=date(2026, 11, 20)).fermer()
    return chemin


@pytest.fixture
def cadre(qtbot: QtBot, projet: Path, tmp_path: Path) -> Iterator[Cadre]:
    """À la plus petite taille promise."""
    fenetre = MainWindow(Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(fenetre)
    fenetre.resize(1280, 800)
    with qtbot.waitExposed(fenetre):
        fenetre.show()
    fenetre.activateWindow()
    fenetre.montrer(ouvrir(str(projet)))
    assert fenetre.cadre is not None
    yield fenetre.cadre
    fenetre.close()


def defauts(qtbot: QtBot, cadre: Cadre, fenetre: QWidget) -> list[str]:
    qtbot.waitUntil(lambda: not cadre.fenetre.atelier.is_busy)
    qtbot.waitUntil(fenetre.isActiveWindow)
    for _ in range(5):  # la mise en page se propage d'un parent à l'autre
        QApplication.processEvents()
    vus = parcours(fenetre)
    return [
        *(f"sans nom : {dit}" for dit in sans_nom(fenetre)),
        *(f"hors de portée de Tab : {dit}" for dit in hors_d_atteinte(fenetre, vus)),
        *(f"à rebours : {dit}" for dit in a_rebours(fenetre, vus)),
        *(f"coupé : {dit}" for dit in coupes(fenetre)),
    ]


def numero(cadre: Cadre, reference: str) -> int:
    with cadre.ouvert.fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


@pytest.mark.parametrize("cle", [ecran.cle for ecran in SCREENS])
def test_un_ecran_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre, cle: str) -> None:
    cadre.aller(cle)

    assert defauts(qtbot, cadre, cadre.fenetre) == []


@pytest.mark.parametrize("section", [section for section, _, _ in SECTIONS])
def test_une_section_des_parametres_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre, section: str) -> None:
    cadre.parametres(section)

    assert defauts(qtbot, cadre, cadre.fenetre) == []


@pytest.mark.parametrize("cle", [onglet.cle for onglet in ONGLETS])
def test_un_onglet_des_indicateurs_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre, cle: str) -> None:
    cadre.aller("indicateurs")
    cadre.indicateurs().montrer(cle)

    assert defauts(qtbot, cadre, cadre.fenetre) == []


def test_les_exports_se_parcourent_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    cadre.echanges().pages.set_current("exporter")

    assert defauts(qtbot, cadre, cadre.fenetre) == []


def test_chaque_onglet_du_dossier_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    cadre.montrer_dossier(numero(cadre, "AC-026"))
    trouves = {}
    for cle in cadre.ecran_dossier.onglets:
        cadre.ecran_dossier.barre.set_current(cle)
        trouves[cle] = defauts(qtbot, cadre, cadre.fenetre)

    assert {cle: dits for cle, dits in trouves.items() if dits} == {}


def test_chaque_acte_se_note_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    """Chaque acte, sur le premier des dossiers où il est possible."""
    trouves: dict[str, list[str]] = {}
    for reference in DOSSIERS:
        cadre.montrer_dossier(numero(cadre, reference))
        for une in possibles(cadre):
            if une.cle.startswith("acte_") and une.cle not in trouves and une.faire is not None:
                une.faire(cadre)
                trouves[une.cle] = _et_fermer(qtbot, cadre)

    assert len(trouves) > 12
    assert {cle: dits for cle, dits in trouves.items() if dits} == {}


@pytest.mark.parametrize(
    "cle",
    ["nouveau_dossier", "raccourcis", "actes_faits", "nouveau_projet", "passation", "changements", "residences"],
)
def test_une_fenetre_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre, cle: str) -> None:
    une = next(c for c in possibles(cadre) if c.cle == cle)
    assert une.faire is not None

    une.faire(cadre)

    assert _et_fermer(qtbot, cadre) == []


def test_l_aide_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    cadre.montrer_aide()
    aide = cadre.findChild(FenetreAide)
    assert isinstance(aide, FenetreAide)

    assert defauts(qtbot, cadre, aide) == []


def _et_fermer(qtbot: QtBot, cadre: Cadre) -> list[str]:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialogue = QApplication.activeModalWidget()
    assert isinstance(dialogue, QDialog)
    trouves = defauts(qtbot, cadre, dialogue)
    dialogue.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return trouves
