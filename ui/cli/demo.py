"""Le projet fictif : le construire, montrer ses chiffres, écrire ses exports, ouvrir la fenêtre."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from db.chiffres import mesurer
from db.exemple import construire
from db.exports import exporter
from db.fichier import EXTENSION, Fichier, effacer
from db.horloge import aujourdhui
from relogement.exports import EXPORTS
from ui.cli.chiffres import en_texte
from ui.cli.verbe import Verbe

NOM = "projet-fictif"


def _options(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("--menages", type=int, metavar="N", help="un grand projet de N ménages")
    sous.add_argument("--dossier", type=Path, default=Path("demo"), metavar="D", help="où écrire (demo/)")
    sous.add_argument("--sans-fenetre", action="store_true", help="ne pas ouvrir la fenêtre")


def _demo(demande: argparse.Namespace) -> int:
    demande.dossier.mkdir(parents=True, exist_ok=True)
    fichier = construire(_place_nette(demande.dossier), menages=demande.menages, au=aujourdhui())
    try:
        _montrer(fichier, demande.dossier)
    finally:
        fichier.fermer()
    ouvrir: Callable[[str], int] | None = demande.ouvrir
    return ouvrir(fichier.base) if ouvrir and not demande.sans_fenetre and _a_un_affichage() else 0


def _place_nette(dossier: Path) -> Path:
    """Le projet fictif se refait : celui d'avant est remplacé."""
    base = dossier / f"{NOM}{EXTENSION}"
    effacer(base)
    return base


def _montrer(fichier: Fichier, dossier: Path) -> None:
    with fichier.lire() as session:
        print(en_texte(mesurer(session, aujourdhui())))
    for export in EXPORTS:
        for extension in export.formats:
            vers = dossier / f"{export.code}{extension}"
            lignes = exporter(fichier, export.code, vers, au=aujourdhui())
            print(f"{export.libelle} : {vers} ({lignes} lignes)")


def _a_un_affichage() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


DEMO = Verbe("demo", "Fait le projet fictif, montre ses chiffres, écrit ses exports.", _options, _demo)
