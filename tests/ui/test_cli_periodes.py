"""Clore une période et la relire en ligne de commande, avec une mise en page à soi."""

import csv
from pathlib import Path

import pytest

from db.fichier import ouvrir
from db.mises_en_page import copier
from tests.db.scelles.cas import APRES, a_la_date, le_projet
from tests.fabrique import un_fichier
from tests.ui.test_cli import refus, sortie
from ui.cli import main

PAGE = """titre = "Essai"
feuille = "Essai"
colonnes = [
    { entete = "ID", source = "dossier.pseudonyme" },
    { entete = "NOM", source = "titulaire.nom" },
    { entete = "LOYER", source = "avant.loyer", arrondi = 50 },
]
"""


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    a_la_date(monkeypatch, APRES)
    monkeypatch.setattr("db.scelles.apercu.aujourdhui", APRES.date)
    chemin = tmp_path / "projet.relogement"
    un_fichier(chemin, *le_projet()).fermer()
    return str(chemin)


def sceller(base: str, *options: str) -> int:
    return main(["sceller", "--base", base, "--periode", "2026-T3", *options])


def test_une_periode_se_scelle_se_liste_et_se_rend_a_l_identique(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sceller(base) == 0
    dit = capsys.readouterr().out
    assert "3ᵉ trimestre 2026 : 5 dossiers scellés" in dit
    assert "SHA-256" in dit
    assert main(["periodes", "--base", base]) == 0
    assert capsys.readouterr().out.startswith("2026-T3  3ᵉ trimestre 2026  projet  5 dossiers  scellé par ")

    options = ("--base", base, "--periode", "2026-T3")
    vers = [tmp_path / f"{n}.xlsx" for n in (1, 2)]
    assert main(["exporter", "rime", *options, "--vers", str(vers[0])]) == 0
    avant = sortie(capsys, "indicateurs", *options, "--json")
    main(["importer", str(_une_saisie(tmp_path)), "--base", base])
    assert main(["exporter", "rime", *options, "--vers", str(vers[1])]) == 0

    assert vers[0].read_bytes() == vers[1].read_bytes()
    assert sortie(capsys, "indicateurs", *options, "--json") == avant
    assert sortie(capsys, "indicateurs", "--base", base, "--au", "2026-09-30", "--json") != avant
    assert main(["verifier", "--base", base]) == 0


def _une_saisie(tmp_path: Path) -> Path:
    saisie = tmp_path / "saisie.csv"
    saisie.write_text("OPERATION;DOSSIER;NOM;NB_PERSONNES\nA;D7;NOUVEAU;3\n", "utf-8-sig")
    return saisie


def test_un_scelle_se_leve_avec_un_motif(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sceller(base)
    options = ("--base", base, "--periode", "2026-T3")
    assert "il manque" in refus(capsys, "desceller", *options)
    assert "pourquoi" in refus(capsys, "desceller", *options, "--motif", " ")

    assert main(["desceller", *options, "--motif", "bail oublié"]) == 0

    capsys.readouterr()
    main(["periodes", "--base", base])
    assert "levé par" in capsys.readouterr().out
    assert "bail oublié" in refus(capsys, "exporter", "rime", *options, "--vers", str(tmp_path / "x.csv"))


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        (("--periode", "2026-T7"), "n’est pas une période"),
        (("--periode", "2026-T4"), "n’est pas finie"),
        (("--periode", "2026-T3", "--operation", "Z"), "Aucune opération"),
        (("--periode", "2026-T3", "--mise-en-page", "Perso"), "Aucune mise en page"),
    ],
)
def test_ce_qui_ne_se_scelle_pas_se_dit(
    base: str, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], phrase: str
) -> None:
    assert phrase in refus(capsys, "sceller", "--base", base, *options)


def test_une_mise_en_page_fautive_se_dit_et_le_reste_sort(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "perso.toml"
    page.write_text(PAGE, "utf-8")
    vers = tmp_path / "rime.csv"

    options = ("--base", base, "--vers", str(vers), "--mise-en-page", str(page))
    assert main(["exporter", "rime", *options]) == 0

    assert "Ligne 5. Colonne 2" in capsys.readouterr().err
    with vers.open(encoding="utf-8-sig", newline="") as ouvert:
        lignes = list(csv.DictReader(ouvert, delimiter=";"))
    assert {tuple(ligne) for ligne in lignes} == {("ID", "LOYER")}
    assert "ne peut pas servir" in refus(
        capsys, "sceller", "--base", base, "--periode", "2026-T3", "--mise-en-page", str(page)
    )


def test_une_mise_en_page_du_projet_s_appelle_par_son_nom(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = ouvrir(base)
    with fichier.ecrire("Mise en page") as session:
        copier(session, PAGE.replace("titulaire.nom", "dossier.etat"), "Pour le délégué")
    fichier.fermer()
    vers = tmp_path / "rime.csv"

    options = ("--base", base, "--mise-en-page", "pour le délégué")
    assert main(["exporter", "rime", *options, "--vers", str(vers)]) == 0
    assert vers.read_text("utf-8-sig").splitlines()[0] == "ID;NOM;LOYER"
    assert sceller(base, "--mise-en-page", "Pour le délégué") == 0
    assert "retirez --mise-en-page" in refus(
        capsys, "exporter", "rime", *options, "--periode", "2026-T3", "--vers", str(vers)
    )
    assert "n’a pas de mise en page" in refus(capsys, "exporter", "agrege", *options, "--vers", str(vers))


def test_verifier_trouve_une_ligne_alteree(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3
    from contextlib import closing

    sceller(base)
    with closing(sqlite3.connect(base)) as connexion, connexion:
        connexion.execute("DROP TRIGGER scelle_ligne_scellee_u")
        connexion.execute("UPDATE ligne_scellee SET contenu = replace(contenu, 'OUI', 'NON')")
    capsys.readouterr()

    assert main(["verifier", "--base", base]) == 1

    assert "3ᵉ trimestre 2026" in capsys.readouterr().err


def test_les_pseudonymes_se_renouvellent_avec_un_motif(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "pourquoi" in refus(capsys, "pseudonymes", "--base", base, "--motif", " ")

    assert main(["pseudonymes", "--base", base, "--motif", "clé partagée par erreur"]) == 0

    assert "ne pourra plus le rapprocher" in capsys.readouterr().out


def test_les_rectifications_se_lisent_et_s_ecrivent(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sceller(base)
    capsys.readouterr()
    options = ("--base", base, "--periode", "2026-T3")
    assert main(["rectifications", *options]) == 0
    assert "Rien n’a changé" in capsys.readouterr().out
    main(["importer", str(_une_saisie(tmp_path)), "--base", base])
    capsys.readouterr()

    assert main(["rectifications", *options]) == 0
    dit = capsys.readouterr().out
    assert "D7  Dossier  absent → présent  (dossier ajouté)" in dit
    assert "Avancement : 3/5 (60,00" in dit
    assert main(["rectifications", *options, "--vers", str(tmp_path / "r.xlsx")]) == 0
    assert capsys.readouterr().out.startswith("1 rectification dans r.xlsx")
