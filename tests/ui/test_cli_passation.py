"""La passation en ligne de commande : un texte, ou une page, et des refus en français."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.fabrique import un_fichier, un_menage
from tests.ui.test_cli import refus
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    chemin = tmp_path / "projet.relogement"
    un_fichier(chemin, un_menage("AC-1", nom="Essai", referent="Samira")).fermer()
    return str(chemin)


def test_les_dossiers_de_l_agent_se_lisent(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["passation", "--base", base, "--referent", "Samira", "--au", "2026-11-20"]) == 0

    dit = capsys.readouterr().out
    assert dit.startswith("Dossiers de Samira au 20/11/2026 : 1 dossier en cours")
    assert "AC-1 | ESSAI" in dit


def test_la_page_s_ecrit(base: str, tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"

    assert main(["passation", "--base", base, "--referent", "Samira", "--vers", str(page)]) == 0
    assert "AC-1" in PdfReader(page).pages[0].extract_text()


def test_les_demandes_impossibles_sont_refusees(
    base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "Agents du projet : Samira" in refus(capsys, "passation", "--base", base, "--referent", "Inconnu")
    vers = ("--vers", str(tmp_path / "page.docx"))
    assert ".pdf" in refus(capsys, "passation", "--base", base, "--referent", "Samira", *vers)
    vers = ("--vers", str(tmp_path / "absent" / "page.pdf"))
    assert "n’existe pas" in refus(capsys, "passation", "--base", base, "--referent", "Samira", *vers)
    assert "il manque" in refus(capsys, "passation", "--base", base)
