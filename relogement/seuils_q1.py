"""Le seuil du premier quartile des demandeurs, par intercommunalité et par année (CCH, art. L. 441-1)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from relogement import communes
from relogement.erreurs import ErreurMetier
from relogement.regles.montants import Montant, manque

_SIREN = re.compile(r"[0-9]{9}")
_FORME: dict[str, tuple[type, ...]] = {
    "epci": (str,),
    "annee": (int,),
    "montant": (int, Decimal),
    "texte": (str,),
    "lu_le": (date,),
}


@dataclass(frozen=True, slots=True)
class SeuilQ1:
    """Les ressources annuelles, en euros par unité de consommation, au-dessous desquelles on est du Q1."""

    epci: str
    annee: int
    montant: Decimal
    texte: str


@dataclass(frozen=True, slots=True)
class SeuilsQ1:
    """Les seuils qui valent pour un projet ; ``epci`` vide = son intercommunalité est inconnue."""

    epci: str | None = None
    seuils: tuple[SeuilQ1, ...] = ()

    def au_bail(self, bail_le: date | None) -> Montant:
        """Le seuil de l'année du bail ; sans bail, le plus récent que l'on connaisse, ou pourquoi il n'y en a pas.

        Le plus récent, et non celui de l'année en cours : un bilan ne change que si quelque chose a été écrit.
        """
        if self.epci is None:
            return manque("intercommunalité du projet inconnue")
        par_annee = {seuil.annee: seuil.montant for seuil in self.seuils if seuil.epci == self.epci}
        annee = max(par_annee, default=None) if bail_le is None else bail_le.year
        quand = f" pour {annee}" if annee else ""
        return Montant(par_annee.get(annee or 0), f"seuil du premier quartile inconnu{quand}")


SANS_SEUIL = SeuilsQ1()


def seuils_du_projet(epci: str | None, commune_insee: str | None, importes: Iterable[SeuilQ1] = ()) -> SeuilsQ1:
    """Ceux de l'intercommunalité du projet : livrés avec le logiciel, puis importés, qui l'emportent."""
    numero = siren(epci) or _de_la_commune(commune_insee)
    return SeuilsQ1(numero, tuple(s for s in (*livres(), *importes) if s.epci == numero))


def siren(texte: str | None) -> str | None:
    """Neuf chiffres dont la clé est juste, espaces ôtées ; vide sinon."""
    chiffres = "".join((texte or "").split())
    return chiffres if _SIREN.fullmatch(chiffres) and _cle_juste(chiffres) else None


@cache
def livres() -> tuple[SeuilQ1, ...]:
    """Les seuils livrés avec le logiciel ; aucun tant qu'aucun texte n'a été lu."""
    return lire(files("resources").joinpath("seuils_q1.toml").read_text("utf-8"))


def lire(texte: str) -> tuple[SeuilQ1, ...]:
    """Les seuils écrits dans ce texte TOML ; chacun exige sa référence et le jour de sa lecture."""
    try:
        lus = tomllib.loads(texte, parse_float=Decimal).get("seuil", [])
    except tomllib.TOMLDecodeError as erreur:
        raise ErreurMetier(f"Seuils du premier quartile : ce n’est pas un TOML lisible ({erreur}).") from erreur
    return tuple(_seuil(lu) for lu in lus)


def _seuil(lu: Mapping[str, Any]) -> SeuilQ1:
    for cle, types in _FORME.items():
        if type(lu.get(cle)) not in types:
            raise ErreurMetier(
                f"Seuils du premier quartile : « {cle} » manque ou n’est pas possible. Corrigez-le."
            )
    if siren(lu["epci"]) is None or lu["montant"] <= 0 or not lu["texte"].strip():
        raise ErreurMetier("Seuils du premier quartile : un SIREN, un montant ou un texte est faux. Corrigez-le.")
    return SeuilQ1(lu["epci"], lu["annee"], Decimal(lu["montant"]), lu["texte"])


def _de_la_commune(insee: str | None) -> str | None:
    trouvee = communes.commune(insee)
    return trouvee.epci if trouvee else None


def _cle_juste(chiffres: str) -> bool:
    """La clé de Luhn d'un SIREN : un chiffre mal tapé ne passe pas."""
    poids = (int(chiffre) * (1 + rang % 2) for rang, chiffre in enumerate(reversed(chiffres)))
    return sum(sum(divmod(valeur, 10)) for valeur in poids) % 10 == 0
