"""« relogement apl » : l'estimation en clair et en JSON, et une phrase quand elle ne se fait pas."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.baremes import ajouter
from relogement.baremes import Periode, avec_montants, bareme
from tests.fabrique import un_fichier
from ui.cli import main

DEMANDE = {
    "--zone": "2",
    "--mois": "2026-11",
    "--loyer": "480",
    "--personnes-a-charge": "2",
    "--ressources": "14000",
}


def apl(capsys: pytest.CaptureFixture[str], *options: str, **autres: str) -> tuple[int, str, str]:
    """Le code de sortie, ce qui est imprimé, et la phrase d'erreur ; ``commune`` remplace ``zone``."""
    valeurs = DEMANDE | {f"--{cle.replace('_', '-')}": valeur for cle, valeur in autres.items()}
    if "commune" in autres:
        del valeurs["--zone"]
    try:
        code = main(["apl", *(f"{cle}={valeur}" for cle, valeur in valeurs.items()), *options])
    except SystemExit as fin:
        code = int(fin.code or 0)
    lu = capsys.readouterr()
    return code, lu.out, lu.err.strip()


def test_l_estimation_en_json_a_les_cles_convenues(capsys: pytest.CaptureFixture[str]) -> None:
    code, sortie, _ = apl(capsys, "--couple", "--json")

    # Calcul à la main dans tests/relogement/regles/apl/test_estimation.py.
    assert code == 0
    lue = json.loads(sortie)
    assert list(lue) == ["apl", "rls", "intervalle", "bareme_du", "detail"]
    assert (lue["apl"], lue["rls"], lue["bareme_du"]) == ("319.91", "49.32", "2026-10-01")
    assert lue["detail"] == {
        "L": "463.37",
        "C": "89.09",
        "P0": "46.96",
        "LR": "463.37",
        "RL": "100.00",
        "TL": "0.305",
        "Tp": "0.02685",
        "R": "14000.00",
        "R0": "9148.00",
        "Pp": "177.24",
        "Af": "375.22",
    }
    basse, haute = (float(borne) for borne in lue["intervalle"])
    assert basse < 319.91 < haute


def test_sans_json_l_estimation_est_une_phrase(capsys: pytest.CaptureFixture[str]) -> None:
    code, sortie, _ = apl(capsys)

    assert code == 0
    assert "indicatif, seule la CAF ou la MSA fixe le droit." in sortie
    assert "16,63" in sortie  # 480 − 463,37 : le loyer qui n'apporte plus d'aide


def test_la_commune_donne_sa_zone(capsys: pytest.CaptureFixture[str]) -> None:
    assert apl(capsys, "--json", commune="66136")[1] == apl(capsys, "--json")[1]


def test_un_montant_s_ecrit_a_la_francaise(capsys: pytest.CaptureFixture[str]) -> None:
    assert apl(capsys, "--json", ressources="14 000,00")[1] == apl(capsys, "--json")[1]


@pytest.mark.parametrize("option", ["--colocation", "--chambre", "--sans-rls"])
def test_chaque_option_change_l_estimation(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert apl(capsys, option, "--json")[1] != apl(capsys, "--json")[1]


@pytest.mark.parametrize(
    ("autres", "mot"),
    [
        ({"zone": "4"}, "zone APL 4"),
        ({"zone": "deux"}, "nombre entier"),
        ({"commune": "97411"}, "Non estimable : le logement est outre-mer"),
        ({"commune": "55138"}, "Non estimable : la zone APL de la commune est inconnue"),
        ({"commune": "nimporte"}, "Non estimable : la zone APL de la commune est inconnue"),
        ({"mois": "2019-11"}, "Non estimable : aucun barème"),
        ({"mois": "2026-13"}, "AAAA-MM"),
        ({"mois": "novembre"}, "AAAA-MM"),
        ({"loyer": "-5"}, "supérieur à zéro"),
        ({"loyer": "nan"}, "supérieur à zéro"),
        ({"loyer": "cher"}, "n’est pas un montant"),
        ({"ressources": "-1"}, "positives"),
        ({"personnes_a_charge": "-1"}, "personnes à charge"),
        ({"capital": "30001"}, "Non estimable : le capital"),
        ({"obstacle": "FOYER"}, "Non estimable : le logement est un logement-foyer"),
        ({"obstacle": "AUTRE"}, "choix inconnu"),
    ],
)
def test_ce_qui_ne_s_estime_pas_sort_avec_2_et_une_phrase(
    autres: dict[str, str], mot: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, sortie, phrase = apl(capsys, **autres)

    assert (code, sortie) == (2, "")
    assert mot in phrase
    assert "\n" not in phrase


def test_il_manque_une_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as fin:
        main(["apl", "--zone", "2"])

    assert fin.value.code == 2
    assert "il manque" in capsys.readouterr().err


def test_les_baremes_ajoutes_au_projet_valent_pour_l_estimation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Au 1er octobre 2027, le loyer plafond d'une personne seule en zone 2 passe de 293,68 à 300 €."""
    with un_fichier(tmp_path).ecrire("Barème") as session:
        valeurs = avec_montants(bareme("apl_loyers").valeurs, {"loyer.zone_2.seul": Decimal(300)})
        ajouter(session, "apl_loyers", Periode(date(2027, 10, 1), "Arrêté", date(2027, 9, 30), valeurs))
    seul = {"mois": "2027-11", "personnes_a_charge": "0", "ressources": "0"}

    livre, ajoute = (
        json.loads(apl(capsys, "--json", **seul, **base)[1])["detail"]["L"]
        for base in ({}, {"base": str(tmp_path / "projet.relogement")})
    )

    assert (livre, ajoute) == ("293.68", "300.00")
