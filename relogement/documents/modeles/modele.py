"""Un texte que l'organisme met à la place de celui du logiciel : ses champs, ses tableaux, ses mentions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from relogement.documents.modeles.texte import Attendus, Brut


@dataclass(frozen=True)
class Modele:
    """Un document dont le texte se réécrit.

    ``champs`` se remplissent de mots ; ``tableaux`` de ce que le logiciel dessine : un tableau, une case à signer.
    """

    code: str
    libelle: str
    champs: Mapping[str, str] = field(repr=False)
    mentions: Collection[str] = ()
    source: str = ""
    tableaux: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def attendus(self) -> Attendus:
        return Attendus({**self.champs, **self.tableaux}, self.mentions)

    def places(self) -> dict[str, str | None]:
        """La place que chaque tableau prend dans le texte rempli."""
        return {nom: Brut(f"\n\n```tableau\n{nom}\n```\n\n") for nom in self.tableaux}


@cache
def texte_livre(code: str) -> str:
    """Le texte livré avec le logiciel."""
    return files("resources").joinpath(f"textes/{code}.md").read_text("utf-8")
