"""Une couche telle qu'elle est dans son fichier : des lignes, leurs attributs, leur tracé, une projection."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from relogement.erreurs import ErreurMetier

TAILLE_MAX = 1 << 30


@dataclass(frozen=True)
class Entite:
    """Une ligne de la couche ; ``trace`` a la forme d'une géométrie GeoJSON, vide s'il n'y en a pas."""

    rang: int
    attributs: Mapping[str, Any] = field(repr=False)
    trace: Any = field(repr=False)


@dataclass(frozen=True)
class Couche:
    """``projection`` : ce que le fichier en dit (texte d'un .prj, nom d'un système), vide s'il n'en dit rien.

    ``d_usage`` : celle que la norme de son format veut alors.
    """

    nom: str
    projection: str
    entites: tuple[Entite, ...] = field(repr=False)
    d_usage: str = ""


def refus(nom: str, raison: str, conseil: str) -> ErreurMetier:
    """Le fichier ou la couche, ce qui ne va pas, et que faire."""
    return ErreurMetier(f"« {nom} » {raison}. {conseil}")


def octets(chemin: Path) -> bytes:
    """Le contenu d'un fichier, ou une phrase."""
    try:
        if chemin.stat().st_size > TAILLE_MAX:
            raise refus(
                chemin.name, "a une taille démesurée pour des contours", "Choisissez la couche des quartiers."
            )
        return chemin.read_bytes()
    except OSError as echec:
        conseil = "Vérifiez qu’il n’est pas ouvert ailleurs et que vous avez le droit de le lire."
        raise refus(chemin.name, "ne peut pas être lu", conseil) from echec


def empreinte(chemin: Path) -> str:
    """Le SHA-256 du fichier ; d'un .shp, de toutes ses parties, dans l'ordre de leur nom."""
    if chemin.suffix.lower() != ".shp":
        return hashlib.sha256(octets(chemin)).hexdigest()
    parties = sorted(v for v in chemin.parent.iterdir() if v.stem.lower() == chemin.stem.lower() and v.is_file())
    return hashlib.sha256(b"".join(octets(partie) for partie in parties)).hexdigest()
