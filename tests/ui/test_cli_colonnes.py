"""En ligne de commande : un tableau quelconque, ses colonnes gardées à part, un répertoire du parc social."""

from pathlib import Path

import pytest

from tests.ui.test_cli import nouveau, refus
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    base = str(tmp_path / "projet.relogement")
    assert nouveau(base) == 0
    return base


def un_suivi(dossier: Path) -> str:
    chemin = dossier / "suivi.csv"
    chemin.write_text("Nom;UG;Quittance;Contrat énergie\nMARTIN;0412;310,20;12345-B\n", "utf-8")
    return str(chemin)


def test_un_autre_tableau_s_importe_ses_colonnes_se_comptent_et_se_retirent(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--nature", "autre", "--operation", "LILAS", "--colonne", "Quittance=LOYER_AV", "--garder-colonnes"]
    assert main(["importer", un_suivi(tmp_path), "--base", base, *options]) == 0
    assert "310,20" in capsys.readouterr().out.replace("\u202f", "")

    assert main(["colonnes", "--base", base]) == 0
    assert capsys.readouterr().out == "Contrat énergie : 1 dossier\n"
    assert main(["colonnes", "--base", base, "--oublier", "contrat energie"]) == 0
    assert capsys.readouterr().out == "1 valeur retirée.\n"
    assert main(["verifier", "--base", base]) == 0


def test_une_colonne_qui_n_est_pas_gardee_ne_se_retire_pas(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Celles du projet : aucune" in refus(capsys, "colonnes", "--base", base, "--oublier", "Garant")


@pytest.mark.parametrize("ecrit", ["Quittance", "=LOYER_AV"])
def test_une_colonne_mal_dite_montre_comment_l_ecrire(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], ecrit: str
) -> None:
    assert "TITRE=CHAMP" in refus(capsys, "importer", un_suivi(tmp_path), "--base", base, "--colonne", ecrit)


def test_un_rpls_d_une_annee_que_ses_titres_dementent_est_refuse(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chemin = tmp_path / "rpls.csv"
    chemin.write_text("DEPCOM;SURFHAB;PLG_QP24;PLG_IRIS2024_CODE\n66136;62;;\n", "utf-8")

    dit = refus(capsys, "importer", str(chemin), "--base", base, "--nature", "rpls", "--millesime", "2020")

    assert "2025" in dit
