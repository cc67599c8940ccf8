"""L'export « saisie » : où se trouve en base chaque champ de la table de saisie."""

from typing import Any

from sqlalchemy import ColumnElement, String, func, select, type_coerce
from sqlalchemy.orm import aliased

from db.exports.dossiers import APRES, AVANT, OFFRES, RETENU, TITULAIRE, derniere_satisfaction, requete
from db.exports.portee import Portee
from relogement.base import Code
from relogement.exports import export_de
from relogement.exports.saisie import FEUILLE, colonnes
from relogement.exports.tableau import Document, Tableau, champs_lus
from relogement.modeles import LogementOffert, LogementQuitte, Menage, Operation, PassageCaleol

_PARENT, _CALEOL = aliased(Menage, name="parent"), aliased(PassageCaleol, name="caleol")
_PARTIES: dict[str, Any] = {
    "operation": Operation,
    "menage": Menage,
    "titulaire": TITULAIRE,
    "quitte": LogementQuitte,
    "avant": AVANT,
    "relogement": RETENU,
    "logement": LogementOffert,
    "apres": APRES,
    "caleol": _CALEOL,
}


def document(portee: Portee) -> Document:
    """Toute la table de saisie, dossier par dossier, dans l'ordre de leur création."""
    ids, voulues = portee.dossiers(), colonnes()
    champs = [_champ(chemin) for chemin in champs_lus(voulues)]
    lignes = (
        requete(champs)
        .outerjoin(_PARENT, _PARENT.id == Menage.dossier_parent_id)
        .outerjoin(_CALEOL, _CALEOL.id == _dernier_passage())
    )
    pages = portee.pages(lignes, ids, voulues)
    tableau = Tableau(FEUILLE, tuple(c.entete for c in voulues), pages, len(ids))
    return Document(export_de("saisie").libelle, (tableau,))


def _champ(chemin: str) -> ColumnElement[Any]:
    if chemin in _SPECIAUX:
        return _SPECIAUX[chemin]
    partie, attribut = chemin.split(".")
    colonne: ColumnElement[Any] = getattr(_PARTIES[partie], attribut)
    return type_coerce(colonne, String) if _est_un_code(colonne) else colonne


def _est_un_code(colonne: ColumnElement[Any]) -> bool:
    enumeration = getattr(colonne.type, "enum_class", None)
    return enumeration is not None and issubclass(enumeration, Code)


def _dernier_passage() -> ColumnElement[int]:
    """Le dernier passage enregistré : celui que la relecture de la table mettra à jour."""
    requete = select(func.max(PassageCaleol.id)).where(PassageCaleol.menage_id == Menage.id)
    return requete.correlate(Menage).scalar_subquery()


def _source_apl(cout: Any) -> ColumnElement[Any]:
    source: ColumnElement[Any] = cout.provenances[("apl", "source")].as_string()
    return source


_SPECIAUX: dict[str, ColumnElement[Any]] = {
    **OFFRES,
    "menage.dossier_parent": type_coerce(_PARENT.reference, String),
    "avant.source_apl": _source_apl(AVANT),
    "apres.source_apl": _source_apl(APRES),
    "suivi.satisfaction": derniere_satisfaction(),
}
