"""D'où partent les ménages de chaque opération : sa commune, les limitrophes, son point ou le contour du site."""

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from relogement.depart import CommuneDeDepart, Depart
from relogement.geographie import Point
from relogement.geographie.site import Site
from relogement.modeles import Operation, Projet, Quartier


def departs(lecture: Session | Connection) -> dict[int, Depart]:
    """Le départ de chaque opération, par son numéro ; sa commune est celle du projet si elle n'en dit pas."""
    projet = lecture.execute(
        select(Projet.commune_insee, Projet.departement, Projet.code_qpv, Projet.code_qpv_2024)
    ).one()
    voisines, contour = _communes(lecture), _contour(lecture, (projet.code_qpv, projet.code_qpv_2024))
    lus = {}
    for operation in lecture.execute(select(Operation.id, Operation.commune_insee, Operation.lon, Operation.lat)):
        commune = operation.commune_insee or projet.commune_insee
        point = None if operation.lon is None or operation.lat is None else Point(operation.lon, operation.lat)
        limitrophes, divisee = voisines.get(commune or "", (None, False))
        lus[operation.id] = Depart(commune, limitrophes, divisee, Site(point, contour), projet.departement)
    return lus


def _communes(lecture: Session | Connection) -> dict[str, tuple[frozenset[str] | None, bool]]:
    """Les limitrophes de chaque commune de départ ; une liste vide n'a pas encore été donnée."""
    colonnes = select(CommuneDeDepart.insee, CommuneDeDepart.limitrophes, CommuneDeDepart.divisee)
    return {
        insee: (frozenset(limitrophes) if limitrophes else None, divisee)
        for insee, limitrophes, divisee in lecture.execute(colonnes)
    }


def _contour(lecture: Session | Connection, codes: Sequence[str | None]) -> bytes | None:
    """Celui du quartier du projet, s'il a été chargé ; la génération de sa convention d'abord."""
    connus = dict(
        lecture.execute(
            select(Quartier.code, Quartier.geometrie).where(Quartier.code.in_([c for c in codes if c]))
        ).all()
    )
    return next((bytes(connus[code]) for code in codes if code in connus), None)
