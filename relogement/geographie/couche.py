"""Une couche telle qu'elle est dans son fichier : des lignes, leurs attributs, leur tracé, une projection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from relogement.erreurs import ErreurMetier


@dataclass(frozen=True)
class Entite:
    """Une ligne de la couche ; ``trace`` a la forme d'une géométrie GeoJSON, vide s'il n'y en a pas."""

    rang: int
    attributs: Mapping[str, Any] = field(repr=False)
    trace: Any = field(repr=False)


@dataclass(frozen=True)
class Couche:
    """``projection`` est ce que le fichier en dit : le texte d'un .prj ou le nom d'un système."""

    nom: str
    projection: str
    entites: tuple[Entite, ...] = field(repr=False)


def refus(nom: str, raison: str, conseil: str) -> ErreurMetier:
    """Le fichier ou la couche, ce qui ne va pas, et que faire."""
    return ErreurMetier(f"« {nom} » {raison}. {conseil}")


def octets(chemin: Path) -> bytes:
    """Le contenu d'un fichier, ou une phrase."""
    try:
        return chemin.read_bytes()
    except OSError as echec:
        conseil = "Vérifiez qu’il n’est pas ouvert ailleurs et que vous avez le droit de le lire."
        raise refus(chemin.name, "ne peut pas être lu", conseil) from echec
