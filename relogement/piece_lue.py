"""Une pièce prête à entrer dans le dossier : lue, mesurée, reconnue ; ou la phrase qui la refuse."""

import hashlib
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from relogement.erreurs import ErreurMetier
from relogement.piece import CategoriePiece, TypePiece
from relogement.piece_nom import categorie_probable, nom_nettoye
from relogement.piece_type import type_de
from relogement.textes import FINE, nombre

MO = 1024 * 1024
KO = 1024


@dataclass(frozen=True)
class PieceLue:
    """Son contenu ne paraît ni dans un message ni dans un journal."""

    nom: str = field(repr=False)
    type: TypePiece
    octets: bytes = field(repr=False)
    renommee: bool = False

    @property
    def taille(self) -> int:
        return len(self.octets)

    @property
    def empreinte(self) -> str:
        return hashlib.sha256(self.octets).hexdigest()

    @property
    def categorie(self) -> CategoriePiece:
        return categorie_probable(self.nom, self.type)


def lire_piece(chemin: Path, limite: int) -> PieceLue:
    """Lit un fichier d'au plus ``limite`` octets ; rien n'est lu d'un fichier trop gros."""
    try:
        if chemin.is_dir():
            raise ErreurMetier("c’est un dossier. Ajoutez les fichiers qu’il contient.")
        _mesurer(chemin.stat().st_size, limite)
        with chemin.open("rb") as ouvert:
            octets = ouvert.read(limite + 1)
    except FileNotFoundError as erreur:
        raise ErreurMetier("le fichier n’est plus là. Vérifiez où il est, puis ajoutez-le de nouveau.") from erreur
    except PermissionError as erreur:
        raise ErreurMetier("vous n’avez pas le droit de le lire. Copiez-le dans vos documents.") from erreur
    except OSError as erreur:
        raise ErreurMetier("le fichier n’a pas pu être lu. Vérifiez le lecteur, puis recommencez.") from erreur
    return piece_lue(chemin.name, octets, limite)


def piece_lue(nom: str, octets: bytes, limite: int) -> PieceLue:
    """La pièce de ce contenu ; lève ``ErreurMetier`` s'il est vide, trop gros ou d'un type qui n'est pas admis."""
    _mesurer(len(octets), limite)
    genre = type_de(octets, nom)
    garde = nom_nettoye(nom, genre)
    return PieceLue(garde, genre, octets, Path(nom).suffix.lower() != Path(garde).suffix)


def _mesurer(taille: int, limite: int) -> None:
    if not taille:
        raise ErreurMetier("le fichier est vide.")
    if taille > limite:
        raise ErreurMetier(
            f"{taille_dite(taille)}, c’est plus que les {taille_dite(limite)} admis par pièce. Réduisez-la, ou "
            "changez la limite dans les Paramètres."
        )


def taille_dite(octets: int) -> str:
    """« 640 o », « 12 ko », « 3,4 Mo »."""
    if octets < KO:
        return f"{octets}{FINE}o"
    if octets < MO:
        return f"{nombre(octets // KO, 0)}{FINE}ko"
    mo = Decimal(octets) / MO
    return f"{nombre(mo, 0 if octets % MO == 0 else 1)}{FINE}Mo"


@cache
def formats() -> dict[str, int]:
    """Les tailles qui valent tant que le projet n'a rien réglé."""
    texte = files("resources").joinpath("formats/pieces.toml").read_text("utf-8")
    return {cle: int(valeur) for cle, valeur in tomllib.loads(texte).items()}
