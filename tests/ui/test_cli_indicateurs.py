"""Les indicateurs répartis, en ligne de commande : un axe, deux axes, un rapport, et les demandes refusées."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.ui.test_cli import base, refus, sortie
from ui.cli import main

__all__ = ["base"]
AU = ("--au", "2026-11-20")


def test_un_axe_donne_chaque_valeur_et_son_total(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    lus = sortie(
        capsys, "indicateurs", "--base", base, *AU, "--par", "annee", "--indicateur", "HORS_QPV", "--json"
    )

    (hors_qpv,) = lus["indicateurs"]
    un_sur_un = {"oui": 1, "base": 1, "nr": 0, "so": 0, "pct": "100.00", "couverture": "100.00"}
    assert (lus["par"], lus["et"]) == ("annee", None)
    assert hors_qpv["lignes"] == [{"valeur": 2026, "libelle": "2026", "total": un_sur_un}]
    assert hors_qpv["total"] == un_sur_un


def test_deux_axes_se_croisent_en_texte(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    demande = [
        "indicateurs",
        "--base",
        base,
        *AU,
        "--par",
        "operation",
        "--et",
        "annee",
        "--indicateur",
        "HORS_QPV",
    ]

    assert main(demande) == 0

    titre, entete, ligne, total = capsys.readouterr().out.rstrip().split("\n")[-4:]
    assert titre == "Hors QPV, au 20/11/2026"
    assert entete.split() == ["2026", "Total"]
    assert ligne.split() == ["Opération", "OP1", "1/1", "100,00", "%", "1/1", "100,00", "%"]
    assert total.split() == ["ensemble", "1/1", "100,00", "%", "1/1", "100,00", "%"]


def test_le_rapport_s_ecrit_en_pdf(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vers = tmp_path / "rapport.pdf"

    assert main(["indicateurs", "--base", base, *AU, "--vers", str(vers)]) == 0

    texte = " ".join(page.extract_text() for page in PdfReader(vers).pages)
    assert "Indicateurs du relogement" in texte
    assert "MARTIN" not in texte
    assert "rapport.pdf" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        (("--vers", "rapport.xlsx"), "doit finir par .pdf"),
        (("--et", "annee"), "--et croise deux axes"),
        (("--par", "bailleur", "--indicateur", "LIBERATION"), "ne se répartit pas par nouveau bailleur"),
    ],
)
def test_une_demande_impossible_dit_quoi_faire(
    base: str, options: tuple[str, ...], phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert phrase in refus(capsys, "indicateurs", "--base", base, *AU, *options)
