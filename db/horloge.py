"""L'heure et l'auteur d'une écriture : le seul endroit qui regarde la montre et le nom de session."""

import getpass
from datetime import date, datetime


def maintenant() -> datetime:
    """L'heure locale, à la seconde."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 — l'heure du poste, celle que lit l'agent


def aujourdhui() -> date:
    return maintenant().date()


def auteur_par_defaut() -> str:
    """Le nom de session du poste, tant que l'agent ne s'est pas nommé."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "inconnu"
