"""Un texte à champs nommés, « {{ logement_loyer }} » : ce qui y est faux, et ce qu'il devient une fois rempli.

La grammaire est celle de Jinja, réduite : des champs, et « {% if champ %}…{% else %}…{% endif %} ». Un texte ne
peut ni lire un attribut, ni appeler, ni inclure : celui d'un inconnu ne fait qu'écrire ce qu'on lui donne.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE

if TYPE_CHECKING:
    from jinja2 import Environment, Template, TemplateSyntaxError, nodes

GARDES = 16
A_REMPLIR = "……………………"
_PONCTUATION = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&\"'$%/:;=?@^])")
_ADMIS = ("Template", "Output", "TemplateData", "Name", "If", "Not", "And", "Or")


class Brut(str):
    """Un texte déjà mis en forme par le logiciel : il s'écrit tel quel."""

    __slots__ = ()


@dataclass(frozen=True)
class Defaut:
    """Ce qui empêche un texte de servir, et à quelle ligne."""

    ligne: int | None
    message: str

    def __str__(self) -> str:
        return self.message if self.ligne is None else f"Ligne {self.ligne}{INSECABLE}: {self.message}"


@dataclass(frozen=True)
class Attendus:
    """Les champs qu'un document sait remplir, par nom, et ceux qu'il ne peut pas taire."""

    champs: Mapping[str, str]
    mentions: Collection[str]


def defauts(texte: str, attendus: Attendus) -> list[Defaut]:
    """Tout ce qui empêche ce texte de servir ; rien s'il est bon."""
    from jinja2 import TemplateSyntaxError

    try:
        arbre = _arbre(texte)
    except TemplateSyntaxError as erreur:
        return [Defaut(erreur.lineno, _en_francais(erreur))]
    trouves = [*_interdits(arbre), *_inconnus(arbre, attendus.champs)]
    dits = set(_toujours_dits(arbre))
    manquantes = [nom for nom in attendus.champs if nom in attendus.mentions and nom not in dits]
    return [*trouves, *(_mention_absente(nom, attendus.champs[nom]) for nom in manquantes)]


def remplir(texte: str, valeurs: Mapping[str, str | None], attendus: Attendus) -> str:
    """Le texte rempli ; lève ``ErreurMetier`` s'il est mauvais ou si une mention obligatoire n'est pas connue."""
    if mauvais := defauts(texte, attendus):
        raise ErreurMetier(f"Le modèle ne peut pas servir. {' '.join(str(d) for d in mauvais)}")
    inconnues = [attendus.champs[nom] for nom in attendus.champs if nom in attendus.mentions and not valeurs[nom]]
    if inconnues:
        raise ErreurMetier(f"Complétez d’abord le dossier{INSECABLE}: il manque {', '.join(inconnues)}.")
    return _compile(texte).render(valeurs)


def echapper(valeur: object) -> str:
    """Une valeur telle quelle dans le texte : rien n'y est pris pour une mise en forme ; vide, à remplir."""
    if valeur is None or valeur == "":
        return A_REMPLIR
    if isinstance(valeur, Brut):
        return valeur
    return _PONCTUATION.sub(r"\\\1", " ".join(str(valeur).splitlines()))


@lru_cache(GARDES)
def _arbre(texte: str) -> nodes.Template:
    return _environnement().parse(texte)


@lru_cache(GARDES)
def _compile(texte: str) -> Template:
    """Un lot remplit mille fois le même texte : il ne se relit qu'une fois."""
    return _environnement().from_string(texte)


@cache
def _environnement() -> Environment:
    from jinja2 import Environment

    return Environment(finalize=echapper, autoescape=False, keep_trailing_newline=True, trim_blocks=True)


def _en_francais(erreur: TemplateSyntaxError) -> str:
    dit = (erreur.message or "").lower()
    if "print statement" in dit:
        return "un champ n’est pas fermé : il s’écrit « {{ nom_du_champ }} »."
    if "endif" in dit or "unexpected end of template" in dit or "innermost block" in dit:
        return "un « {% if … %} » n’est pas fermé par « {% endif %} »."
    if "unknown tag" in dit:
        return "cette instruction n’existe pas : seules « {% if … %} », « {% else %} » et « {% endif %} » servent."
    return "un champ n’est pas fermé ou mal écrit : il s’écrit « {{ nom_du_champ }} »."


def _interdits(noeud: nodes.Node) -> Iterator[Defaut]:
    if type(noeud).__name__ not in _ADMIS:
        yield Defaut(noeud.lineno, "seuls des champs et « {% if champ %} » sont admis ici.")
        return
    for enfant in noeud.iter_child_nodes():
        yield from _interdits(enfant)


def _inconnus(arbre: nodes.Template, champs: Mapping[str, str]) -> Iterator[Defaut]:
    from jinja2 import nodes

    for nom in arbre.find_all(nodes.Name):
        if nom.name not in champs:
            proches = get_close_matches(nom.name, champs, n=1)
            conseil = f" Vouliez-vous « {proches[0]} » ?" if proches else ""
            yield Defaut(nom.lineno, f"le champ « {nom.name} » n’existe pas.{conseil}")


def _toujours_dits(noeud: nodes.Node) -> Iterator[str]:
    """Les champs écrits hors de toute condition ; ce qui ne s'écrit que parfois n'est pas une mention."""
    from jinja2 import nodes

    for enfant in noeud.iter_child_nodes():
        if isinstance(enfant, nodes.Name):
            yield enfant.name
        elif not isinstance(enfant, nodes.If):
            yield from _toujours_dits(enfant)


def _mention_absente(nom: str, libelle: str) -> Defaut:
    return Defaut(
        None, f"La mention obligatoire « {libelle} » manque : écrivez « {{{{ {nom} }}}} », hors de tout si."
    )
