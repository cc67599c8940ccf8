"""Aucune saisie confirmée ne se perd : le courant peut manquer à n'importe quel instant."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fabrique import un_fichier, un_menage

RACINE = Path(__file__).parents[2]
COUPURES = 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="demande un processus que l’on dédouble")
def test_trente_coupures_en_pleine_ecriture_ne_perdent_rien_de_confirme(tmp_path: Path) -> None:
    un_fichier(tmp_path, un_menage("D1")).fermer()

    fini = subprocess.run(
        [sys.executable, "-m", "tests.db.coupures", str(tmp_path / "projet.relogement"), str(COUPURES)],
        cwd=RACINE, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip

    constat = json.loads(fini.stdout)
    assert constat["coupures"] == COUPURES
    assert constat["confirmes"] >= COUPURES
    assert (constat["perdus"], constat["anomalies"]) == ([], [])
