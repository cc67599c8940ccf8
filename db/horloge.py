"""L'heure, l'auteur et le poste : le seul endroit qui regarde la montre, le nom de session et la machine."""

import getpass
import platform
from datetime import date, datetime


def maintenant() -> datetime:
    """L'heure locale, à la seconde."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 — l'heure du poste, celle que lit l'agent


def aujourdhui() -> date:
    return maintenant().date()


def poste() -> str:
    """Le nom de la machine : un brouillon se reprend là où il a été tapé."""
    return platform.node() or "poste"


def auteur_par_defaut() -> str:
    """Le nom de session du poste, tant que l'agent ne s'est pas nommé."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "inconnu"
