"""L'export « rime » : où se trouve en base chaque champ d'une source, sous sa forme la plus brute."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Enum,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    null,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import aliased

from db.exports.dossiers import APRES, AVANT, IDS, OFFRES, RETENU, TITULAIRE, derniere_satisfaction, requete
from db.exports.portee import Portee
from db.situations import relogement_retenu
from relogement.base import Centiemes
from relogement.exports.rime import SEUIL_COMMUNE, Cadre, colonnes
from relogement.exports.rime.mise_en_page import MiseEnPage, mise_en_page_par_defaut
from relogement.exports.rime.pseudonymes import pseudonyme
from relogement.exports.tableau import Document, Tableau, champs_lus
from relogement.modeles import (
    Bilan,
    Charte,
    LogementOffert,
    LogementQuitte,
    Menage,
    Operation,
    Personne,
    Projet,
    Relogement,
)
from relogement.nomenclatures import Lien

_BAIL = aliased(Bilan, name="bail")
_PARTIES: dict[str, Any] = {
    "projet": Projet,
    "operation": Operation,
    "menage": Menage,
    "titulaire": TITULAIRE,
    "quitte": LogementQuitte,
    "avant": AVANT,
    "relogement": RETENU,
    "logement": LogementOffert,
    "apres": APRES,
    "bilan": Bilan,
    "bail": _BAIL,
}


def document(portee: Portee, mise_en_page: MiseEnPage | None = None) -> Document:
    """L'export de type RIME, avec la mise en page du programme si l'on n'en donne pas."""
    choisie = mise_en_page or mise_en_page_par_defaut()
    return Document(choisie.titre, (tableau(portee, choisie, nom=choisie.feuille),))


def tableau(portee: Portee, mise_en_page: MiseEnPage, *, nom: str) -> Tableau:
    """Une ligne par dossier, dans l'ordre des pseudonymes : celui du fichier d'origine les trahirait."""
    cadre = _cadre(portee)
    ids = sorted(cadre.pseudonymes, key=cadre.pseudonymes.__getitem__)
    voulues = colonnes(mise_en_page, cadre)
    pages = portee.pages(_requete([_champ(chemin) for chemin in champs_lus(voulues)]), ids, voulues)
    return Tableau(nom, tuple(c.entete for c in voulues), pages, len(ids))


def _cadre(portee: Portee) -> Cadre:
    cle = portee.session.scalars(select(Projet.cle_pseudonymes)).one()
    motifs = portee.session.scalars(select(Charte.motifs))
    return Cadre(
        au=portee.au,
        pseudonymes={dossier: pseudonyme(cle, dossier) for dossier in portee.dossiers()},
        communes=_communes_montrables(portee),
        motifs=frozenset(motif["code"] for version in motifs for motif in version),
    )


def _communes_montrables(portee: Portee) -> frozenset[str]:
    """Les communes que plusieurs lignes de cet export partagent."""
    signes = and_(RETENU.id == relogement_retenu(), RETENU.bail_le.is_not(None))
    lignes = (
        select(LogementOffert.commune_insee)
        .select_from(Menage)
        .join(Operation, Operation.id == Menage.operation_id)
        .join(RETENU, signes)
        .join(LogementOffert, LogementOffert.id == RETENU.logement_id)
        .where(LogementOffert.commune_insee.is_not(None))
        .group_by(LogementOffert.commune_insee)
        .having(func.count() >= SEUIL_COMMUNE)
    )
    return frozenset(portee.session.scalars(portee.restreindre(lignes)))


def _requete(champs: list[ColumnElement[Any]]) -> Select[Any]:
    return (
        requete(champs, bail_signe=True)
        .join(Projet, true())
        .outerjoin(Bilan, Bilan.menage_id == Menage.id)
        .outerjoin(_BAIL, and_(_BAIL.menage_id == Menage.id, _BAIL.bail_le.is_not(None)))
        .outerjoin(_OCCUPANTS, _OCCUPANTS.c.menage_id == Menage.id)
    )


def _champ(chemin: str) -> ColumnElement[Any]:
    """Un champ sans conversion : codes en texte, montants en centièmes ; les dates restent des dates."""
    if chemin in _SPECIAUX:
        return _SPECIAUX[chemin]
    partie, attribut = chemin.split(".")
    colonne: ColumnElement[Any] = getattr(_PARTIES[partie], attribut)
    match colonne.type:
        case Centiemes():
            return type_coerce(colonne, Integer)
        case Enum():
            return type_coerce(colonne, String)
        case _:
            return colonne


def _occupants() -> Subquery:
    """Les personnes de chaque dossier, par lien."""

    def effectif(lien: Lien) -> ColumnElement[int]:
        return func.sum(case((Personne.lien == lien, 1), else_=0))

    return (
        select(
            Personne.menage_id,
            func.count().label("nombre"),
            effectif(Lien.CONJOINT).label("conjoints"),
            effectif(Lien.COTITULAIRE).label("cotitulaires"),
            effectif(Lien.ENFANT).label("enfants"),
        )
        .where(Personne.menage_id.in_(IDS))
        .group_by(Personne.menage_id)
        .subquery("occupants")
    )


def _entrees() -> ColumnElement[int]:
    requete = select(func.count()).where(Relogement.menage_id == Menage.id, Relogement.entree_le.is_not(None))
    return requete.correlate(Menage).scalar_subquery()


_OCCUPANTS = _occupants()
_SPECIAUX: dict[str, ColumnElement[Any]] = {
    **OFFRES,
    **{f"occupants.{nom}": _OCCUPANTS.c[nom] for nom in ("nombre", "conjoints", "cotitulaires", "enfants")},
    "parcours.demenagements": _entrees(),
    "suivi.satisfaction": derniere_satisfaction(),
    # Ni la classe de ressources ni l'indemnité de minoration de loyer ne sont encore calculées : inconnues.
    "ressources.classe": cast(null(), String),
    "apres.indemnite": cast(null(), Integer),
}
