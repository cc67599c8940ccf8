"""La portée d'un tableau : jusqu'à quand, pour quelle opération, avec ou sans les décohabitants."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from relogement.indicateurs.criteres import compte_pour_un
from relogement.modeles import Bilan, Operation
from relogement.nomenclatures import TypeDossier


@dataclass(frozen=True)
class Portee:
    au: date
    operation: str | None = None
    titulaires: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Ce que la portée demande à une ligne de bilan."""
        voulues: list[ColumnElement[bool]] = [compte_pour_un()]
        if self.titulaires:
            voulues.append(Bilan.type == TypeDossier.TITULAIRE)
        if self.operation:
            operation = select(Operation.id).where(Operation.code == self.operation).scalar_subquery()
            voulues.append(Bilan.operation_id == operation)
        return voulues
