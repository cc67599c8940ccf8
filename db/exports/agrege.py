"""Les exports « agrege » et « bilan » : le même agrégat, masqué une fois, présenté de deux façons."""

from datetime import date

from db.exports.agregat import agregat
from db.exports.portee import Portee
from db.memoire import garder
from db.organisme import texte_du_document
from relogement.agrege import Agregat
from relogement.exports import agrege, bilan, export_de
from relogement.exports.tableau import Document


def document(portee: Portee) -> Document:
    """L'extrait agrégé."""
    return agrege.document(_agregat(portee), portee.operation, export_de("agrege").libelle)


def document_du_bilan(portee: Portee) -> Document:
    """Le bilan du relogement."""
    texte = texte_du_document(portee.session, "bilan")
    return bilan.document(_agregat(portee), portee.operation, export_de("bilan").libelle, texte)


def _agregat(portee: Portee) -> Agregat:
    """Compté une fois par session, où un scellé en fait trois fichiers, et une fois tant que rien ne s'écrit."""
    session, au = portee.session, portee.au
    gardes: dict[date, Agregat] = session.info.setdefault("agregats", {})
    if au not in gardes:
        gardes[au] = garder(session, "agregat", au, lambda: agregat(session, au, portee.avancement), places=1)
    return gardes[au]
