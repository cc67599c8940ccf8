"""Ce que le code dit de ses règles : docstrings, textes cités, barèmes lus."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from relogement.baremes import noms
from relogement.base import Code

TEXTE = re.compile(
    r"\bart(?:\.|icles?)\s|\barrêté|\bdécret|\bloi du|\bRGA\b|\bCGI\b|\bOCDE\b|\bnote \d|\bcharte locale",
    re.IGNORECASE,
)
_ENTRE_PARENTHESES = re.compile(r"\(([^()]+)\)")
_PHRASE = re.compile(r"^(?:CCH|Arrêté|Loi|RGA)\b.*?(?= : (?!arrêté)|\. [A-ZÀÉL][a-zé']|\.?$)")
_POUR_LE_CODE = ("Lève ", "``dossier``", "(``regles")


@dataclass(frozen=True, slots=True)
class Fonction:
    """Une règle publique et sa docstring ; vide si elle n'en a pas."""

    nom: str
    docstring: str


@dataclass(frozen=True, slots=True)
class Liste:
    """Les cas que distingue une règle, et ce qu'ils veulent dire."""

    titre: str
    cas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """Un module de règles, tel que son code se lit."""

    nom: str
    docstring: str
    fonctions: tuple[Fonction, ...]
    donnees: tuple[str, ...]
    listes: tuple[Liste, ...]
    baremes: tuple[str, ...]

    def textes(self) -> tuple[str, ...]:
        """Les textes que citent ses docstrings, chacun une fois."""
        dits = (self.docstring, *(f.docstring for f in self.fonctions))
        return tuple(dict.fromkeys(texte for dit in dits for texte in _cites(dit)))


def module(nom: str) -> Module:
    """Le module de ``relogement.regles`` qui porte ce nom."""
    spec = find_spec(f"relogement.regles.{nom}")
    if spec is None or spec.origin is None:
        raise LookupError(f"relogement.regles.{nom} n’existe plus : corrigez docs/regles/sommaire.py")
    arbre = ast.parse(Path(spec.origin).read_text("utf-8"))
    return Module(
        nom,
        ast.get_docstring(arbre) or "",
        tuple(f for f in _fonctions(arbre) if _est_publique(f, nom)),
        tuple(_donnees(arbre)),
        tuple(_listes(spec.name)),
        tuple(_baremes(arbre)),
    )


def paragraphes(docstring: str) -> Iterator[str]:
    """Chaque paragraphe sur une ligne, sans ce qui ne sert qu'à qui programme."""
    for paragraphe in docstring.split("\n\n"):
        lignes = (ligne.strip() for ligne in paragraphe.splitlines())
        if texte := " ".join(ligne for ligne in lignes if not ligne.startswith(_POUR_LE_CODE)):
            yield texte


def _fonctions(arbre: ast.Module) -> Iterator[Fonction]:
    for noeud in arbre.body:
        if isinstance(noeud, ast.FunctionDef) and not noeud.name.startswith("_"):
            yield Fonction(noeud.name, ast.get_docstring(noeud) or "")


def _est_publique(fonction: Fonction, nom: str) -> bool:
    """D'un sous-paquet, ce qu'il offre lui-même ; d'un module seul, tout ce qui n'est pas privé."""
    paquet = nom.rpartition(".")[0]
    return not paquet or fonction.nom in import_module(f"relogement.regles.{paquet}").__all__


def _donnees(arbre: ast.Module) -> Iterator[str]:
    """Les docstrings qui disent, champ par champ, ce que la règle reçoit ou rend, et dans quelle unité."""
    for noeud in arbre.body:
        dite = (ast.get_docstring(noeud) or "") if isinstance(noeud, ast.ClassDef) else ""
        if any(signe in dite for signe in ("``", "\n\n", "euros", "m²")):
            yield dite


def _listes(nom: str) -> Iterator[Liste]:
    for objet in vars(import_module(nom)).values():
        if isinstance(objet, type) and issubclass(objet, Code) and objet.__module__ == nom:
            yield Liste(objet.__doc__ or "", tuple(code.libelle for code in objet))


def _baremes(arbre: ast.Module) -> Iterable[str]:
    textes = (n.value for n in ast.walk(arbre) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    connus = set(noms())
    return dict.fromkeys(texte for texte in textes if texte in connus)


def _cites(docstring: str) -> Iterator[str]:
    for paragraphe in paragraphes(docstring):
        trouves = [*_ENTRE_PARENTHESES.findall(paragraphe), *_PHRASE.findall(paragraphe)]
        yield from (texte.strip() for texte in trouves if TEXTE.search(texte))
