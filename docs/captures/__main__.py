"""Refait les images de la documentation avec le projet fictif : clair, sombre, 150 %, et ses documents.

``python -m docs.captures [DOSSIER]`` ; sans écran, Qt peint hors écran.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ICI = Path(__file__).parent
VARIANTES = {
    "clair": {"SOMBRE": "", "QT_SCALE_FACTOR": "1", "TAILLE": "1440x900"},
    "sombre": {"SOMBRE": "oui", "QT_SCALE_FACTOR": "1", "TAILLE": "1440x900"},
    "150": {"SOMBRE": "", "QT_SCALE_FACTOR": "1.5", "TAILLE": "1280x800"},
}


def main(vers: Path) -> None:
    vers.mkdir(parents=True, exist_ok=True)
    for nom, reglages in VARIANTES.items():
        with tempfile.TemporaryDirectory() as dossier:
            environnement = os.environ | reglages | {"XDG_CONFIG_HOME": dossier, "XDG_DATA_HOME": dossier}
            environnement.setdefault("QT_QPA_PLATFORM", "offscreen")
            programme = [sys.executable, "-m", "docs.captures.prises", str(vers), nom]
            subprocess.run(programme, env=environnement, check=True)
    subprocess.run([sys.executable, "-m", "docs.captures.feuilles", str(vers)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ICI)
