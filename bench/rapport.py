"""Le rapport : un tableau Markdown par taille, et la machine décrite sans la nommer."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version

from bench.mesures import MO, Mesure
from relogement.textes import nombre

_TETE = """# Mesures

`make bench` refait ce fichier. Chaque geste est mesuré à côté d'une référence, dans le même processus et sur les
mêmes données ; on lit d'abord les rapports, car les secondes dépendent de la machine. Meilleur de plusieurs essais
pour ce qui est court. La pointe de mémoire est celle d'un processus qui ne fait que ce geste.

"""
_COLONNES = ("Geste", "Mesure", "Référence", "Mesure de la référence", "Rapport", "Cible")


def rediger(mesures: Sequence[Mesure]) -> str:
    """Le texte du rapport."""
    tailles = sorted({m.taille for m in mesures})
    parties = [_partie(taille, [m for m in mesures if m.taille == taille]) for taille in tailles]
    return _TETE + _machine() + "\n\n" + "\n\n".join(parties) + "\n"


def _machine() -> str:
    bibliotheques = ", ".join(f"{nom} {version(nom)}" for nom in ("SQLAlchemy", "PySide6-Essentials", "pandas"))
    return (
        f"Machine : {platform.system()} {platform.machine()}, {os.cpu_count()} cœurs partagés, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {bibliotheques}."
    )


def _partie(taille: int, mesures: Sequence[Mesure]) -> str:
    titre = f"## {nombre(taille, 0)} dossiers"
    lignes = [_ligne(_COLONNES), _ligne(["---"] * len(_COLONNES)), *map(_rangee, mesures)]
    return f"{titre}\n\n" + "\n".join(lignes)


def _rangee(mesure: Mesure) -> str:
    return _ligne(
        (
            mesure.geste,
            lue(mesure, mesure.valeur),
            mesure.reference or "—",
            lue(mesure, mesure.valeur_reference),
            _rapport(mesure),
            _cible(mesure),
        )
    )


def _ligne(cellules: Sequence[str]) -> str:
    return f"| {' | '.join(cellules)} |"


def _rapport(mesure: Mesure) -> str:
    if mesure.rapport is None:
        return "—"
    decimales = 0 if mesure.rapport >= 100 else 2
    sens = " plus rapide" if mesure.inverse else ""
    return f"{format(mesure.rapport, f'.{decimales}f').replace('.', ',')} ×{sens}"


def _cible(mesure: Mesure) -> str:
    if mesure.cible is not None:
        cible = f"≤ {lue(mesure, mesure.cible)}"
    elif mesure.cible_rapport is not None:
        cible = f"{'≥' if mesure.inverse else '≤'} {mesure.cible_rapport:g}".replace(".", ",") + " ×"
    else:
        return "—"
    return f"{cible} {'✓' if mesure.tenue else '✗ **manquée**'}"


def lue(mesure: Mesure, valeur: float | None) -> str:
    """Une valeur de cette mesure, avec son unité."""
    if mesure.unite == "o" and valeur is not None:
        return f"{valeur / MO:.0f} Mo"
    return duree(valeur)


def duree(secondes: float | None) -> str:
    """« 12,4 s » ou « 53 ms »."""
    if secondes is None:
        return "—"
    if secondes < 1:
        return f"{secondes * 1000:.{0 if secondes > 0.02 else 1}f} ms".replace(".", ",")
    return f"{secondes:.1f} s".replace(".", ",")
