"""Un texte exporté en CSV n'est jamais une formule, et se relit comme il était."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.exports.ecriture import classeur, classeur_massif
from relogement.exports.protection import deproteger, proteger
from relogement.exports.tableau import Document, Entete, Forme, Ligne, Tableau, page_de

FORMULES = [
    "=1+1", "+33612345678", "-LE GOFF", "@SOMME(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠SOMME(A1)",
    " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u00ad \u2060+1", '"=1', "« =1", "’=1", "\x00=1", "\x1f@A1",
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "=cmd|' /C calc'!A0", "@cmd|' /C calc'!A0", "−1",
    "=HYPERLINK(\"http://x\")",
]  # fmt: skip
ORDINAIRES = ["", "Le Goff", "O'Brien", "'t Hooft", "06 12 34 56 78", "0045001", "T6+"]


@pytest.mark.parametrize("texte", FORMULES)
def test_un_texte_qui_commence_comme_une_formule_recoit_une_apostrophe(texte: str) -> None:
    assert proteger(texte) == "'" + texte


@pytest.mark.parametrize("texte", ORDINAIRES)
def test_un_texte_ordinaire_ne_change_ni_a_l_ecriture_ni_a_la_relecture(texte: str) -> None:
    assert proteger(texte) == texte
    assert deproteger(texte) == texte


@pytest.mark.parametrize("texte", [*FORMULES, *ORDINAIRES, "'=1", "''+2"])
def test_relire_rend_toujours_le_texte_de_depart(texte: str) -> None:
    assert deproteger(proteger(texte)) == texte


@given(st.text(st.sampled_from("='\"+-@\t\r\n \u00a0\u200b\ufeff＝«»a1é;"), max_size=8))
def test_proteger_se_defait_toujours_exactement(texte: str) -> None:
    assert deproteger(proteger(texte)) == texte


@given(st.text(st.sampled_from("='\"+-@\t\r\n \u00a0\u200b\ufeff＝«»a1é;"), max_size=8))
def test_un_texte_protege_ne_commence_jamais_par_un_signe(texte: str) -> None:
    assert proteger(texte)[:1] not in tuple("=+-@\t\r\n＝")


TRAITRES = [
    "=1+1",
    "+33612345678",
    "@SOMME(A1)",
    "http://exemple.fr",
    "mailto:a@b.fr",
    "{=1}",
    "internal:A1",
    "\u200b=1",
]


@pytest.mark.parametrize("ecrire", [classeur._soigner, classeur_massif.ecrire], ids=["soigné", "massif"])
def test_un_texte_de_classeur_n_est_ni_une_formule_ni_un_lien(
    ecrire: Callable[[Document, Path], None], tmp_path: Path
) -> None:
    lignes: list[Ligne] = [(texte,) for texte in TRAITRES]
    tableau = Tableau("Essai", (Entete("TEXTE", Forme.TEXTE),), [page_de(lignes)], len(lignes))

    ecrire(Document("Essai", (tableau,)), tmp_path / "essai.xlsx")

    with zipfile.ZipFile(tmp_path / "essai.xlsx") as archive:
        parties = {nom: archive.read(nom).decode("utf-8") for nom in archive.namelist()}
    tout = "".join(parties.values())
    assert "<f>" not in tout
    assert "<hyperlink" not in tout
    lus = [
        cellule.value for (cellule,) in openpyxl.load_workbook(tmp_path / "essai.xlsx").active.iter_rows(min_row=2)
    ]
    assert lus == TRAITRES
