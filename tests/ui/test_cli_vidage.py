"""« vidage » : l'état d'un immeuble, à lire ou en JSON, sans nom si l'on n'en demande pas."""

import json
from datetime import date
from pathlib import Path

import pytest

from db.exemple import construire
from ui.cli import main

AU = "2026-11-20"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    fichier = construire(Path(tmp_path_factory.mktemp("vidage")) / "exemple.relogement", au=date(2026, 11, 20))
    fichier.fermer()
    return fichier.base


def test_l_immeuble_se_dit_en_phrases(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vidage", "--base", base, "--operation", "AC", "--au", AU]) == 0

    lignes = capsys.readouterr().out.splitlines()
    assert lignes[0] == "Vidage du bâtiment C, Acacias, bâtiment C, au 20/11/2026"
    assert "Vides\u00a0: 33 sur 60, 55,00\u202f%" in lignes
    assert any(
        ligne.startswith("Au rythme actuel\u00a0: vide le ") and "(estimation)" in ligne for ligne in lignes
    )
    assert "BERTRAND" not in "\n".join(lignes)


def test_les_noms_ne_s_ecrivent_que_si_on_les_demande(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vidage", "--base", base, "--operation", "AC", "--au", AU, "--noms"]) == 0

    assert "BERTRAND" in capsys.readouterr().out


def test_le_json_donne_chaque_porte_et_les_scenarios(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    demande = [
        "vidage",
        "--base",
        base,
        "--operation",
        "AC",
        "--au",
        AU,
        "--json",
        "--offerts",
        "10",
        "--par-mois",
        "4,5",
    ]
    assert main(demande) == 0

    dit = json.loads(capsys.readouterr().out)
    assert (dit["logements"], dit["vides"], dit["a_vider"], dit["jours_restants"]) == (60, 33, 27, 161)
    assert [e["entree"] for e in dit["entrees"]] == ["C1", "C2", "C3", "C4"]
    portes = [p for e in dit["entrees"] for etage in e["etages"] for p in etage["portes"]]
    assert len(portes) == 60 and "nom" not in portes[0]
    assert [s["cle"] for s in dit["scenarios"]] == ["rythme", "offerts", "choisi"]
    assert dit["trajectoire"][-1] == {"le": AU, "occupes": 27}
    assert set(dit["criteres_a_la_fin"]) == {"NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE"}


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (["--operation", "XX"], "Aucune opération « XX »"),
        (["--operation", "AC", "--offerts", "0"], "au moins 1"),
        (["--operation", "AC", "--par-mois", "-1"], "plus grand que zéro"),
    ],
)
def test_une_demande_impossible_se_dit(
    base: str, capsys: pytest.CaptureFixture[str], arguments: list[str], dit: str
) -> None:
    assert main(["vidage", "--base", base, *arguments]) == 2
    assert dit in capsys.readouterr().err
