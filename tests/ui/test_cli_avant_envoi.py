"""Complétude et règle des 25 % en ligne de commande."""

import json
from pathlib import Path

import pytest

from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_relogement
from tests.ui.test_cli import refus
from ui.cli import main

ENGAGEMENT = '[[engagements]]\nbailleur = "Rives Habitat"\nannee = 2026\nobjectif_nombre = 1\n'


@pytest.fixture
def base(tmp_path: Path) -> str:
    chemin = tmp_path / "projet.relogement"
    menage = un_menage("AC-1", nom="BENALI", referent="Samira", avant=un_cout())
    un_relogement(menage, cout=un_cout(), logement=un_logement(bailleur="Rives Habitat"))
    un_fichier(chemin, menage).fermer()
    return str(chemin)


def test_la_completude_dit_ce_qui_manque_et_a_qui(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completude", "--base", base, "--au", "2026-11-20"]) == 0
    dit = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Première location ou conventionnement → NEUF NR, Samira : 1 (gain 100,00 pt)" in dit

    assert main(["completude", "--base", base, "--referent", "Samira", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["nr_par_referent"] == {"Samira": 1}


def test_la_completude_s_ecrit_pour_un_referent(
    base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    vers = tmp_path / "samira.xlsx"
    assert main(["completude", "--base", base, "--referent", "Samira", "--vers", str(vers)]) == 0
    assert vers.exists()
    assert "Référents : Samira" in refus(capsys, "completude", "--base", base, "--referent", "Paul")


def test_la_regle_des_25_se_lit_avec_les_engagements_d_un_fichier(
    base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    promis = tmp_path / "engagements.toml"
    promis.write_text(ENGAGEMENT, "utf-8")

    assert main(["regle-25", "--base", base, "--annee", "2026", "--engagements", str(promis), "--json"]) == 0
    (rives,) = json.loads(capsys.readouterr().out)["bailleurs"]
    assert (rives["comptent"], rives["vise"], rives["atteint"]["valeur"]) == (1, 1, "OUI")

    assert main(["regle-25", "--base", base, "--annee", "2026", "--trimestre", "1"]) == 0
    assert "1 bail de relogé compte" in capsys.readouterr().out


def test_un_projet_neuf_prend_les_engagements_de_sa_charte(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    charte = tmp_path / "charte.toml"
    charte.write_text("te_max_pct = 32\n" + ENGAGEMENT, "utf-8")
    neuf = str(tmp_path / "neuf.relogement")
    options = ("--qpv", "QP066007", "--zone-apl", "2", "--zone-plafond", "autres", "--charte", str(charte))
    assert main(["nouveau", neuf, "--projet", "Lilas", *options]) == 0
    capsys.readouterr()

    assert main(["regle-25", "--base", neuf, "--annee", "2026", "--json"]) == 0
    (rives,) = json.loads(capsys.readouterr().out)["bailleurs"]
    assert (rives["bailleur"], rives["comptent"], rives["vise"]) == ("Rives Habitat", 0, 1)
