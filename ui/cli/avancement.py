"""Dire à la console où en est un travail long : une ligne qui se récrit, rien quand personne ne regarde.

Ctrl+C l'arrête ; rien n'est alors écrit.
"""

import sys

from relogement.textes import FINE
from relogement.travail import Avancement, sans_avancement


def a_l_ecran(quoi: str) -> Avancement:
    """L'avancement d'un travail, en pourcentage, sur la sortie d'erreur d'un terminal."""
    if not sys.stderr.isatty():
        return sans_avancement
    vu = -1

    def dire(fait: int, total: int, /) -> None:
        nonlocal vu
        pourcent = fait * 100 // max(total, 1)
        if pourcent != vu:
            vu = pourcent
            fin = "\n" if fait >= total else ""
            print(f"\r{quoi} : {pourcent}{FINE}%", end=fin, file=sys.stderr, flush=True)

    return dire
