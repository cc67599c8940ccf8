"""Ce que la page de la séance lit d'un coup : la séance, les autres, et ce qui se propose autour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from db.brouillons import DECISION, repris
from db.cellule.decisions import responsables
from db.cellule.lecture import SeanceLue, SeanceOuverte, lire_seance, seance_a_montrer, seances
from db.cellule.partenaires import PartenaireLu, partenaires
from relogement.cellule.codes import EtatPoint, EtatSeance

RYTHME = timedelta(weeks=1)  # la cellule se tient chaque semaine : ce qu'elle décide se voit à la suivante


@dataclass(frozen=True)
class Lue:
    """La séance montrée, et de quoi remplir les listes."""

    seance: SeanceOuverte | None
    connues: tuple[SeanceLue, ...]
    partenaires: tuple[PartenaireLu, ...]
    responsables: tuple[tuple[str, int | None], ...]
    brouillons: Mapping[int, Mapping[str, Any]] = field(repr=False)

    @property
    def echeance(self) -> date | None:
        """Ce que l'on propose : le jour de la séance suivante si elle est préparée, sinon une semaine après."""
        if self.seance is None:
            return None
        le = self.seance.le
        suivantes = [s.le for s in self.connues if s.etat is EtatSeance.PREPAREE and s.le > le]
        return min(suivantes, default=le + RYTHME)

    @property
    def ou_reprendre(self) -> int | None:
        """Le dossier du dernier brouillon, sinon le premier à voir, sinon le premier."""
        points = self.seance.points if self.seance else ()
        numeros = {p.id for p in points}
        tapes = [p for p in self.brouillons if p in numeros]
        a_voir = [p.id for p in points if p.etat is EtatPoint.A_VOIR]
        return next(iter((*tapes, *a_voir, *(p.id for p in points))), None)


def lire(session: Session, choisie: int | None, au: date, auteur: str) -> Lue:
    """La séance choisie si elle existe encore, sinon celle à montrer ce jour."""
    connues = seances(session)
    voulue = choisie if choisie in {s.id for s in connues} else seance_a_montrer(session, au)
    return Lue(
        seance=lire_seance(session, voulue) if voulue is not None else None,
        connues=tuple(connues),
        partenaires=tuple(partenaires(session)),
        responsables=tuple(responsables(session)),
        brouillons={int(cle): r.contenu for cle, r in repris(session, auteur, DECISION).items()},
    )
