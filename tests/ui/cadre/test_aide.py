"""F1 montre la page du guide de l'écran, sans réseau, et l'installation l'emporte."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.ui.cadre.test_aller import presser
from ui.aide import FenetreAide, pages
from ui.cadre.cadre import Cadre
from ui.ecrans import SCREENS
from ui.main_window import MainWindow

RACINE = Path(__file__).parents[3]


def aide(fenetre: MainWindow) -> FenetreAide:
    trouvee = fenetre.findChild(FenetreAide)
    assert isinstance(trouvee, FenetreAide)
    return trouvee


def test_f1_ouvre_la_page_de_l_ecran(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    cadre.aller("indicateurs")

    presser(qtbot, Qt.Key.Key_F1)

    qtbot.waitUntil(lambda: aide(fenetre).isVisible())
    assert aide(fenetre).windowTitle() == "Aide : Les indicateurs"
    assert "indicateurs" in aide(fenetre).texte.toPlainText()
    assert "captures/" not in aide(fenetre).texte.toPlainText()


def test_l_onglet_du_reste_a_charge_a_sa_page(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    cadre.montrer_dossier(1)
    cadre.ecran_dossier.barre.set_current("rac")

    cadre.montrer_aide()

    assert aide(fenetre).texte.chemin == "4-reste-a-charge.md"


def test_le_sommaire_et_les_liens_se_suivent_au_clavier(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    cadre.montrer_aide()
    fenetre_aide = aide(fenetre)
    qtbot.waitUntil(fenetre_aide.isActiveWindow)
    depart = fenetre_aide.texte.chemin

    qtbot.keyClick(fenetre_aide.liste, Qt.Key.Key_Down)
    suivante = fenetre_aide.texte.chemin
    qtbot.keyClick(fenetre_aide.liste, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert suivante != depart
    assert fenetre_aide.texte.chemin == depart


def test_un_lien_entre_pages_reste_dans_la_fenetre(
    qtbot: QtBot, cadre: Cadre, fenetre: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dehors: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda lien: dehors.append(lien.toString()))
    cadre.montrer_aide("README.md")

    aide(fenetre).texte.anchorClicked.emit(QUrl("regles/README.md"))
    dedans = aide(fenetre).texte.chemin
    aide(fenetre).texte.anchorClicked.emit(QUrl("https://www.legifrance.gouv.fr/"))

    assert dedans == "regles/README.md"
    assert dehors == ["https://www.legifrance.gouv.fr/"]
    assert aide(fenetre).texte.chemin == "regles/README.md"


def test_chaque_ecran_a_une_page_qui_existe() -> None:
    assert {ecran.cle for ecran in SCREENS if not pages.texte(ecran.aide)} == set()


def test_aucun_lien_du_guide_n_est_rompu() -> None:
    rompus = []
    for page in pages.guide().rglob("*.md"):
        chemin = page.relative_to(pages.guide()).as_posix()
        for lien in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", page.read_text("utf-8")):
            sans_ancre = lien.partition("#")[0]
            if sans_ancre and "://" not in lien and not (page.parent / sans_ancre).exists():
                rompus.append((chemin, lien))

    assert rompus == []


def test_un_lien_ne_sort_pas_du_guide() -> None:
    assert pages.voisine("regles/README.md", "../3-dossier.md") == "3-dossier.md"
    assert pages.voisine("README.md", "../../README.md") is None
    assert pages.voisine("README.md", "https://exemple.test/a.md") is None


def test_l_installation_emporte_le_guide(tmp_path: Path) -> None:
    """Construit ce qui s'installe, puis lit l'aide sans les sources."""
    pytest.importorskip("setuptools", minversion="77")
    commande = [sys.executable, "setup.py", "-q", "egg_info", "--egg-base", str(tmp_path)]
    commande += ["build_py", "--build-lib", str(tmp_path / "installe")]
    subprocess.run(commande, cwd=RACINE, check=True, capture_output=True)
    programme = (
        "from ui.aide import pages; print(pages.guide(), len(pages.sommaire()), pages.texte('2-dossiers.md'))"
    )

    lu = subprocess.run(
        [sys.executable, "-P", "-c", programme],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installe")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert lu.startswith(str(tmp_path))
    assert "dossiers" in lu
