"""Où en est un import : sa source, ce que l'on en a lu, ce que l'on a décidé, ce que l'on en a vu."""

from dataclasses import dataclass, field
from enum import IntEnum

from db.imports.sources import Source
from relogement.base import Code
from relogement.imports.choix import Choix
from ui.echanges.assistant.apercu.filtres import Vu
from ui.echanges.assistant.lu import Lu
from ui.echanges.assistant.source import nom


class Etape(IntEnum):
    FICHIER = 0
    COLONNES = 1
    APERCU = 2
    TERMINE = 3


@dataclass(frozen=True)
class Etat:
    """``vu_pour`` est le choix que montre ``vu`` : s'il n'a pas changé, l'aperçu n'est pas à refaire."""

    source: Source | None = None
    choix: Choix = field(default_factory=Choix)
    lu: Lu | None = None
    vu: Vu | None = None
    vu_pour: Choix | None = None

    @property
    def nom(self) -> str:
        return nom(self.source) if self.source is not None else ""

    @property
    def nature(self) -> Code | None:
        return self.lu.nature(self.choix) if self.lu is not None else None

    @property
    def a_jour(self) -> bool:
        """L'aperçu montre ce choix."""
        return self.vu is not None and self.vu_pour == self.choix
