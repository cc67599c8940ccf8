"""Encodage, séparateur, guillemet, fins de ligne : trouvés, avec une assurance et une raison, et changeables."""

import gzip
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import Dialecte, Genre, Reglages, lire_classeur, lire_presse_papiers
from relogement.imports.phrases import phrase
from tests.relogement.imports.classeurs import lignes_de
from tests.relogement.imports.test_lecture_annonces import dites

TEXTE = "UG;Prénom;Entrée;Étage\n" + "0045001;Hélène;Bâtiment à gauche;rez-de-chaussée\n" * 20


def ecrit(chemin: Path, contenu: bytes | str, codage: str = "utf-8") -> Path:
    chemin.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode(codage))
    return chemin


def lu(chemin: Path) -> Dialecte:
    return lire_classeur(chemin).dialecte


@pytest.mark.parametrize("codage", ["cp1252", "cp850", "mac_roman"])
def test_les_alphabets_d_avant_unicode_se_reconnaissent_a_leurs_lettres(tmp_path: Path, codage: str) -> None:
    chemin = ecrit(tmp_path / "a.csv", TEXTE, codage)

    trouve = lu(chemin).encodage

    assert trouve is not None
    assert trouve.valeur == codage
    assert trouve.confiance >= 75
    assert "caractères français plausibles" in trouve.raison
    assert lignes_de(lire_classeur(chemin))[1][2] == "Bâtiment à gauche"


def test_un_encodage_choisi_l_emporte(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv", "UG;Nom\n1;ÇELIK\n", "cp850")

    classeur = lire_classeur(chemin, reglages=Reglages(encodage="cp850"))

    assert lignes_de(classeur)[1] == ("1", "ÇELIK")
    assert classeur.dialecte.encodage is not None
    assert classeur.dialecte.encodage.imposee


@pytest.mark.parametrize("nom", ["klingon", "rot13", "hex"])
def test_un_encodage_inconnu_est_refuse_avec_les_choix(tmp_path: Path, nom: str) -> None:
    chemin = ecrit(tmp_path / "a.csv", "UG;Nom\n")

    with pytest.raises(ErreurMetier, match=phrase("Choisissez parmi utf-8")):
        lire_classeur(chemin, reglages=Reglages(encodage=nom))


def test_le_separateur_dit_pourquoi_et_se_change(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv", "UG;Nom\n1;MOREAU, Claire\n2;BENALI, Rachid\n")

    trouve = lu(chemin).separateur
    impose = lire_classeur(chemin, reglages=Reglages(separateur=","))

    assert trouve is not None
    assert (trouve.valeur, trouve.raison) == (";", "avec point-virgule, 3 lignes sur 3 ont 2 colonnes")
    assert lignes_de(impose)[1] == ("1;MOREAU", "Claire")


def test_des_apostrophes_peuvent_entourer_les_cellules(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv", "'Dupont; fils';'1'\n'Durand';'2'\n")

    assert lignes_de(lire_classeur(chemin)) == [("Dupont; fils", "1"), ("Durand", "2")]


def test_des_guillemets_qui_ne_se_referment_pas_sont_lus_tels_quels(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv", 'UG;Obs.\n1;écran 15"\n2;"neuf\n3;tube 2"\n')

    assert lignes_de(lire_classeur(chemin))[1:] == [("1", 'écran 15"'), ("2", '"neuf'), ("3", 'tube 2"')]


def test_les_octets_nuls_sont_otes_et_dits(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv", b"UG;Nom;Loyer;Charges;APL;Adresse\n1;MO\0REAU;420;150;0;rue des Lilas\n")

    classeur = lire_classeur(chemin)

    assert lignes_de(classeur)[1][1] == "MOREAU"
    assert "octets nuls" in dites(classeur, Genre.OCTETS_NULS)


def test_les_fins_de_ligne_melees_sont_toutes_suivies(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv", b"UG;Nom\r\n1;A\n2;B\r3;C\r\n")

    classeur = lire_classeur(chemin)

    assert lignes_de(classeur) == [("UG", "Nom"), ("1", "A"), ("2", "B"), ("3", "C")]
    assert "mêlées" in dites(classeur, Genre.FINS_DE_LIGNE)


def test_un_fichier_compresse_se_lit(tmp_path: Path) -> None:
    chemin = ecrit(tmp_path / "a.csv.gz", gzip.compress(TEXTE.encode("cp1252")))

    classeur = lire_classeur(chemin)

    assert lignes_de(classeur)[1][1] == "Hélène"
    assert "compressé" in dites(classeur, Genre.COMPRESSE)


def test_des_accents_codes_deux_fois_ne_se_reparent_que_si_on_le_demande(tmp_path: Path) -> None:
    casse = TEXTE.encode().decode("cp1252", "replace")
    chemin = ecrit(tmp_path / "a.csv", casse)

    tel_quel = lire_classeur(chemin)
    repare = lire_classeur(chemin, reglages=Reglages(accents_repares=True))

    assert lignes_de(tel_quel)[1][1] == "HÃ©lÃ¨ne"
    assert lignes_de(repare)[1][1] == "Hélène"


def test_un_collage_de_tableur_se_lit_en_texte_et_en_html() -> None:
    texte = lire_presse_papiers("UG\tNom\r\n0045001\tGARCÍA\r\n")
    html = lire_presse_papiers(
        "UG\tNom",
        "<html><!--StartFragment--><table><tr><td rowspan=2>A</td><td>1</td></tr><tr><td>2</td></tr></table>",
    )

    assert lignes_de(texte) == [("UG", "Nom"), ("0045001", "GARCÍA")]
    assert lignes_de(html) == [("A", "1"), ("", "2")]


def test_un_collage_vide_dit_que_faire() -> None:
    with pytest.raises(ErreurMetier, match="ne contient pas de tableau"):
        lire_presse_papiers(" \n")
