"""L'immeuble tel qu'on le regarde un jour donné : son tableau, sa trajectoire, ce qui bloque."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relogement.vidage.blocages import Blocage, blocages
from relogement.vidage.lignes import Immeuble
from relogement.vidage.tableau import Tableau, tableau
from relogement.vidage.trajectoire import Departs, Trajectoire, debut, departs, trajectoire


@dataclass(frozen=True)
class Vue:
    """Tout ce que l'écran montre à une date."""

    tableau: Tableau
    trajectoire: Trajectoire

    @cached_property
    def blocages(self) -> tuple[Blocage, ...]:
        return blocages(self.tableau)

    @property
    def au(self) -> date:
        return self.tableau.au


@dataclass(frozen=True)
class Film:
    """L'immeuble à toute date, du début de l'opération au dernier jour : rien ne se relit de l'un à l'autre."""

    immeuble: Immeuble
    dernier: date

    @cached_property
    def departs(self) -> Departs:
        return departs(self.immeuble)

    @cached_property
    def debut(self) -> date:
        return debut(self.immeuble, self.departs, self.dernier)

    @cached_property
    def presente(self) -> Vue:
        """Celle du dernier jour."""
        return self.au(self.dernier)

    def au(self, le: date) -> Vue:
        return Vue(tableau(self.immeuble, le), trajectoire(self.immeuble, self.departs, le))
