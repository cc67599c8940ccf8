"""Les fichiers écrits : leurs types, leurs formats, et rien derrière eux quand l'écriture échoue."""

import errno
import os
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture import classeur, classeur_massif, delimite
from relogement.exports.ecriture.cible import en_place
from relogement.exports.tableau import Document, Entete, Forme, Ligne, Page, Tableau, page_de

ENTETES = tuple(
    Entete(nom, forme)
    for nom, forme in (
        ("UG", Forme.TEXTE),
        ("TYPO", Forme.CODE),
        ("PERSONNES", Forme.ENTIER),
        ("LOYER", Forme.DECIMAL),
        ("LON", Forme.REEL),
        ("NAISSANCE", Forme.JOUR),
    )
)
MARS_1960 = datetime(1960, 3, 1)  # noqa: DTZ001 — une date de classeur
LIGNES: list[Ligne] = [
    ("0045001", "T3", 4, Decimal("290.34"), 2.8954, date(1960, 3, 1)),
    ("=1+1", None, None, Decimal("-5.00"), None, 1987),
    ("http://exemple.fr", "T6+", 0, None, -0.5, date(1899, 12, 31)),
    (None, None, None, None, None, None),
]


def _document(lignes: list[Ligne]) -> Document:
    pages: list[Page] = [page_de(lignes[:1]), page_de(lignes[1:])]
    return Document("Essai", (Tableau("Saisie", ENTETES, pages, len(lignes)),))


def test_un_csv_est_celui_d_un_tableur_francais(tmp_path: Path) -> None:
    fichier = tmp_path / "essai.csv"

    delimite.ecrire(_document(LIGNES), fichier)

    assert fichier.read_bytes().decode("utf-8") == (
        "\ufeffUG;TYPO;PERSONNES;LOYER;LON;NAISSANCE\r\n"
        "0045001;T3;4;290,34;2,8954;01/03/1960\r\n"
        "'=1+1;;;-5,00;;1987\r\n"
        "http://exemple.fr;T6+;0;;-0,5;31/12/1899\r\n"
        ";;;;;\r\n"
    )


@pytest.mark.parametrize("ecrire", [classeur.ecrire, classeur_massif.ecrire])
def test_un_classeur_a_de_vrais_nombres_de_vraies_dates_et_de_vrais_textes(ecrire: Any, tmp_path: Path) -> None:
    fichier = tmp_path / "essai.xlsx"

    ecrire(_document(LIGNES), fichier)

    feuille = openpyxl.load_workbook(fichier)["Saisie"]
    lues = [[cellule.value for cellule in ligne] for ligne in feuille.iter_rows()]
    assert lues[0] == ["UG", "TYPO", "PERSONNES", "LOYER", "LON", "NAISSANCE"]
    assert lues[1] == ["0045001", "T3", 4, 290.34, 2.8954, MARS_1960]
    assert lues[2] == ["=1+1", None, None, -5, None, "1987"]
    assert lues[3] == ["http://exemple.fr", "T6+", 0, None, -0.5, "31/12/1899"]
    assert feuille["A3"].data_type == "s"
    assert feuille["D2"].number_format == "0.00"
    assert feuille["F2"].number_format == "dd/mm/yyyy"
    assert feuille.freeze_panes == "A2"
    assert feuille.auto_filter.ref == "A1:F5"
    assert feuille.column_dimensions["A"].width > 10


@pytest.mark.parametrize("ecrire", [classeur.ecrire, classeur_massif.ecrire])
def test_un_classeur_ne_dit_pas_qui_l_a_ecrit(ecrire: Any, tmp_path: Path) -> None:
    fichier = tmp_path / "essai.xlsx"

    ecrire(_document(LIGNES), fichier)

    proprietes = openpyxl.load_workbook(fichier).properties
    assert not proprietes.creator
    assert not proprietes.lastModifiedBy
    assert not zipfile.ZipFile(fichier).comment


def test_un_tableau_sans_ligne_garde_ses_titres(tmp_path: Path) -> None:
    for nom, ecrire in (("a.csv", delimite.ecrire), ("a.xlsx", classeur.ecrire)):
        ecrire(_document([]), tmp_path / nom)

    assert (tmp_path / "a.csv").read_text("utf-8-sig") == "UG;TYPO;PERSONNES;LOYER;LON;NAISSANCE\n"
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row == 1


def test_l_ancien_fichier_n_est_remplace_qu_une_fois_le_nouveau_entier(tmp_path: Path) -> None:
    vers = tmp_path / "export.csv"
    vers.write_text("ancien")

    with en_place(vers) as provisoire:
        provisoire.write_text("nouveau")
        assert vers.read_text() == "ancien"

    assert vers.read_text() == "nouveau"
    assert list(tmp_path.iterdir()) == [vers]


def test_une_erreur_laisse_l_ancien_fichier_et_rien_d_autre(tmp_path: Path) -> None:
    vers = tmp_path / "export.csv"
    vers.write_text("ancien")

    with pytest.raises(KeyError), en_place(vers) as provisoire:
        provisoire.write_text("à moitié")
        raise KeyError

    assert vers.read_text() == "ancien"
    assert list(tmp_path.iterdir()) == [vers]


@pytest.mark.parametrize(
    ("numero", "existe", "phrase"),
    [
        (errno.ENOSPC, False, "Le disque est plein"),
        (errno.EACCES, False, "en lecture seule"),
        (errno.EROFS, False, "en lecture seule"),
        (errno.EACCES, True, "ouvert dans un autre programme"),
        (errno.EIO, False, "n’a pas pu être écrit"),
    ],
)
def test_une_panne_du_disque_devient_une_phrase(numero: int, existe: bool, phrase: str, tmp_path: Path) -> None:
    vers = tmp_path / "export.csv"
    if existe:
        vers.write_text("ancien")

    with pytest.raises(ErreurMetier, match=phrase), en_place(vers):
        raise OSError(numero, os.strerror(numero))


def test_un_dossier_ou_un_dossier_absent_ne_se_prennent_pas_pour_un_fichier(tmp_path: Path) -> None:
    for vers, phrase in ((tmp_path, "est un dossier"), (tmp_path / "absent" / "a.csv", "n’existe pas")):
        with pytest.raises(ErreurMetier, match=phrase), en_place(vers):
            pass


@pytest.fixture
def disque_plein() -> Iterator[None]:
    """Aucun fichier ne peut dépasser 2 ko : la panne vient du système, comme d'un disque plein."""
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    ancien_signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limite = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, limite[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limite)
    signal.signal(signal.SIGXFSZ, ancien_signal)


@pytest.mark.usefixtures("disque_plein")
@pytest.mark.parametrize("ecrire", [delimite.ecrire, classeur.ecrire, classeur_massif.ecrire])
def test_un_disque_plein_ne_laisse_rien(ecrire: Any, tmp_path: Path) -> None:
    lignes = [(f"UG {n}", "T3", n, Decimal(n), 0.1 * n, date(2026, 1, 1)) for n in range(5000)]

    with pytest.raises(ErreurMetier, match="disque est plein"), en_place(tmp_path / "export.xlsx") as provisoire:
        ecrire(_document(list(lignes)), provisoire)

    assert list(tmp_path.iterdir()) == []
