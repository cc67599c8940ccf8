"""Fusionner une couche de quartiers : chacun retrouvé par sa génération et son code, aucun retiré."""

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from db.imports.changements import Changements
from db.imports.rapport import Rapport
from relogement.geographie import QuartierLu, couvertures
from relogement.imports.resultat import Lecture
from relogement.modeles import Quartier
from relogement.nomenclatures import GenerationQpv
from relogement.textes import pluriel


def fusionner_quartiers(session: Session, lecture: Lecture[QuartierLu], rapport: Rapport) -> None:
    """Ajoute les quartiers lus, met à jour ceux dont le nom ou le contour change."""
    requete = select(Quartier).options(undefer(Quartier.geometrie))
    connus = {(q.generation, q.code): q for q in session.scalars(requete)}
    for lu in lecture.objets:
        rapport.compter(_reprendre(session, connus.get((lu.generation, lu.code)), lu).sort)
    session.flush()
    for generation in sorted({lu.generation for lu in lecture.objets}):
        _dire_ce_qui_manque(session, generation, rapport)


def _reprendre(session: Session, quartier: Quartier | None, lu: QuartierLu) -> Changements:
    changements = Changements()
    valeurs = {"nom": lu.nom, "geometrie": lu.geometrie, **lu.bornes._asdict()}
    if quartier is None:
        session.add(Quartier(generation=lu.generation, code=lu.code, **valeurs))
        changements.cree = True
    else:
        changements.poser(quartier, **valeurs)
    return changements


def _dire_ce_qui_manque(session: Session, generation: GenerationQpv, rapport: Rapport) -> None:
    """Un département dont il manque des quartiers ne permet pas de dire qu'une adresse est hors QPV."""
    codes = session.scalars(select(Quartier.code).where(Quartier.generation == generation))
    for departement, couverture in couvertures(codes).items():
        if not couverture.entiere:
            charges = pluriel(couverture.connus, "quartier chargé", "quartiers chargés")
            message = (
                f"Département {departement}, génération {generation} : {charges}, alors que leurs numéros vont au "
                f"moins jusqu’à {couverture.dernier}. Une adresse qui n’est dans aucun d’eux y reste inconnue : "
                "importez la couche entière."
            )
            rapport.signaler("", None, None, message)
