"""Une pièce est ce que dit son contenu ; ce qui n'a rien à faire dans un dossier se refuse d'une phrase."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.erreurs import ErreurMetier
from relogement.piece import CategoriePiece, TypePiece
from relogement.piece_lue import MO, formats, lire_piece, piece_lue, taille_dite
from relogement.piece_nom import LONGUEUR, categorie_probable, nom_nettoye
from relogement.piece_type import EXTENSIONS, type_de
from tests.relogement import pieces

LIMITE = 10 * MO


@pytest.mark.parametrize(
    ("nom", "octets", "attendu"),
    [
        ("avis.pdf", pieces.PDF, TypePiece.PDF),
        ("photo.png", pieces.PNG, TypePiece.PNG),
        ("IMG_0001.JPG", pieces.JPEG, TypePiece.JPEG),
        ("IMG_0002.HEIC", pieces.HEIC, TypePiece.HEIC),
        ("scan.tif", pieces.TIFF, TypePiece.TIFF),
        ("photo.webp", pieces.WEBP, TypePiece.WEBP),
        ("lettre.docx", pieces.DOCX, TypePiece.DOCX),
        ("budget.xlsx", pieces.XLSX, TypePiece.XLSX),
        ("lettre.odt", pieces.ODT, TypePiece.ODT),
        ("budget.ods", pieces.ODS, TypePiece.ODS),
        ("caf.eml", pieces.COURRIEL, TypePiece.EML),
        ("notes.txt", "Appelé le 12, rappeler à 14 h\n".encode(), TypePiece.TXT),
        ("notes.txt", "Appelé le 12, rappeler à 14 h\n".encode("cp1252"), TypePiece.TXT),
        ("sans extension", pieces.PDF, TypePiece.PDF),
    ],
)
def test_le_contenu_dit_le_type(nom: str, octets: bytes, attendu: TypePiece) -> None:
    assert type_de(octets, nom) is attendu


@pytest.mark.parametrize(
    ("nom", "octets", "dit"),
    [
        ("facture.pdf", pieces.PROGRAMME, "programme"),
        ("facture.pdf", b"\x7fELF\x02\x01\x01", "programme"),
        ("facture.pdf", b"#!/bin/sh\nrm -rf /\n", "script"),
        ("facture.txt", b"@echo off\r\ndel *.*\r\n", "script"),
        ("facture.pdf", b"<html><script>alert(1)</script>", "script ou une page web"),
        ("facture.txt", b"\xef\xbb\xbf<script>alert(1)</script>", "script ou une page web"),
        ("macro.vbs", b"MsgBox 1\r\n", "pas admis"),
        ("lettre.docx", pieces.ANCIEN_WORD, "ancien format"),
        ("pieces.zip", pieces.archive({"a.pdf": pieces.PDF}), "archive"),
        ("lettre.docx", pieces.archive({"[Content_Types].xml": b"", "word/vbaProject.bin": b""}), "macros"),
        ("lettre.docx", b"PK\x03\x04 coupe", "abîmé"),
        ("pieces.rar", b"Rar!\x1a\x07\x00", "archive"),
        ("caf.eml", b"Bonjour, rien ici d'un courriel", "pas un courriel"),
        ("son.mp3", b"ID3\x03\x00\x00", "pas admis"),
        ("notes.txt", b"des octets \x00 caches", "pas admis"),
    ],
)  # fmt: skip
def test_ce_qui_n_a_rien_a_faire_la_est_refuse_d_une_phrase(nom: str, octets: bytes, dit: str) -> None:
    with pytest.raises(ErreurMetier, match=dit):
        piece_lue(nom, octets, LIMITE)


@given(st.binary(max_size=200), st.sampled_from([".pdf", ".docx", ".exe", ""]))
def test_un_contenu_quelconque_est_reconnu_ou_refuse_jamais_une_panne(octets: bytes, extension: str) -> None:
    try:
        type_de(octets, f"piece{extension}")
    except ErreurMetier as erreur:
        assert str(erreur).endswith(".")


@pytest.mark.parametrize(
    ("brut", "type_", "attendu"),
    [
        (r"C:\Users\x\Bureau\Avis.pdf", TypePiece.PDF, "Avis.pdf"),
        ("../../etc/passwd.PDF", TypePiece.PDF, "passwd.pdf"),
        ("Bail signé.pdf", TypePiece.PDF, "Bail signé.pdf"),
        ("scan.pdf", TypePiece.JPEG, "scan.jpg"),
        ("facture\u202efdp.exe", TypePiece.PDF, "facturefdp.exe.pdf"),
        ("li\u0000gne\r\n1.txt", TypePiece.TXT, "ligne1.txt"),
        ("CON.pdf", TypePiece.PDF, "CON pièce.pdf"),
        ("...", TypePiece.PDF, "pièce.pdf"),
        ('a<b>:"c|d?*.png', TypePiece.PNG, "a b c d.png"),
        ("Mme X. 12.11", TypePiece.PDF, "Mme X. 12.11.pdf"),
    ],
)
def test_le_nom_perd_son_chemin_et_ses_caracteres_caches(brut: str, type_: TypePiece, attendu: str) -> None:
    assert nom_nettoye(brut, type_) == attendu


@given(st.text(max_size=300), st.sampled_from(list(TypePiece)))
def test_un_nom_nettoye_est_toujours_un_nom_de_fichier(brut: str, type_: TypePiece) -> None:
    nom = nom_nettoye(brut, type_)

    assert 0 < len(nom) <= LONGUEUR
    assert nom.endswith(EXTENSIONS[type_])
    assert not set(nom) & set('/\\<>:"|?*')
    assert not [c for c in nom if unicodedata.category(c)[0] == "C"]
    assert nom_nettoye(nom, type_) == nom


@pytest.mark.parametrize(
    ("nom", "type_", "attendue"),
    [
        ("Avis d'imposition 2025.pdf", TypePiece.PDF, CategoriePiece.IMPOT),
        ("notification-CAF.pdf", TypePiece.PDF, CategoriePiece.CAF),
        ("bulletin de paie mars.pdf", TypePiece.PDF, CategoriePiece.RESSOURCES),
        ("AR offre 2.pdf", TypePiece.PDF, CategoriePiece.PREUVE),
        ("Bail.pdf", TypePiece.PDF, CategoriePiece.BAIL),
        ("IMG_1.jpg", TypePiece.JPEG, CategoriePiece.PHOTO),
        ("message.eml", TypePiece.EML, CategoriePiece.COURRIER),
        ("scan0001.pdf", TypePiece.PDF, CategoriePiece.AUTRE),
    ],
)  # fmt: skip
def test_le_nom_laisse_deviner_la_categorie(nom: str, type_: TypePiece, attendue: CategoriePiece) -> None:
    assert categorie_probable(nom, type_) is attendue


def test_une_piece_trop_grosse_n_est_pas_lue_et_dit_sa_taille(tmp_path: Path) -> None:
    gros = tmp_path / "gros.pdf"
    with gros.open("wb") as ouvert:
        ouvert.truncate(LIMITE + MO // 2)

    with pytest.raises(ErreurMetier, match="10,5\u202fMo, c’est plus que les 10\u202fMo"):
        lire_piece(gros, LIMITE)


def test_un_fichier_vide_disparu_ou_un_dossier_se_disent(tmp_path: Path) -> None:
    (tmp_path / "vide.pdf").touch()

    with pytest.raises(ErreurMetier, match="vide"):
        lire_piece(tmp_path / "vide.pdf", LIMITE)
    with pytest.raises(ErreurMetier, match="n’est plus là"):
        lire_piece(tmp_path / "parti.pdf", LIMITE)
    with pytest.raises(ErreurMetier, match="dossier"):
        lire_piece(tmp_path, LIMITE)


def test_un_lecteur_qui_lache_se_dit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pieces.PDF)

    def casser(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", casser)

    with pytest.raises(ErreurMetier, match="n’a pas pu être lu"):
        lire_piece(tmp_path / "a.pdf", LIMITE)


def test_une_image_nommee_pdf_prend_l_extension_de_son_contenu() -> None:
    lue = piece_lue("scan.pdf", pieces.JPEG, LIMITE)

    assert (lue.nom, lue.type, lue.renommee) == ("scan.jpg", TypePiece.JPEG, True)


def test_ni_le_nom_ni_le_contenu_ne_s_impriment() -> None:
    assert "Sentinelle" not in repr(piece_lue("Sentinelle.txt", b"Sentinelle", LIMITE))


def test_la_limite_de_depart_est_de_dix_mo() -> None:
    assert formats()["taille_max_mo"] == 10


@pytest.mark.parametrize(
    ("octets", "dite"),
    [(640, "640\u202fo"), (12 * 1024, "12\u202fko"), (3 * MO + 400_000, "3,4\u202fMo"), (10 * MO, "10\u202fMo")],
)
def test_une_taille_se_dit_en_octets(octets: int, dite: str) -> None:
    assert taille_dite(octets) == dite
