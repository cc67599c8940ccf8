"""La part de chaque bailleur en ligne de commande."""

import json
from pathlib import Path

import pytest

from db.fichier import ouvrir
from db.partage.accueils import accueils
from tests.fabrique import un_fichier, un_logement, un_menage, un_relogement, une_operation
from tests.ui.test_cli import refus
from ui.cli import main

TET, CANIGOU = "Têt Habitat", "Canigou Logement"
CHARTE = f'[[accueil]]\nvers = "{CANIGOU}"\npart_pct = 40\n'


@pytest.fixture
def base(tmp_path: Path) -> str:
    """Trois relogés, un chez Canigou ; un ménage reste à reloger."""
    op = une_operation()
    menages = [un_menage(f"D{rang}", operation=op, bailleur=TET) for rang in range(4)]
    for menage, vers in zip(menages, (TET, TET, CANIGOU), strict=False):
        un_relogement(menage, logement=un_logement(bailleur=vers))
    chemin = tmp_path / "projet.relogement"
    un_fichier(chemin, *menages).fermer()
    return str(chemin)


def dit(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")


def test_la_part_de_chaque_bailleur_se_lit(base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """40 % de 4 font 1,6 : il en faut 2, il y en a 1."""
    charte = tmp_path / "charte.toml"
    charte.write_text(CHARTE, "utf-8")

    lu = dit(capsys, "partage", "--base", base, "--engagements", str(charte))

    assert "- Têt Habitat : 66,67 % (2/3), engagement —, à venir 0" in lu
    assert "- Canigou Logement : 33,33 % (1/3), engagement 40 %, à venir 0 ; il faut le prochain" in lu
    parts = json.loads(dit(capsys, "partage", "--base", base, "--json"))
    assert [(b["bailleur"], b["n"], b["d"], b["part_pct"]) for b in parts["bailleurs"]] == [
        (TET, 2, 3, "66.67"), (CANIGOU, 1, 3, "33.33"),
    ]  # fmt: skip
    assert parts["a_verifier"] == []
    assert "Aucun relogement encore." in dit(capsys, "partage", "--base", base, "--annee", "2020")
    assert "depuis le 02/03/2026" in dit(capsys, "partage", "--base", base, "--depuis", "2026-03-02")


def test_une_mauvaise_demande_se_dit(base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    charte = tmp_path / "charte.toml"
    charte.write_text('[[accueil]]\nvers = "A"\nde = "a"\nnombre = 3\n', "utf-8")

    assert "envers lui-même" in refus(capsys, "partage", "--base", base, "--engagements", str(charte))
    assert "Aucune opération" in refus(capsys, "partage", "--base", base, "--operation", "ZZ")


def test_un_projet_neuf_prend_les_engagements_de_sa_charte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    charte, base = tmp_path / "charte.toml", tmp_path / "neuf.relogement"
    charte.write_text(CHARTE, "utf-8")

    dit(
        capsys, "nouveau", str(base), "--projet", "Les Lilas", "--qpv", "QP066007", "--zone-apl", "2",
        "--zone-plafond", "autres", "--charte", str(charte),
    )  # fmt: skip

    fichier = ouvrir(str(base))
    with fichier.lire() as session:
        assert [a.vers for a in accueils(session)] == [CANIGOU]
    fichier.fermer()
