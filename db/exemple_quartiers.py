"""Charger dans le projet fictif les vrais contours de ses quartiers : la carte a de quoi montrer."""

from importlib.resources import as_file, files

from sqlalchemy.orm import Session

from db.imports.quartiers import FichierDeContours, fusionner_quartiers
from db.imports.rapport import Rapport
from relogement.geographie import empreinte, lire_quartiers

NOM = "quartiers.geojson"


def charger(session: Session) -> None:
    """Les quartiers de 2015 des Pyrénées-Orientales (ANCT, SIG Ville, Licence Ouverte 2.0)."""
    with as_file(files("resources").joinpath(f"exemple/{NOM}")) as source:
        lecture = lire_quartiers(source)
        fusionner_quartiers(
            session, lecture, FichierDeContours(NOM, empreinte(source)), Rapport.de("qpv", lecture)
        )
