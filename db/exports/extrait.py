"""L'export « sqlite » : les lignes de type RIME, les indicateurs, leurs définitions et une notice."""

from collections.abc import Iterator

from db.chiffres import Mesures, mesurer, mesurer_par_operation
from db.exports import rime
from db.exports.portee import Portee
from relogement.exports import export_de
from relogement.exports.extrait import (
    DEFINITIONS,
    ENSEMBLE,
    INDICATEURS,
    MENAGES,
    TITULAIRES,
    TOUS,
    Groupe,
    definitions,
    indicateurs,
    notice,
)
from relogement.exports.rime.mise_en_page import MiseEnPage, mise_en_page_par_defaut
from relogement.exports.tableau import Document


def document(portee: Portee, mise_en_page: MiseEnPage | None = None) -> Document:
    """Quatre tables, celle des ménages d'abord."""
    return Document(
        export_de("sqlite").libelle,
        (
            rime.tableau(portee, mise_en_page or mise_en_page_par_defaut(), nom=MENAGES),
            indicateurs(groupes(portee), portee.au, nom=INDICATEURS),
            definitions(nom=DEFINITIONS),
            notice(portee.au),
        ),
    )


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
