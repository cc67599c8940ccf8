"""Un fichier texte se lit quels que soient son encodage et son séparateur."""

import csv
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import lire_classeur
from relogement.imports.phrases import phrase
from tests.relogement.imports.classeurs import lignes_de

CONTENU = "UG;Nom;Loyer\n0045001;GARCÍA DE L’ÎLE;420,81 €\n"
ATTENDU = [("UG", "Nom", "Loyer"), ("0045001", "GARCÍA DE L’ÎLE", "420,81 €")]


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_un_csv_se_lit_dans_tous_les_encodages_courants(tmp_path: Path, codage: str) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text(CONTENU, encoding=codage)

    assert lignes_de(lire_classeur(chemin)) == ATTENDU


def test_un_csv_d_un_vieux_logiciel_dos_garde_ses_accents(tmp_path: Path) -> None:
    texte = "UG;Prénom;Entrée;Étage\n" + "0045001;Hélène;Bâtiment à gauche;rez-de-chaussée\n" * 20
    chemin = tmp_path / "a.txt"
    chemin.write_text(texte, encoding="cp850")

    assert lignes_de(lire_classeur(chemin))[1] == ("0045001", "Hélène", "Bâtiment à gauche", "rez-de-chaussée")


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_le_separateur_se_devine(tmp_path: Path, separateur: str) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text("\n".join(separateur.join(ligne) for ligne in (["a", "b", "c"], ["1", "2", "3"])))

    assert lignes_de(lire_classeur(chemin)) == [("a", "b", "c"), ("1", "2", "3")]


def test_les_virgules_des_montants_ne_sont_pas_des_separateurs(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text("UG;Loyer;Charges\n1;420,81;154,71\n2;377,35;106,69\n3;354,26;115,98\n")

    assert lignes_de(lire_classeur(chemin))[1] == ("1", "420,81", "154,71")


def test_l_indice_sep_d_excel_est_suivi_et_n_est_pas_une_ligne(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text("sep=|\na;1|b;2\n")

    assert lignes_de(lire_classeur(chemin)) == [("a;1", "b;2")]


def test_guillemets_et_retours_a_la_ligne_restent_dans_leur_cellule(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text('UG;Obs.\n1;"a ; b\nc ""d"""\n2;e\n', newline="")

    assert list(lire_classeur(chemin).feuilles[0].lignes) == [
        (1, ("UG", "Obs.")),
        (2, ("1", 'a ; b\nc "d"')),
        (3, ("2", "e")),
    ]


@pytest.mark.parametrize("limite", [131_072, 1 << 30])  # celle du module csv, que d’autres lectures relèvent
def test_un_guillemet_jamais_referme_est_dit(limite: int, tmp_path: Path) -> None:
    csv.field_size_limit(limite)
    chemin = tmp_path / "a.csv"
    chemin.write_text('UG;Obs.\n1;"jamais fermé\n' + "2;x\n" * 60_000)

    with pytest.raises(ErreurMetier, match=phrase(r"« a.csv » .* Cherchez un guillemet")):
        lignes_de(lire_classeur(chemin))
