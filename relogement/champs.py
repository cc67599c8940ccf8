"""Les faits d'un champ : déclarés sur la ligne du modèle, lus par tous ceux qui montrent ou échangent ce champ."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import inspect

from relogement.base import Centiemes

IDENTITE = "Identité"
LOGEMENT = "Logement"
COUTS = "Coûts"
ENQUETE = "Enquête"
OFFRES = "Offres"
PARCOURS = "Parcours"
SUIVI = "Suivi"
PROJET = "Projet"
CHARTE = "Charte"
PIECES = "Pièces"
DOCUMENTS = "Documents"
CELLULE = "Cellule"
RESIDENCES = "Résidences"


@dataclass(frozen=True)
class Faits:
    """Ce qui est vrai d'un champ partout où il paraît."""

    libelle: str
    section: str
    alias: tuple[str, ...] = ()
    unite: str = ""
    aide: str = ""
    sensible: bool = False
    libre: bool = False


def champ(
    libelle: str,
    section: str,
    *,
    alias: tuple[str, ...] = (),
    unite: str = "",
    aide: str = "",
    sensible: bool = False,
    libre: bool = False,
) -> dict[Any, Any]:
    """Déclare un champ : à donner à ``mapped_column(info=…)`` ; ``libre`` : un texte que l'on tape à sa guise."""
    return {"champ": Faits(libelle, section, alias, unite, aide, sensible, libre)}


@cache
def champs(modele: type) -> dict[str, Faits]:
    """Les champs déclarés d'un modèle, par nom d'attribut, dans l'ordre de leur déclaration."""
    colonnes: Iterable[Any] = inspect(modele).column_attrs
    return {c.key: c.columns[0].info["champ"] for c in colonnes if "champ" in c.columns[0].info}


@cache
def types(modele: type) -> dict[str, type]:
    """Le type Python de chaque champ déclaré d'un modèle."""
    colonnes: Any = inspect(modele).columns
    return {nom: _type(colonnes[nom].type) for nom in champs(modele)}


def _type(colonne: Any) -> type:
    if isinstance(colonne, Centiemes):
        return Decimal
    trouve: type = getattr(colonne, "enum_class", None) or colonne.python_type
    return trouve
