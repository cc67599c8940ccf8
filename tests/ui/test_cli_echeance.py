"""« relogement echeance » en heures : l'instant, la fin, ce qui l'a déplacée, et les fautes d'usage."""

import pytest

from ui.cli.commande import main


@pytest.mark.parametrize(
    ("depuis", "lignes"),
    [
        ("2026-02-09T10:00", ["2026-02-11T10:00+01:00"]),  # lundi, mercredi
        (
            "2026-02-06T16:00",  # vendredi : le terme est un dimanche
            ["2026-02-09T23:59+01:00", "dim. 08/02/2026 (dimanche) reporté au lun. 09/02/2026, à 24\u00a0h"],
        ),
    ],
)
def test_un_delai_en_heures_donne_son_dernier_instant(
    depuis: str, lignes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["echeance", depuis, "--heures", "48"]) == 0

    assert capsys.readouterr().out.splitlines() == lignes


@pytest.mark.parametrize(
    ("arguments", "mot"),
    [
        (("2026-02-09", "--heures", "48"), "écrivez-la"),
        (("2026-02-09T10:00", "--jours", "10"), "sans heure"),
        (("2026-02-09T10:00", "--heures", "0"), "au moins une heure"),
        (("2026-02-09", "--mois", "121"), "dix ans"),
    ],
)
def test_un_delai_mal_demande_a_sa_phrase(
    arguments: tuple[str, ...], mot: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["echeance", *arguments]) == 2

    assert mot in capsys.readouterr().err


@pytest.mark.parametrize("instant", ["2026-02-31T10:00", "demain", "2026-02-09T25:00"])
def test_une_heure_impossible_a_sa_phrase(instant: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["echeance", instant, "--heures", "48"])

    assert "date" in capsys.readouterr().err
