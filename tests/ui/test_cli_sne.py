"""Le rapprochement SNE en ligne de commande : un texte, un JSON, un classeur."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.fabrique import un_fichier, un_logement, un_menage, un_relogement
from tests.ui.test_cli import refus
from ui.cli import main

NUMERO = "0660126000001G0066"


@pytest.fixture
def base(tmp_path: Path) -> str:
    chemin = tmp_path / "projet.relogement"
    menage = un_menage("AC-1", nom="BENALI", prenom="Awa")
    menage.personnes[0].naissance_le = date(1980, 5, 14)
    un_relogement(menage, logement=un_logement(bailleur="Rives Habitat"))
    un_fichier(chemin, menage).fermer()
    return str(chemin)


@pytest.fixture
def liste(tmp_path: Path) -> str:
    chemin = tmp_path / "liste.csv"
    chemin.write_text(f"Numéro unique;Nom;Prénom;Naissance\n{NUMERO};BENALI;Awa;14/05/1980", "utf-8-sig")
    return str(chemin)


def test_sans_numero_l_attribution_est_dite_perdue(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rapprochement-sne", "--base", base, "--au", "2026-11-20"]) == 0

    dit = capsys.readouterr().out
    assert "1/1 attributions ne compteront pas" in dit
    assert "- AC-1, ne comptera pas : aucun numéro unique dans le dossier" in dit.replace("\u00a0", " ")


def test_le_numero_sur_se_propose_puis_s_accepte(
    base: str, liste: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["importer", liste, "--base", base, "--nature", "numeros", "--bailleur", "Rives Habitat"]) == 0
    capsys.readouterr()

    assert main(["rapprochement-sne", "--base", base, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["numeros_proposes"] == 1

    vers = tmp_path / "sne.xlsx"
    assert main(["rapprochement-sne", "--base", base, "--accepter-exacts", "--vers", str(vers)]) == 0
    assert "agents du relogement" in capsys.readouterr().out
    assert vers.exists()

    assert main(["rapprochement-sne", "--base", base, "--json"]) == 0
    relu = json.loads(capsys.readouterr().out)
    assert (relu["numeros_proposes"], relu["total"]["ne_compteront_pas"]) == (0, 0)


def test_un_mauvais_nom_de_fichier_est_refuse(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ".xlsx" in refus(capsys, "rapprochement-sne", "--base", base, "--vers", "sne.docx")
