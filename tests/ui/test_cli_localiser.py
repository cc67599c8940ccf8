"""« localiser » : le quartier d'un point dans les deux générations, la limite, et ce qui est à vérifier."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.imports import importer
from tests.fabrique import un_fichier
from tests.relogement.geographie.couches import A_L_EST, PERPIGNAN, deux_quartiers, un_geojson, une_entite
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    """QP066001 (2,90 à 2,91) et QP066002 (2,92 à 2,93) en 2015 ; QN06601M à la place du second en 2024."""
    fichier = un_fichier(tmp_path)
    importer(fichier, deux_quartiers(tmp_path / "q15.geojson"))
    importer(fichier, un_geojson(tmp_path / "q24.geojson", une_entite("QN06601M", A_L_EST)))
    fichier.fermer()
    return fichier.base


def localise(capsys: pytest.CaptureFixture[str], base: str, *arguments: str) -> Any:
    assert main(["localiser", "--base", base, *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_un_point_se_dit_dans_les_deux_generations(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    dit = localise(capsys, base, "--lon", "2,9051", "--lat", "42.70501", "--date", "2023-12-31")

    ancienne, nouvelle = dit["generations"]
    assert (ancienne["generation"], ancienne["qpv"], ancienne["en_vigueur"]) == ("2015", "QP066001", True)
    assert (nouvelle["generation"], nouvelle["qpv"], nouvelle["en_vigueur"]) == ("2024", "HORS", False)
    assert ancienne["couche"] == "q15.geojson"
    # 0,0049° de longitude à 42,7° N, soit 81 930 m par degré : 401 m.
    assert ancienne["distance_m"] == pytest.approx(401.5, abs=1)
    assert not ancienne["a_verifier"]


def test_pres_d_une_limite_il_faut_verifier(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    ancienne = localise(capsys, base, "--lon", "2.90501", "--lat", "42.7001")["generations"][0]

    assert (ancienne["qpv"], ancienne["a_verifier"], ancienne["limite"]) == ("QP066001", True, "QP066001")
    assert ancienne["distance_m"] == pytest.approx(11.1, abs=0.1)  # 0,0001° de latitude


def test_la_reponse_se_lit_aussi_en_phrases(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["localiser", "--base", base, "--lon", "2.90501", "--lat", "42.7001", "--date", "2026-01-01"]) == 0

    lignes = capsys.readouterr().out.splitlines()
    assert lignes[0].startswith(
        "Génération 2015 : QP066001 ; calculé à 11 m d’une limite : à vérifier sur SIG Ville"
    )
    assert lignes[1].startswith("Génération 2024 (en vigueur) : hors QPV ; limite la plus proche : QN06601M")


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("--lon", "42.7", "--lat", "2.9"), "inversées"),
        (("--lon", "690000", "--lat", "6180000"), "en mètres"),
        (("--lon", "-3.5", "--lat", "45.5"), "en mer"),
        (("--lon", "2.9", "--lat", "42.7", "--commune", "59350"), "Lille (59350)"),
        (("--lon", "2.9", "--lat", "42.7", "--commune", "99999"), "n’est pas un code Insee"),
        (("--lon", "est", "--lat", "42.7"), "n’est pas une longitude"),
    ],
)
def test_un_point_impossible_se_refuse_d_une_phrase(
    base: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], dit: str
) -> None:
    assert main(["localiser", "--base", base, *arguments]) == 2

    assert dit in capsys.readouterr().err


def test_sans_couche_le_quartier_est_inconnu_et_l_on_dit_laquelle_charger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = un_fichier(tmp_path)
    fichier.fermer()

    for situe in localise(capsys, fichier.base, "--lon", str(PERPIGNAN[0][0]), "--lat", "42.7")["generations"]:
        assert (situe["qpv"], situe["distance_m"]) == (None, None)
        assert "département 66 ne sont pas chargés" in situe["motif"]
