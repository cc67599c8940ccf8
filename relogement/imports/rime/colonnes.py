"""Les titres d'un tableau de type RIME : ceux de la mise en page livrée."""

import tomllib
from functools import cache
from importlib.resources import files

from relogement.imports.colonnes import ColonneAttendue, Lexique

PSEUDONYME = "ID_PSEUDO"
OBLIGATOIRES = (PSEUDONYME, "RAC_AP")


@cache
def lexique_rime() -> Lexique:
    """Le pseudonyme et le reste à charge y sont toujours."""
    texte = (files("resources") / "formats/rime.toml").read_text("utf-8")
    entetes = [colonne["entete"] for colonne in tomllib.loads(texte)["colonnes"]]
    return Lexique(
        tuple(ColonneAttendue(nom, nom, obligatoire=nom in OBLIGATOIRES) for nom in entetes), tolerant=False
    )
