"""Un fichier illisible est refusé d'une phrase qui le nomme et dit que faire, sans montrer son dossier."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import lire_classeur
from tests.relogement.imports.classeurs import MARQUE_OLE, lignes_de, simple, un_ods, un_xlsx


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


def une_copie(entier: Path, chemin: Path, **parties: str) -> Path:
    """Le même classeur, dont certaines parties sont remplacées ; « __ » y vaut « / »."""
    noms = {nom.replace("__", "/"): contenu for nom, contenu in parties.items()}
    with zipfile.ZipFile(entier) as source, zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as copie:
        for nom in source.namelist():
            court = nom.removesuffix(".xml").removesuffix(".rels")
            contenu = source.read(nom).decode("utf-8")
            copie.writestr(
                nom, noms[court].format(contenu.partition("?>")[2] or contenu) if court in noms else contenu
            )
    return chemin


@pytest.mark.parametrize("partie", ["xl__workbook", "xl__styles", "xl__worksheets__sheet1"])
@pytest.mark.parametrize(
    "definition",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{}',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>{}',
    ],
    ids=["fichier du poste", "mille milliards"],
)
def test_des_entites_xml_ne_sont_ni_suivies_ni_developpees(tmp_path: Path, partie: str, definition: str) -> None:
    entier = un_xlsx(tmp_path / "entier.xlsx", [["UG", "Nom"], ["1", "MOREAU"]])

    chemin = une_copie(entier, tmp_path / "entites.xlsx", **{partie: definition})

    assert "définit des entités XML" in refus(chemin)


def test_un_ods_a_entites_est_refuse(tmp_path: Path) -> None:
    chemin = un_ods(tmp_path / "a.ods", "")
    with zipfile.ZipFile(chemin) as archive:
        parties = {nom: archive.read(nom) for nom in archive.namelist()}
    with zipfile.ZipFile(chemin, "w") as archive:
        for nom, contenu in parties.items():
            tete = b'<?xml version="1.0"?>'
            archive.writestr(nom, contenu.replace(tete, tete + b'<!DOCTYPE x [<!ENTITY a "b">]>'))

    assert "définit des entités XML" in refus(chemin)


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        (b'{"menages": [1]}', "est un fichier JSON"),
        (b'[\n {"nom": "MOREAU"}]', "est un fichier JSON"),
        (b'<?xml version="1.0"?><demande/>', "est un document XML"),
        (b"{\\rtf1 \\ansi}", "est un document RTF"),
        (b"MZ\x90\0\3\0\0\0", "est un programme"),
        (b"BM\x36\0\0\0\0\0", "est une image"),
    ],
    ids=["objet", "liste", "xml", "rtf", "exe", "bmp"],
)
def test_ce_qui_est_autre_chose_dit_ce_que_c_est(tmp_path: Path, contenu: bytes, attendu: str) -> None:
    chemin = tmp_path / "etat.csv"
    chemin.write_bytes(contenu)

    assert attendu in refus(chemin)


def test_une_archive_un_document_et_un_classeur_chiffre_disent_que_faire(tmp_path: Path) -> None:
    archive, texte = tmp_path / "tout.zip", tmp_path / "lettre.odt"
    with zipfile.ZipFile(archive, "w") as zip_:
        zip_.writestr("etat.csv", "UG;Nom\n")
    with zipfile.ZipFile(texte, "w") as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zip_.writestr("content.xml", "<x/>")
    chiffre = tmp_path / "ancien.xls"
    octets = (Path(__file__).parent / "fichiers/excel97.xls").read_bytes()
    chiffre.write_bytes(octets.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1))

    assert "est une archive zip" in refus(archive)
    assert "est un document OpenDocument" in refus(texte)
    assert "est protégé par un mot de passe" in refus(chiffre)


def test_un_gz_qui_gonfle_est_refuse_avant_la_fin(tmp_path: Path) -> None:
    chemin = tmp_path / "bombe.csv.gz"
    with gzip.open(chemin, "wb") as flux:
        for _ in range(48):
            flux.write(b" " * (1 << 20))

    assert "taille démesurée" in refus(chemin)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="le système n’a pas de tubes")
def test_un_tube_un_peripherique_et_un_lien_casse_sont_refuses_sans_attendre(tmp_path: Path) -> None:
    tube, lien = tmp_path / "tube.csv", tmp_path / "lien.csv"
    os.mkfifo(tube)
    lien.symlink_to(tmp_path / "absent.csv")

    assert "n’est pas un fichier ordinaire" in refus(tube)
    assert "n’est pas un fichier ordinaire" in refus(Path("/dev/zero"))
    assert "n’existe pas" in refus(lien)


@pytest.mark.parametrize("ligne", [";" * 20_000, "a;" + "x" * 40_000], ids=["colonnes", "cellule"])
def test_une_ligne_demesuree_est_refusee_et_nommee(tmp_path: Path, ligne: str) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text(f"UG;Nom\n1;A\n{ligne}\n")

    assert "ligne 3" in refus(chemin)


def test_un_classeur_abime_n_ecrit_aucune_trace_a_l_ecran(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    octets = (Path(__file__).parent / "fichiers/excel97.xls").read_bytes()

    for taille in range(600, len(octets), 487):
        chemin = tmp_path / f"coupe{taille}.xls"
        chemin.write_bytes(octets[:taille])
        assert "abîmé" in refus(chemin) or "n’est pas un classeur" in refus(chemin)

    assert capfd.readouterr().err == ""


def test_un_ods_mal_ferme_est_refuse_au_lieu_de_ne_jamais_finir(tmp_path: Path) -> None:
    chemin = un_ods(tmp_path / "a.ods", "<table:table-row/><table:table>")

    assert "abîmé" in refus(chemin)


def test_un_xls_dont_une_chaine_tourne_en_rond_est_refuse(tmp_path: Path) -> None:
    octets = bytearray((Path(__file__).parent / "fichiers/excel97.xls").read_bytes())
    table = (int.from_bytes(octets[76:80], "little") + 1) * 512
    octets[table : table + 8] = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
    chemin = tmp_path / "rond.xls"
    chemin.write_bytes(octets)

    assert "abîmé" in refus(chemin)


def test_une_archive_d_un_format_a_venir_est_refusee(tmp_path: Path) -> None:
    octets = un_xlsx(tmp_path / "entier.xlsx", [["a"]]).read_bytes()
    chemin = tmp_path / "futur.xlsx"
    chemin.write_bytes(octets.replace(b"PK\x01\x02\x14\x03\x14\x00", b"PK\x01\x02\x14\x03\xf0\x00"))

    assert "abîmé" in refus(chemin)
