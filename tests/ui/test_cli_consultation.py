"""``consultation`` : écrire les messages, lancer le délai, répondre et constater, sans un nom de ménage."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import horloge
from relogement.modeles import Partenaire
from relogement.nomenclatures import Typologie
from tests.fabrique import un_fichier, un_logement, un_menage, une_operation
from ui.cli import main

AU = datetime(2026, 11, 18, 16, 30)  # noqa: DTZ001 — l'heure du poste


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(horloge, "maintenant", lambda: AU)
    fichier = un_fichier(tmp_path, un_menage("A1", nom="MARTIN", prenom="Paule", operation=une_operation()))
    with fichier.ecrire("Cas") as session:
        session.add(un_logement(residence="Les Pins", typologie=Typologie.T3, commune="Perpignan"))
        session.add_all(
            [Partenaire(nom="Habitat Sud", courriel="a@sud.example"), Partenaire(nom="Mairie", consulte=False)]
        )
    fichier.fermer()
    return str(tmp_path / "projet.relogement")


def test_de_l_envoi_a_l_accord_tacite(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    voulue = ["consultation", "lancer", "--base", base, "--dossier", "A1", "--logement", "1", "--vers"]
    assert main([*voulue, str(tmp_path), "--essai"]) == 0
    essai = capsys.readouterr().out
    assert not list(tmp_path.glob("*.eml"))
    assert main([*voulue, str(tmp_path)]) == 0
    lancee = capsys.readouterr().out
    assert (
        main(["consultation", "repondre", "1", "--base", base, "--partenaire", "Habitat Sud", "--etat", "vu"]) == 0
    )
    monkeypatch.setattr(horloge, "maintenant", lambda: AU + timedelta(hours=47))
    assert main(["consultation", "constater", "1", "--base", base]) == 2
    trop_tot = capsys.readouterr().err
    monkeypatch.setattr(horloge, "maintenant", lambda: AU + timedelta(hours=49))
    assert main(["consultation", "constater", "1", "--base", base]) == 0
    constat = capsys.readouterr().out.replace("\u00a0", " ")
    assert main(["consultation", "etat", "--base", base, "--toutes", "--json"]) == 0
    (lue,) = json.loads(capsys.readouterr().out)

    assert "dossier A1 (P. M.)" in essai
    assert "MARTIN" not in essai + lancee + constat
    assert "consultation-A1-habitat-sud.eml" in lancee
    assert "reste 1 h 00".replace(" ", "\u00a0").removeprefix("reste\u00a0") in trop_tot
    assert constat.startswith("accord tacite le 20/11/2026 à 17:30 : envoyé le 18/11/2026 à 16:30 à Habitat Sud")
    assert (lue["issue"], lue["dossier"], [r["etat"] for r in lue["reponses"]]) == (
        "TACITE", "A1", ["SANS_REPONSE"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["lancer", "--dossier", "ZZ", "--logement", "1", "--vers", "."], "n’existe pas"),
        (["lancer", "--dossier", "A1", "--logement", "9", "--vers", "."], "plus au registre"),
        (
            ["lancer", "--dossier", "A1", "--logement", "1", "--vers", ".", "--partenaire", "X"],
            "pas un partenaire",
        ),
        (
            ["lancer", "--dossier", "A1", "--logement", "1", "--vers", ".", "--le", "2026-11-19T10:00"],
            "dans le futur",
        ),
        (["repondre", "4", "--partenaire", "X", "--etat", "vu"], "n’existe plus"),
        (["constater", "4"], "n’existe plus"),
    ],
)
def test_une_demande_impossible_est_une_phrase(
    base: str, capsys: pytest.CaptureFixture[str], arguments: list[str], phrase: str
) -> None:
    assert main(["consultation", *arguments, "--base", base]) == 2
    assert phrase in capsys.readouterr().err


def test_une_heure_mal_ecrite_et_un_geste_oublie_se_disent(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, phrase in ((["etat", "--operation", "ZZ"], ""), ([], "il manque")):
        if phrase:
            with pytest.raises(SystemExit):
                main(["consultation", *arguments])
            assert phrase in capsys.readouterr().err
        else:
            assert main(["consultation", *arguments, "--base", base]) == 0
            assert "0 consultation." in capsys.readouterr().out
