"""La commande « calendrier » : l'agenda d'un référent ou de l'équipe, sans fenêtre."""

from pathlib import Path

import pytest
from icalendar import Calendar

from db.exemple import construire
from tests.ui.journee.conftest import AU
from ui.cli.commande import main


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chemin = tmp_path_factory.mktemp("calendrier") / "lilas.relogement"
    construire(chemin, au=AU).fermer()
    return chemin


def evenements(vers: Path) -> list[str]:
    return [str(e["summary"]) for e in Calendar.from_ical(vers.read_bytes()).walk("VEVENT")]


def test_l_agenda_d_un_referent_ne_contient_que_ses_dossiers(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vers = tmp_path / "a.ics"
    demande = ["calendrier", "--base", str(base), "--au", "2026-11-20", "--vers", str(vers)]
    assert main([*demande, "--referent", "Thomas Vidal"]) == 0
    siens = evenements(vers)
    assert main(demande) == 0

    assert siens
    assert all(resume.startswith(("LI-", "Rappel")) for resume in siens)
    assert len(evenements(vers)) > len(siens)
    assert "initiales et références seulement" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        (
            ["--referent", "Personne"],
            "ne suit aucun dossier. Référents : Inès Delpech, Samira Kaddour, Thomas Vidal.",
        ),
        (["--operation", "XX"], "Aucune opération « XX »"),
    ],
)
def test_une_demande_impossible_est_une_phrase_et_n_ecrit_rien(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], phrase: str
) -> None:
    vers = tmp_path / "a.ics"

    assert main(["calendrier", "--base", str(base), "--vers", str(vers), *options]) == 2
    assert phrase in capsys.readouterr().err
    assert not vers.exists()


def test_un_agenda_demande_un_nom_en_ics(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendrier", "--base", str(base), "--vers", str(tmp_path / "a.txt")]) == 2
    assert ".ics" in capsys.readouterr().err
