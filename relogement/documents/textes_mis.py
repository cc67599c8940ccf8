"""Les textes d'un document prêt à paginer, tels que sa page les dira : de quoi le fouiller sans l'écrire."""

from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.platypus import CondPageBreak, HRFlowable, Image, KeepTogether, Paragraph, Spacer, Table

from relogement.documents.mise_en_page import Mise

_MUETS = (Spacer, HRFlowable, CondPageBreak, Image)


def textes_mis(mise: Mise) -> Iterator[str]:
    """Le titre, le pied, puis chaque texte du contenu ; lève ``TypeError`` d'un morceau inconnu."""
    yield from (mise.feuille.titre, mise.feuille.pied)
    yield from _textes(mise.contenu)


def _textes(morceaux: Iterable[object]) -> Iterator[str]:
    for morceau in morceaux:
        match morceau:
            case str():
                yield morceau
            case Paragraph():
                yield "".join(
                    "\n" if getattr(f, "lineBreak", False) else getattr(f, "text", "") for f in morceau.frags
                )
            case Table():
                yield from _textes(cellule for ligne in morceau._cellvalues for cellule in ligne)
            case KeepTogether():
                yield from _textes(morceau._content)
            case list() | tuple():
                yield from _textes(morceau)
            case _ if morceau is not None and not isinstance(morceau, _MUETS):
                raise TypeError(f"Un morceau « {type(morceau).__name__} » ne se fouille pas.")


def _dit(bout: Any) -> str:
    return "\n" if getattr(bout, "lineBreak", False) else str(getattr(bout, "text", ""))
