"""Recompter « hors QPV » et « hors site » selon une génération de quartiers, la même pour tous les relogements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.cube import Cube
from db.cube.table import RANGS
from db.quartiers import quartiers_gardes
from db.situations import cadre, relogement_retenu
from relogement.baremes import bareme
from relogement.geographie import Point, departement_du_code, reperer_tous
from relogement.indicateurs.conditions import dans_la_base
from relogement.indicateurs.generation import quartier_selon, verdicts_selon
from relogement.indicateurs.indicateur import Sujet
from relogement.modeles import Bilan, LogementOffert, Menage, Projet, Relogement
from relogement.nomenclatures import GenerationQpv
from relogement.situation import Cadre

_RETENU = aliased(Relogement)
_CODES = ("HORS_QPV", "HORS_SITE")


@dataclass(frozen=True)
class _Place:
    """Où est relogé un dossier de la base, et ce qui en a été retenu au bail."""

    dossier: int
    qpv: str | None
    retenue: GenerationQpv
    lon: float | None
    lat: float | None
    commune: str | None


def selon_la_generation(session: Session, cube: Cube, generation: GenerationQpv) -> Cube:
    """Le même cube, ses deux critères de lieu refaits ; tel quel quand chaque bail garde sa génération."""
    import numpy as np

    if generation is GenerationQpv.EN_VIGUEUR:
        return cube
    table, du_projet = cube.tables[Sujet.DOSSIERS], cadre(session.connection())
    places = [_Place(*ligne) for ligne in session.execute(_places(cube))]
    quartiers = _quartiers(session, places, generation, du_projet)
    verdicts = {code: np.zeros_like(table.verdicts[code]) for code in _CODES}
    motifs: dict[str, dict[int, str]] = {code: {} for code in _CODES}
    rangs = {int(numero): rang for rang, numero in enumerate(table.dossiers)}
    douteux = np.zeros_like(table.titulaires)
    for place, (qpv, a_verifier) in zip(places, quartiers, strict=True):
        if (rang := rangs.get(place.dossier)) is None:
            continue
        douteux[rang] = a_verifier
        for code, verdict in verdicts_selon(generation, qpv, du_projet.site, du_projet.site_2024).items():
            verdicts[code][rang] = RANGS[verdict.valeur.value]
            motifs[code][place.dossier] = verdict.motif
    refaite = replace(table, verdicts={**table.verdicts, **verdicts}, a_verifier=douteux)
    return replace(cube, tables={**cube.tables, Sujet.DOSSIERS: refaite}, motifs=motifs)


def _places(cube: Cube) -> Any:
    du_logement = (LogementOffert.lon, LogementOffert.lat, LogementOffert.commune_insee)
    return (
        select(Menage.id, LogementOffert.qpv, Bilan.generation_qpv, *du_logement)
        .join(Bilan, Bilan.menage_id == Menage.id)
        .join(_RETENU, _RETENU.id == relogement_retenu())
        .join(LogementOffert, LogementOffert.id == _RETENU.logement_id)
        .where(dans_la_base(cube.au))
    )


def _quartiers(
    session: Session, places: Sequence[_Place], generation: GenerationQpv, du_projet: Cadre
) -> list[tuple[str | None, bool]]:
    """Le quartier de chacun, et s'il est à vérifier ; seuls ceux qui ont des coordonnées se cherchent."""
    calcules = _calcules(session, [p for p in places if p.lon is not None], generation, du_projet)
    return [
        (
            qpv := quartier_selon(generation, p.qpv, p.retenue, calcules.get(p.dossier, (None, False))[0]),
            qpv is not None and qpv != p.qpv and calcules.get(p.dossier, (None, False))[1],
        )
        for p in places
    ]


def _calcules(
    session: Session, places: Sequence[_Place], generation: GenerationQpv, du_projet: Cadre
) -> dict[int, tuple[str | None, bool]]:
    gardes = quartiers_gardes(session, generation) if places else None
    if gardes is None:
        return {}
    points = [(Point(p.lon or 0.0, p.lat or 0.0), p.commune) for p in places]
    marge = float(bareme("localisation_qpv", dossier=du_projet.baremes).nombre("marge_limite_m"))
    reperes = reperer_tous(points, gardes.index, du_projet=_departement(session), marge=marge)
    return {p.dossier: (r.qpv, r.a_verifier) for p, r in zip(places, reperes, strict=True)}


def _departement(session: Session) -> str:
    departement, site = session.execute(select(Projet.departement, Projet.code_qpv)).one()
    return departement_du_code(site) or departement or ""
