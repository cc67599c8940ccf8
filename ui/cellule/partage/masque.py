"""Un chiffre ouvert devant une salle : les ménages y sont par leur référence et leurs initiales."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from db.tableaux import Chiffre, Derriere, Liste
from ui.cellule.seance.masque import initiales


def sans_noms(chiffre: Chiffre) -> Chiffre:
    """Le même ; ce que l'on en copie ne nomme personne non plus."""

    def ouvrir(session: Session, groupe: str) -> Liste:
        liste = chiffre.ouvrir(session, groupe)

        def dire(session: Session, page: Sequence[int]) -> list[Derriere]:
            return [_masque(lu) for lu in liste.dire(session, page)]

        return replace(liste, dire=dire)

    return replace(chiffre, ouvrir=ouvrir)


def _masque(lu: Derriere) -> Derriere:
    return replace(lu, nom=initiales(lu.nom) if lu.nom != lu.reference else lu.nom, lieu="")
