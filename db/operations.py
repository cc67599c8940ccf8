"""Les opérations d'un projet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.operation import Operation
from relogement.projet import Projet


def operations(session: Session) -> Sequence[Operation]:
    """Toutes, dans l'ordre de leur code."""
    return session.scalars(select(Operation).order_by(Operation.code)).all()


def exiger_operation(session: Session, code: str | None) -> None:
    """Lève ``ErreurMetier`` si le code demandé n'est celui d'aucune opération."""
    connues = [operation.code for operation in operations(session)]
    if code is not None and code not in connues:
        raise ErreurMetier(f"Aucune opération « {code} ». Celles du projet : {', '.join(connues) or 'aucune'}.")


def nom_du_projet(session: Session) -> str:
    """Le nom du projet de ce fichier."""
    return session.scalars(select(Projet.nom)).one()
