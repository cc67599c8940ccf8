"""La première fenêtre, de la première ligne de Python à la première image : ``python -m bench.premiere vide``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter


def vide() -> float:
    """Une fenêtre de Qt où il n'y a rien."""
    debut = perf_counter()
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    fenetre = QMainWindow()
    fenetre.resize(1440, 900)
    fenetre.show()
    application.processEvents()
    return perf_counter() - debut


def notre() -> float:
    """La fenêtre du logiciel, sa page de départ."""
    debut = perf_counter()
    from PySide6.QtCore import QSettings

    from ui import icons
    from ui.fenetre import creer_application
    from ui.main_window import MainWindow
    from ui.reglages import Reglages

    application = creer_application(["relogement"])
    icons.retenir()
    fenetre = MainWindow(Reglages(QSettings("Relogement", "Mesure")))
    fenetre.show()
    application.processEvents()
    return perf_counter() - debut


def dans_un_processus_neuf(nom: str) -> float:
    """Les secondes d'une de ces fenêtres dans un Python qui n'a rien importé."""
    commande = [sys.executable, "-m", "bench.premiere", nom]
    return float(
        subprocess.run(commande, env=_comme_installe(), capture_output=True, text=True, check=True).stdout
    )


def _comme_installe() -> dict[str, str]:
    """Les modules déjà traduits en octets, comme après une installation ; le premier essai les y met."""
    environnement = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "relogement-octets")}
    environnement.pop("PYTHONDONTWRITEBYTECODE", None)
    return environnement


if __name__ == "__main__":
    print({"vide": vide, "notre": notre}[sys.argv[1]]())
