"""Ce qu'un texte rempli donne à mettre en page : titres, paragraphes, puces, tableaux, signatures.

Le texte est du Markdown. Une citation (« > ») est le bloc du destinataire, à droite ; une clôture
« ```signature » fait une case par ligne, « ```tableau » tient la place de ce que le logiciel dessine ; un filet
(« --- ») commence une partie à détacher.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

SIGNATURE, TABLEAU = "signature", "tableau"
_SUITE = " "


@dataclass(frozen=True)
class Morceau:
    """Un bout de texte et sa graisse ; « \\n » est un retour à la ligne voulu."""

    texte: str
    gras: bool = False
    italique: bool = False


Morceaux = tuple[Morceau, ...]


@dataclass(frozen=True)
class Titre:
    niveau: int
    morceaux: Morceaux


@dataclass(frozen=True)
class Paragraphe:
    morceaux: Morceaux
    destinataire: bool = False


@dataclass(frozen=True)
class Puces:
    lignes: tuple[Morceaux, ...]
    numerotees: bool = False


@dataclass(frozen=True)
class Grille:
    """Un tableau ; sans titre de colonne quand ils sont tous vides."""

    entetes: tuple[Morceaux, ...]
    lignes: tuple[tuple[Morceaux, ...], ...]

    @property
    def a_des_titres(self) -> bool:
        return any(texte_de(titre).strip() for titre in self.entetes)


@dataclass(frozen=True)
class Signatures:
    libelles: tuple[str, ...]


@dataclass(frozen=True)
class Filet:
    pass


@dataclass(frozen=True)
class Insertion:
    """La place d'un tableau que le logiciel dessine."""

    nom: str


Ecrit = Titre | Paragraphe | Puces | Grille | Signatures | Filet
Bloc = Ecrit | Insertion


def blocs(texte: str, tableaux: Collection[str] = ()) -> list[Bloc]:
    """Les blocs d'un texte rempli, dans leur ordre ; une place d'aucun de ces tableaux n'est qu'un texte."""
    from markdown_it.tree import SyntaxTreeNode

    lus = _blocs(SyntaxTreeNode(_lecteur().parse(texte)).children)
    return [_en_texte(b) if isinstance(b, Insertion) and b.nom not in tableaux else b for b in lus]


def _en_texte(bloc: Insertion) -> Paragraphe:
    return Paragraphe((Morceau(bloc.nom),))


@cache
def _lecteur() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def texte_de(morceaux: Sequence[Morceau]) -> str:
    """Le texte nu de ces morceaux."""
    return "".join(morceau.texte for morceau in morceaux)


def _blocs(noeuds: Sequence[SyntaxTreeNode], *, destinataire: bool = False) -> Iterator[Bloc]:
    for noeud in noeuds:
        if noeud.type == "blockquote":
            yield from _blocs(noeud.children, destinataire=True)
        elif noeud.type == "paragraph":
            yield Paragraphe(_ligne_a_ligne(_de(noeud)) if destinataire else _de(noeud), destinataire)
        else:
            yield _LECTURES.get(noeud.type, _tel_quel)(noeud)


def _tel_quel(noeud: SyntaxTreeNode) -> Bloc:
    return Paragraphe((Morceau(noeud.content.strip()),))


def _titre(noeud: SyntaxTreeNode) -> Bloc:
    return Titre(int(noeud.tag[1:]), _de(noeud))


def _puces(noeud: SyntaxTreeNode) -> Bloc:
    return Puces(tuple(_puce(ligne) for ligne in noeud.children), noeud.type == "ordered_list")


def _cloture(noeud: SyntaxTreeNode) -> Bloc:
    if noeud.info.strip() == TABLEAU:
        return Insertion(noeud.content.strip())
    if noeud.info.strip() != SIGNATURE:
        return _tel_quel(noeud)
    return Signatures(tuple(filter(None, (ligne.strip() for ligne in noeud.content.splitlines()))))


def _puce(ligne: SyntaxTreeNode) -> Morceaux:
    return tuple(morceau for enfant in ligne.children for morceau in _de(enfant))


def _grille(noeud: SyntaxTreeNode) -> Bloc:
    tete, *corps = noeud.children
    entetes = tuple(_de(cellule) for cellule in tete.children[0].children)
    lignes = tuple(tuple(_de(c) for c in ligne.children) for partie in corps for ligne in partie.children)
    return Grille(entetes, lignes)


def _de(noeud: SyntaxTreeNode) -> Morceaux:
    return tuple(m for m in _morceaux(noeud.children, gras=False, italique=False) if m.texte)


def _ligne_a_ligne(morceaux: Morceaux) -> Morceaux:
    """Une adresse garde ses lignes."""
    return tuple(replace(m, texte="\n") if m.texte == _SUITE else m for m in morceaux)


def _morceaux(noeuds: Sequence[SyntaxTreeNode], *, gras: bool, italique: bool) -> Iterator[Morceau]:
    for noeud in noeuds:
        match noeud.type:
            case "text" | "code_inline" | "text_special":
                yield Morceau(noeud.content, gras, italique)
            case "softbreak":
                yield Morceau(_SUITE, gras, italique)
            case "hardbreak":
                yield Morceau("\n", gras, italique)
            case "strong":
                yield from _morceaux(noeud.children, gras=True, italique=italique)
            case "em":
                yield from _morceaux(noeud.children, gras=gras, italique=True)
            case _:
                yield from _morceaux(noeud.children, gras=gras, italique=italique)


_LECTURES: dict[str, Callable[[SyntaxTreeNode], Bloc]] = {
    "heading": _titre,
    "bullet_list": _puces,
    "ordered_list": _puces,
    "table": _grille,
    "fence": _cloture,
    "hr": lambda _: Filet(),
}
