"""Les classeurs que l'on fait remplir ou corriger, en ligne de commande."""

from pathlib import Path

import openpyxl
import pytest

from tests.fabrique import un_fichier, un_menage
from tests.ui.test_cli import refus
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    chemin = tmp_path / "projet.relogement"
    menage = un_menage("AC-1", nom="Kowalczyk", referent="Samira", bailleur="Têt Habitat", ug="0045001")
    un_fichier(chemin, menage).fermer()
    return str(chemin)


def test_un_modele_s_ecrit_et_dit_ce_qui_y_est(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vers = tmp_path / "modele.xlsx"

    code = main(
        ["modele", "etat-locatif", "--base", base, "--bailleur", "Têt Habitat", "--prerempli", "--vers", str(vers)]
    )

    assert code == 0
    dit = capsys.readouterr().out
    assert "1 logement prérempli" in dit
    assert "aucune donnée personnelle trouvée" in dit
    assert openpyxl.load_workbook(vers).worksheets[0]["A5"].value == "0045001"


def test_les_modeles_impossibles_sont_refuses(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vers = ("--vers", str(tmp_path / "m.xlsx"))
    assert "part toujours vide" in refus(capsys, "modele", "vacances", "--base", base, "--prerempli", *vers)
    assert "que vous nommez" in refus(capsys, "modele", "etat-locatif", "--base", base, "--avec-noms", *vers)
    assert ".xlsx" in refus(capsys, "modele", "saisie", "--base", base, "--vers", str(tmp_path / "m.csv"))
    assert "choix inconnu" in refus(capsys, "modele", "autre", "--base", base, *vers)


def test_la_liste_part_et_revient(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vers = tmp_path / "liste.xlsx"
    champs = ("--champs", "menage.referent,menage.etat")
    assert main(["liste", "--base", base, "--vue", "tous", *champs, "--vers", str(vers)]) == 0
    assert "1 dossier dans liste.xlsx. Ce fichier porte des noms" in capsys.readouterr().out

    classeur = openpyxl.load_workbook(vers)
    classeur["Dossiers"]["D4"] = "I. Delpech"
    classeur.save(vers)

    assert main(["importer", str(vers), "--base", base, "--simuler"]) == 0
    assert "1 modifiée," in capsys.readouterr().out


def test_une_liste_impossible_est_refusee(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vers = ("--vers", str(tmp_path / "liste.xlsx"))
    assert "n’existe pas" in refus(capsys, "liste", "--base", base, "--vue", "Inconnue", *vers)
    assert "Champs inconnus : menage.neant" in refus(
        capsys, "liste", "--base", base, "--champs", "menage.neant", *vers
    )


def test_les_rejets_s_ecrivent_a_cote_de_l_import(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, vers = tmp_path / "bailleur.csv", tmp_path / "rejets.xlsx"
    source.write_text("Code logement;Locataire;Loyer\n0045002;Abadie;trois cents\n0045003;Zaoui;280\n", "utf-8")

    assert main(["importer", str(source), "--base", base, "--rejets", str(vers)]) == 0
    assert "1 ligne à corriger dans rejets.xlsx" in capsys.readouterr().out
    assert openpyxl.load_workbook(vers).worksheets[0]["C2"].value == "trois cents"

    assert ".xlsx" in refus(capsys, "importer", str(source), "--base", base, "--rejets", str(tmp_path / "r.csv"))
