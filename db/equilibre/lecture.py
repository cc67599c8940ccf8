"""Lire les résidences et leurs mesures : deux requêtes, quel que soit leur nombre."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure, Parc, ResidenceLue
from relogement.modeles import MesureDeResidence, Residence

_MESURE = (
    MesureDeResidence.indicateur, MesureDeResidence.au, MesureDeResidence.taux, MesureDeResidence.nombre,
    MesureDeResidence.sur, MesureDeResidence.source,
)  # fmt: skip
_RESIDENCE = (
    Residence.id, Residence.nom, Residence.bailleur, Residence.commune, Residence.qpv, Residence.nb_logements,
)  # fmt: skip


def lire_parc(session: Session) -> Parc:
    """Toutes les résidences, rangées par bailleur et par nom."""
    valeurs: Any
    histoires: dict[int, list[Mesure]] = defaultdict(list)
    for residence_id, *valeurs in session.execute(select(MesureDeResidence.residence_id, *_MESURE)):
        histoires[residence_id].append(Mesure(*valeurs))
    lues = [
        ResidenceLue(*valeurs, _rangee(histoires[valeurs[0]])) for valeurs in session.execute(select(*_RESIDENCE))
    ]
    return Parc(sorted(lues, key=lambda r: ((r.bailleur or "").casefold(), r.nom.casefold(), r.id)))


def _rangee(histoire: list[Mesure]) -> tuple[Mesure, ...]:
    """La plus récente d'abord, puis dans l'ordre de la liste."""
    rangs = list(Indicateur)
    return tuple(sorted(histoire, key=lambda m: (-m.au.toordinal(), rangs.index(m.indicateur))))
