"""Les mots qui ne désignent personne à eux seuls : ceux de la langue, ceux du programme, et les communes."""

from enum import Enum
from functools import cache
from importlib.resources import files

from relogement import modeles, nomenclatures
from relogement.base import Base, Code
from relogement.champs import champs
from relogement.communes import noms_des_communes
from relogement.exports.rime.sources import SOURCES
from relogement.fuites.textes import colle, mots
from relogement.indicateurs.criteres import INDICATEURS
from relogement.saisie import COLONNES

LISTE = files("resources").joinpath("fuites/mots_courants.txt")


@cache
def est_courant(mot: str) -> bool:
    """Ce mot replié est de la langue, du programme, ou le nom d'une commune."""
    return mot in _de_la_langue() or mot in _du_programme() or mot in _communes()


@cache
def _de_la_langue() -> frozenset[str]:
    lignes = (ligne for ligne in LISTE.read_text("utf-8").splitlines() if not ligne.startswith("#"))
    return frozenset(mot for ligne in lignes for mot in ligne.split())


@cache
def _du_programme() -> frozenset[str]:
    """Les mots des libellés, des codes et des définitions : un fichier du programme en est plein."""
    return frozenset(mot.mot for texte in textes_du_programme() for mot in mots(texte))


@cache
def textes_du_programme() -> frozenset[str]:
    """Chaque code, libellé, titre de colonne et définition que le programme peut écrire."""
    textes: set[str] = {source.replace(".", " ") for source in SOURCES}
    for objet in vars(nomenclatures).values():
        if isinstance(objet, type) and issubclass(objet, Enum) and objet is not Code:
            textes.update(t for membre in objet for t in (str(membre.value), getattr(membre, "libelle", "")))
    for nom in modeles.__all__:
        modele = getattr(modeles, nom)
        if modele is not Base:
            textes.update(faits.libelle for faits in champs(modele).values())
    textes.update(t for c in COLONNES for t in (c.code, c.libelle))
    textes.update(t for i in INDICATEURS for t in (i.code, i.libelle, i.definition, i.source))
    return frozenset(filter(None, textes))


@cache
def _communes() -> frozenset[str]:
    return frozenset(colle(nom) for nom in noms_des_communes())
