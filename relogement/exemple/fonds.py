"""Ce dont l'exemple est fait : noms, niveaux de prix et phrases du journal, lus dans ``resources/exemple``."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

_BLANC = "~"


@dataclass(frozen=True)
class Origine:
    """Les noms que portent des familles d'une même origine."""

    noms: tuple[str, ...]
    feminins: tuple[str, ...]
    masculins: tuple[str, ...]


@dataclass(frozen=True)
class Niveaux:
    """Les surfaces et les prix au m² du parc de l'exemple."""

    loyer_m2: Decimal
    charges_avec_chauffage_m2: Decimal
    charges_sans_chauffage_m2: Decimal
    surfaces: Mapping[str, Decimal]
    forfait_chauffage: Mapping[str, Decimal]
    rls: Mapping[str, Decimal]
    rls_plafond: Mapping[str, Decimal]


@cache
def origines() -> tuple[Origine, ...]:
    """Toutes les familles de noms."""
    prenoms: dict[tuple[str, str], tuple[str, ...]] = {
        (ligne["origine"], ligne["genre"]): _mots(ligne["prenoms"]) for ligne in lignes("prenoms.csv")
    }
    return tuple(
        Origine(_mots(ligne["noms"]), prenoms[ligne["origine"], "F"], prenoms[ligne["origine"], "M"])
        for ligne in lignes("noms.csv")
    )


@cache
def origine_de(nom: str) -> Origine:
    """La famille de noms où se range ce nom."""
    return next(origine for origine in origines() if nom in origine.noms)


@cache
def niveaux() -> Niveaux:
    """Les niveaux de loyers et de charges."""
    lus = toml("niveaux.toml")
    return Niveaux(
        Decimal(lus["loyer_m2"]),
        Decimal(lus["charges_avec_chauffage_m2"]),
        Decimal(lus["charges_sans_chauffage_m2"]),
        *(_decimaux(lus[table]) for table in ("surfaces", "forfait_chauffage", "rls", "rls_plafond")),
    )


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """Ce que le journal peut dire, moment par moment."""
    return {moment: tuple(dites) for moment, dites in toml("contacts.toml").items()}


def toml(nom: str) -> dict[str, Any]:
    """Une ressource TOML de l'exemple."""
    return tomllib.loads(texte(nom))


def texte(nom: str) -> str:
    """Une ressource de l'exemple, telle quelle."""
    return files("resources").joinpath(f"exemple/{nom}").read_text("utf-8")


def lignes(nom: str) -> list[dict[str, str]]:
    """Une ressource CSV de l'exemple."""
    return list(csv.DictReader(texte(nom).splitlines(), delimiter=";"))


def decimal(valeur: str) -> Decimal | None:
    """Un nombre à virgule, vide s'il n'est pas dit."""
    return Decimal(valeur.replace(",", ".")) if valeur else None


def _mots(liste: str) -> tuple[str, ...]:
    return tuple(mot.replace(_BLANC, " ") for mot in liste.split())


def _decimaux(table: Mapping[str, str]) -> dict[str, Decimal]:
    return {cle: Decimal(valeur) for cle, valeur in table.items()}
