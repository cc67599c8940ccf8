"""L'opération où vont les lignes importées : celle que l'on nomme, ou la seule du projet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.operation import Operation

PREMIERE = "OP1"


def operation_de(session: Session, code: str | None) -> Operation:
    """Trouve l'opération, ou la crée si elle est nommée ou si le projet n'en a pas encore."""
    connues = list(session.scalars(select(Operation).order_by(Operation.code)))
    if code is None and len(connues) > 1:
        codes = ", ".join(o.code for o in connues)
        raise ErreurMetier(f"Le projet a plusieurs opérations ({codes}) : dites dans laquelle importer.")
    if code is None and connues:
        return connues[0]
    trouvee = next((o for o in connues if o.code == code), None)
    return trouvee or nouvelle_operation(session, code or PREMIERE)


def nouvelle_operation(session: Session, code: str) -> Operation:
    """Une opération dont on ne sait encore que le code."""
    operation = Operation(code=code, libelle=f"Opération {code}")
    session.add(operation)
    session.flush()
    return operation
