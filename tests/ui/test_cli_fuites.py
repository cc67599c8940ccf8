"""``relogement controler-fuites`` : un code de sortie et une phrase, sans redire la donnée."""

import json
from pathlib import Path

import pytest

from tests.fabrique import un_fichier, un_menage_reloge
from ui.cli import main


def une_base(dossier: Path) -> str:
    projet = un_fichier(dossier, un_menage_reloge("AC-001", nom="KOWALCZYK", prenom="Wanda"))
    projet.fermer()
    return projet.base


def test_un_fichier_sain_rend_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bilan.csv").write_text("A;B\n1;2\n", "utf-8")

    code = main(["controler-fuites", str(tmp_path / "bilan.csv"), "--base", une_base(tmp_path)])

    assert code == 0
    assert "aucune donnée personnelle trouvée" in capsys.readouterr().out


def test_un_fichier_qui_fuit_rend_un_et_dit_ou(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bilan.csv").write_text("A;B\n1;Mme Kowalczyk\n", "utf-8")
    base = une_base(tmp_path)

    code = main(["controler-fuites", str(tmp_path / "bilan.csv"), "--base", base])
    dit = capsys.readouterr().out
    main(["controler-fuites", str(tmp_path / "bilan.csv"), "--base", base, "--json"])
    rapport = json.loads(capsys.readouterr().out)

    assert code == 1
    assert "ligne 2, colonne B" in dit
    assert "AC-001" in dit
    assert "owalczyk" not in dit.lower()
    assert rapport["propre"] is False
    assert rapport["fuites"][0]["dossiers"] == ["AC-001"]
