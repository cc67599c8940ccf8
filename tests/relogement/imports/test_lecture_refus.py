"""Un fichier illisible est refusé d'une phrase qui le nomme et dit que faire, sans montrer son dossier."""

import zipfile
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import lire_classeur
from tests.relogement.imports.classeurs import MARQUE_OLE, lignes_de, simple, un_xlsx


def refus(chemin: Path) -> str:
    with pytest.raises(ErreurMetier) as echec:
        for _ in lire_classeur(chemin).feuilles[0].lignes:
            pass
    dite = simple(str(echec.value))
    assert f"« {chemin.name} »" in dite
    assert str(chemin.parent) not in dite
    return dite


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        (b"", "est vide"),
        (b"\xef\xbb\xbf \r\n\r\n", "est vide"),
        (b"%PDF-1.7 ...", "est un PDF"),
        (b"\x1f\x8b\x08\x00", "abîmé"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 50, "n’est pas un classeur"),
        (b"PK\x03\x04 tronqu\xe9", "abîmé"),
        (MARQUE_OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "mot de passe"),
        (MARQUE_OLE + "WordDocument".encode("utf-16-le") + b"\0" * 600, "est un document Word, pas un classeur"),
        (MARQUE_OLE + "Workbook".encode("utf-16-le") + b"\0" * 600, "abîmé"),
    ],
    ids=["vide", "blancs", "pdf", "gz", "image", "binaire", "zip coupé", "chiffré", "word", "xls coupé"],
)
def test_ce_qui_n_est_pas_un_classeur_est_refuse(tmp_path: Path, contenu: bytes, attendu: str) -> None:
    chemin = tmp_path / "etat locatif.xlsx"
    chemin.write_bytes(contenu)

    assert attendu in refus(chemin)


def test_un_dossier_et_un_fichier_absent_sont_refuses(tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.xlsx"
    dossier.mkdir()

    assert "est un dossier" in refus(dossier)
    assert "n’existe pas" in refus(tmp_path / "absent.xlsx")


def test_un_document_word_ou_un_zip_quelconque_est_refuse(tmp_path: Path) -> None:
    chemin = tmp_path / "lettre.xlsx"
    with zipfile.ZipFile(chemin, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert "est un document Word, pas un classeur" in refus(chemin)


def test_une_bombe_est_refusee_sans_etre_decompressee(tmp_path: Path) -> None:
    chemin = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (80 << 20))

    assert "taille démesurée" in refus(chemin)


def test_une_taille_declaree_trop_petite_n_est_pas_crue(tmp_path: Path) -> None:
    chemin = un_xlsx(tmp_path / "menteur.xlsx", [["a" * 50]] * 2000)
    with zipfile.ZipFile(chemin) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    vraie, fausse = info.file_size.to_bytes(4, "little"), (900).to_bytes(4, "little")
    chemin.write_bytes(chemin.read_bytes().replace(vraie, fausse))

    assert "abîmé" in refus(chemin)


def test_un_xlsx_dont_une_partie_manque_est_refuse(tmp_path: Path) -> None:
    entier = un_xlsx(tmp_path / "entier.xlsx", [["a"]])
    chemin = tmp_path / "troue.xlsx"
    with zipfile.ZipFile(entier) as source, zipfile.ZipFile(chemin, "w") as copie:
        for nom in source.namelist():
            if "sheet1" not in nom:
                copie.writestr(nom, source.read(nom))

    assert "abîmé" in refus(chemin)


def test_une_feuille_vide_se_lit_sans_ligne(tmp_path: Path) -> None:
    chemin = un_xlsx(tmp_path / "a.xlsx", [])

    assert lignes_de(lire_classeur(chemin)) == []
