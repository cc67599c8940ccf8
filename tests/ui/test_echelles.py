"""De 100 à 200 %, et texte agrandi : aucun mot n'est coupé sans qu'une bulle ou des points le disent."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from db.exemple import construire

RACINE = Path(__file__).parents[2]
PETITE, GRANDE = "1280x800", "1920x1080"


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chemin = tmp_path_factory.mktemp("fictif") / "Lilas.relogement"
    construire(chemin, au=date(2026, 11, 20)).fermer()
    return chemin


@pytest.mark.parametrize(
    ("echelle", "texte", "tailles"),
    [
        ("1", "100", (PETITE, GRANDE)),
        ("1.25", "100", (PETITE, GRANDE)),
        ("1.5", "100", (PETITE, GRANDE)),
        ("2", "100", (PETITE, GRANDE)),
        ("1", "90", (PETITE,)),
        ("1", "150", (GRANDE,)),
    ],
)
def test_aucun_mot_n_est_coupe(
    projet: Path, tmp_path: Path, echelle: str, texte: str, tailles: tuple[str, ...]
) -> None:
    """Chaque écran, onglet, section et fenêtre d'acte, dans un processus à cette échelle."""
    environnement = os.environ | {
        "QT_SCALE_FACTOR": echelle, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path),
    }  # fmt: skip
    commande = [sys.executable, "-m", "tests.ui.echelles", str(projet), texte, *tailles]

    dit = subprocess.run(commande, cwd=RACINE, env=environnement, capture_output=True, text=True, check=True)

    assert dit.stdout.splitlines() == []
