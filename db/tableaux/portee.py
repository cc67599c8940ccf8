"""La portée d'un tableau : jusqu'à quand, quelle opération, avec ou sans les décohabitants, quels QPV."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, select

from db.cube import Filtre
from relogement.indicateurs.conditions import compte_pour_un
from relogement.modeles import Bilan, Operation
from relogement.nomenclatures import GenerationQpv, TypeDossier


@dataclass(frozen=True)
class Portee:
    """``generation`` : celle de chaque bail, ou la même pour tous les relogements."""

    au: date
    operation: str | None = None
    titulaires: bool = False
    generation: GenerationQpv = GenerationQpv.EN_VIGUEUR

    @property
    def filtre(self) -> Filtre:
        """Ce que la portée garde d'un cube lu à sa date."""
        return Filtre(self.titulaires, {"operation": self.operation} if self.operation else {})

    def pour(self, *, titulaires: bool, operation: str | None = None) -> "Portee":
        """La même date, pour une autre population ou une autre opération."""
        return replace(self, titulaires=titulaires, operation=operation)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Ce que la portée demande à une ligne de bilan."""
        voulues: list[ColumnElement[bool]] = [compte_pour_un()]
        if self.titulaires:
            voulues.append(Bilan.type == TypeDossier.TITULAIRE)
        if self.operation:
            operation = select(Operation.id).where(Operation.code == self.operation).scalar_subquery()
            voulues.append(Bilan.operation_id == operation)
        return voulues
