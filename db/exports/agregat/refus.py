"""Les offres de chaque ménage et leur sort : c'est le nombre de ménages derrière qui fait le secret."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.cube.lecture import reprises
from relogement.agrege.faits import Refusee
from relogement.agrege.refus import INCONNU
from relogement.indicateurs.conditions import MOTIF_INCONNU, compte_pour_un, faite, motif, refusee
from relogement.modeles import Bilan, Menage, Offre, Operation


def offres_par_menage(session: Session, au: date) -> list[Refusee]:
    """Les offres enregistrées, puis celles d'avant la reprise ; les définitions sont celles de l'écran."""
    return [*_enregistrees(session, au), *_reprises(session, au)]


def _enregistrees(session: Session, au: date) -> Iterator[Refusee]:
    sort = case((refusee(au), motif())).label("sort")
    requete = (
        select(Operation.code, Offre.menage_id, sort, func.count())
        .select_from(Offre)
        .join(Bilan, Bilan.menage_id == Offre.menage_id)
        .join(Operation, Operation.id == Bilan.operation_id)
        .where(faite(au), compte_pour_un())
        .group_by(Operation.code, Offre.menage_id, "sort")
        .order_by(Operation.code, Offre.menage_id)
    )
    for operation, menage, lu, nombre in session.execute(requete):
        yield Refusee(operation, menage, INCONNU if lu == MOTIF_INCONNU else lu, nombre)


def _reprises(session: Session, au: date) -> Iterator[Refusee]:
    """Elles n'ont pas de ligne à elles : le dossier les compte."""
    dossiers = select(Menage.id, Operation.code).join(Operation, Operation.id == Menage.operation_id)
    dossiers = dossiers.join(Bilan, Bilan.menage_id == Menage.id).where(compte_pour_un())
    operations = {ligne.id: ligne.code for ligne in session.execute(dossiers)}
    comptes = Counter(
        (menage, dit or INCONNU if refuse else None) for menage, refuse, dit in reprises(session, au)
    )
    for (menage, sort), nombre in comptes.items():
        if menage in operations:
            yield Refusee(operations[menage], menage, sort, nombre)
