"""L'export « agrege » : les mesures de chaque opération, puis celles de l'ensemble."""

from collections.abc import Iterator

from db.chiffres import Mesures, mesurer, mesurer_par_operation
from db.exports.portee import Portee
from relogement.exports import export_de
from relogement.exports.agrege import ENSEMBLE, TITULAIRES, TOUS, Groupe, definitions, indicateurs
from relogement.exports.tableau import Document


def document(portee: Portee) -> Document:
    """Les indicateurs, et leurs définitions en seconde feuille."""
    tableau = indicateurs(groupes(portee), portee.au)
    portee.avancement(tableau.nb_lignes, tableau.nb_lignes)
    return Document(export_de("agrege").libelle, (tableau, definitions()))


def groupes(portee: Portee) -> list[Groupe]:
    """Tous les dossiers et les titulaires seuls : de l'opération demandée, sinon de chacune puis du projet."""
    session, au = portee.session, portee.au
    if portee.operation is not None:
        return list(_populations(portee.operation, mesurer(session, au, portee.operation)))
    par_operation = mesurer_par_operation(session, au) | {ENSEMBLE: mesurer(session, au)}
    return [groupe for nom, mesures in par_operation.items() for groupe in _populations(nom, mesures)]


def _populations(operation: str, mesures: Mesures) -> Iterator[Groupe]:
    yield Groupe(operation, TOUS, mesures.tous)
    yield Groupe(operation, TITULAIRES, mesures.titulaires)
