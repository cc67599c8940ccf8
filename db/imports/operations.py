"""L'opération où vont les lignes importées : celle que l'on nomme, ou la seule du projet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.operation import Operation

PREMIERE, DE_PERSONNE = "OP1", -1


def operation_de(session: Session, code: str | None, *, ecrit: bool = True) -> Operation:
    """Trouve l'opération, ou la crée si elle est nommée ou si le projet n'en a pas encore ; voir ``ecrit``."""
    connues = list(session.scalars(select(Operation).order_by(Operation.code)))
    if code is None and len(connues) > 1:
        codes = ", ".join(o.code for o in connues)
        raise ErreurMetier(f"Le projet a plusieurs opérations ({codes}) : dites dans laquelle importer.")
    if code is None and connues:
        return connues[0]
    trouvee = next((o for o in connues if o.code == code), None)
    return trouvee or nouvelle_operation(session, code or PREMIERE, ecrit=ecrit)


def nouvelle_operation(session: Session, code: str, *, ecrit: bool = True) -> Operation:
    """Une opération dont on ne sait encore que le code ; sans ``ecrit`` elle n'a que le numéro de personne."""
    operation = Operation(code=code, libelle=f"Opération {code}")
    if not ecrit:
        operation.id = DE_PERSONNE
        return operation
    session.add(operation)
    session.flush()
    return operation
