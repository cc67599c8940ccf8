"""« relogement lire » dit ce qu'il comprend d'un fichier, sans base et sans rien écrire."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from ui.cli import main


def un_etat(dossier: Path) -> Path:
    chemin = dossier / "etat.csv"
    chemin.write_text(
        "Office;;;\nUG;Nom;Loyer;Couleur\n0045001;MOREAU;420,81;bleu\n0045002;BENALI;377,35;vert\nTotal;;800,00;\n",
        "utf-8",
    )
    return chemin


def test_le_compte_rendu_dit_titres_colonnes_et_totaux(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["lire", str(un_etat(tmp_path))])

    dit = capsys.readouterr().out.replace("\xa0", " ")
    assert code == 0
    assert "séparateur : point-virgule (100 %" in dit
    assert "titres ligne 2, 2 lignes de données" in dit
    assert "nature : État locatif" in dit
    assert "C Loyer → Loyer hors charges" in dit
    assert "D Couleur : non reconnue" in dit
    assert "écart 1.84" in dit
    assert "MOREAU" not in dit


def test_le_compte_rendu_pour_un_programme_suit_les_reglages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["lire", str(un_etat(tmp_path)), "--json", "--ignorer", "3", "--titres", "2", "--nature", "etat-locatif"])

    dit = json.loads(capsys.readouterr().out)
    (tableau,) = dit["tableaux"]
    assert dit["conventions"]["séparateur"]["valeur"] == ";"
    assert (tableau["titres"], tableau["lignes"], tableau["nature"]) == ([2, 2], 1, "etat-locatif")
    assert [c["champ"] for c in tableau["colonnes"]] == ["ug", "nom", "loyer", None]
    assert tableau["totaux"][0]["convient"] is False


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        (["--separateur", "abc"], "n’est pas un séparateur"),
        (["--titres", "0"], "n’est pas une ligne"),
        (["--ignorer", "x"], "n’est pas une ligne"),
    ],
)
def test_un_mauvais_reglage_est_une_phrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], phrase: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["lire", str(un_etat(tmp_path)), *options])

    assert phrase in capsys.readouterr().err.replace("\xa0", " ")


def test_une_feuille_absente_est_une_phrase_qui_nomme_les_autres(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.relogement.imports.classeurs import un_xlsx

    code = main(["lire", str(un_xlsx(tmp_path / "a.xlsx", [["UG", "Nom"]])), "--feuille", "Autre"])

    assert code == 2
    assert "n’a pas de feuille « Autre ». Choisissez parmi « Feuille »" in capsys.readouterr().err.replace(
        "\xa0", " "
    )


def test_les_commentaires_ne_se_montrent_que_si_on_les_demande(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = openpyxl.Workbook()
    fichier.active.title = "Extraction"
    fichier.active.append(["UG", "Nom"])
    fichier.active["B2"] = "MOREAU"
    fichier.active["B2"].comment = Comment("rappeler le soir", "Agent")
    fichier.save(tmp_path / "a.xlsx")

    main(["lire", str(tmp_path / "a.xlsx")])
    sans = capsys.readouterr().out
    main(["lire", str(tmp_path / "a.xlsx"), "--commentaires"])
    avec = capsys.readouterr().out

    assert "rappeler le soir" not in sans
    assert "B2" in sans
    assert "Extraction B2\xa0: rappeler le soir" in avec
