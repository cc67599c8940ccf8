"""Les exports d'une base : indicateurs, extrait ouvert, annulation, demandes impossibles."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.exports import exporter
from db.fichier import Fichier
from relogement.erreurs import ErreurMetier
from relogement.exports import EXPORTS
from relogement.exports.ecriture import classeur
from relogement.travail import Annulation
from tests.db.exportes import AU, garder, le_dossier_complet
from tests.fabrique import (
    un_menage,
    une_operation,
)


def test_l_extrait_ouvert_se_lit_avec_n_importe_quel_sqlite(fichier: Fichier, tmp_path: Path) -> None:
    garder(fichier, le_dossier_complet())
    vers = tmp_path / "extrait.sqlite"

    lignes = exporter(fichier, "sqlite", vers, au=AU)

    with closing(sqlite3.connect(vers)) as base:
        tables = {nom for (nom,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"menages", "indicateurs", "definitions", "README"}
        assert base.execute("SELECT RAC_AV, TE_AP, MOIS_BAIL, INDEMNITE_ML FROM menages").fetchall() == [
            (165, 8.26, "2026-02", None)
        ]
        assert base.execute("SELECT count(*) FROM definitions").fetchone() == (8,)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert lignes == 1
    assert list(tmp_path.glob("*extrait*")) == [vers]


@pytest.mark.parametrize(("code", "extension"), [(e.code, x) for e in EXPORTS for x in e.extensions])
def test_une_base_vide_s_exporte(code: str, extension: str, fichier_sqlite: Fichier, tmp_path: Path) -> None:
    vers = tmp_path / f"vide{extension}"

    exporter(fichier_sqlite, code, vers, au=AU)

    assert vers.stat().st_size


@pytest.mark.parametrize(
    ("nom", "massif"), [("saisie.csv", 20_000), ("saisie.xlsx", 20_000), ("saisie.xlsx", 100)]
)
def test_une_annulation_ne_laisse_rien_et_garde_l_ancien_fichier(
    nom: str, massif: int, fichier_sqlite: Fichier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classeur, "MASSIF", massif)
    operation = une_operation()
    garder(fichier_sqlite, *(un_menage(f"D{rang}", operation=operation) for rang in range(700)))
    vers = tmp_path / "sortie" / nom
    vers.parent.mkdir()
    vers.write_text("ancien")
    vus: list[tuple[int, int]] = []

    def annuler(fait: int, total: int) -> None:
        vus.append((fait, total))
        if fait:
            raise Annulation

    with pytest.raises(Annulation):
        exporter(fichier_sqlite, "saisie", vers, au=AU, avancement=annuler)

    assert vus == [(0, 700), (500, 700)]
    assert vers.read_text() == "ancien"
    assert list(vers.parent.iterdir()) == [vers]


def test_les_demandes_impossibles_se_disent(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    for code, nom, operation, phrase in (
        ("rime", "rime.pdf", None, "finit par .xlsx ou .csv"),
        ("rpls", "rpls.csv", None, "n’existe pas"),
        ("rime", "rime.csv", "OP9", "OP9"),
        ("rime", "absent/rime.csv", None, "Le dossier"),
    ):
        with pytest.raises(ErreurMetier, match=phrase):
            exporter(fichier_sqlite, code, tmp_path / nom, au=AU, operation=operation)

    assert not list(tmp_path.glob("*rime*"))


def test_un_export_n_ecrase_jamais_la_base_ouverte(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    lien = tmp_path / "extrait.db"
    lien.hardlink_to(fichier_sqlite.base)

    with pytest.raises(ErreurMetier, match="base ouverte"):
        exporter(fichier_sqlite, "sqlite", lien, au=AU)
