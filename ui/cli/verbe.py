"""Un verbe de la ligne de commande, et les options que plusieurs partagent."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.fichier import Fichier, ouvrir
from db.horloge import aujourdhui
from relogement.erreurs import ErreurMetier


@dataclass(frozen=True)
class Verbe:
    """Son nom, ce qu'il fait en une phrase, ses options, et l'action qui rend le code de sortie."""

    nom: str
    aide: str
    options: Callable[[argparse.ArgumentParser], None]
    faire: Callable[[argparse.Namespace], int]


def option_base(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("--base", required=True, metavar="BASE", help="fichier .relogement ou adresse postgresql://")


def option_operation(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("--operation", metavar="CODE", help="se limiter à une opération")


def option_au(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("--au", type=jour, metavar="AAAA-MM-JJ", default=None, help="à cette date (aujourd’hui)")


def jour(texte: str) -> date:
    """Une date AAAA-MM-JJ, ou une phrase."""
    try:
        return date.fromisoformat(texte)
    except ValueError as erreur:
        message = f"« {texte} » n’est pas une date : écrire AAAA-MM-JJ, par exemple 2026-11-20"
        raise argparse.ArgumentTypeError(message) from erreur


def a_la_date(demande: argparse.Namespace) -> date:
    """La date demandée, ou le jour d'aujourd'hui."""
    au: date | None = demande.au
    return au or aujourdhui()


@contextmanager
def base_ouverte(demande: argparse.Namespace) -> Iterator[Fichier]:
    """La base de la demande, fermée à la sortie."""
    fichier = ouvrir(demande.base)
    try:
        yield fichier
    finally:
        fichier.fermer()


def fichier_existant(texte: str) -> Path:
    """Un fichier à lire ; un dossier ou un chemin vide est refusé avec une phrase."""
    chemin = Path(texte)
    if chemin.is_dir():
        raise ErreurMetier(f"« {chemin.name} » est un dossier. Indiquez un fichier.")
    if not chemin.exists():
        raise ErreurMetier(f"« {chemin.name} » n’existe pas. Vérifiez le chemin.")
    return chemin
