"""Les doublons : pendant que l'on tape une personne, et de tout le projet en arrière-plan."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.contexte import Contexte
from bench.mesures import Mesure, chrono, p95
from db.doublons import candidats, identite_tapee
from db.doublons_de_la_base import doublons_possibles
from relogement.modeles import LogementQuitte, Menage, Operation, Personne

TAPEES, PAS = 60, 37


def reconnaitre(contexte: Contexte) -> Iterator[Mesure]:
    """Des personnes connues, retapées à une faute près, avec puis sans leur naissance ; puis toute la base."""
    with contexte.ouvert() as fichier, fichier.lire() as session:
        secondes = [chrono(partial(_chercher, session, *qui)) for qui in _tapees(session)]
        yield Mesure("Reconnaître une personne tapée, 95e centile", p95(secondes), cible=0.05)
        yield Mesure("Doublons possibles de tout le projet", chrono(partial(doublons_possibles, session)))


def _chercher(
    session: Session, operation: str, nom: str, prenom: str | None, naissance: object, ug: str | None
) -> None:
    tapee = identite_tapee(session, operation, nom, prenom, naissance=naissance, ug=ug)  # type: ignore[arg-type]
    candidats(session, tapee)


def _tapees(session: Session) -> Iterator[tuple[str, str, str | None, object, str | None]]:
    requete = (
        select(Operation.code, Personne.nom, Personne.prenom, Personne.naissance_le, LogementQuitte.ug)
        .join(Menage, Menage.id == Personne.menage_id)
        .join(Operation, Operation.id == Menage.operation_id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .where(Personne.id % PAS == 0)
        .limit(TAPEES)
    )
    for operation, nom, prenom, naissance, ug in session.execute(requete).all():
        faute = f"{nom[:-1]}{nom[-1:] * 2}"
        yield operation, faute, prenom, naissance, ug
        yield operation, faute, prenom, None, None
