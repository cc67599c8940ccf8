"""L'export « rime » : où se trouve en base chaque champ d'une source, sous sa forme la plus brute."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Enum,
    Integer,
    Select,
    String,
    and_,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import aliased

from db.baremes import periodes_ajoutees
from db.exports.dossiers import APRES, AVANT, OCCUPANTS, OFFRES, RETENU, TITULAIRE, derniere_satisfaction, requete
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
    Projet,
    Relogement,
)
from relogement.nomenclatures import MotifSortie

BLOC = 5000
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
    """Une ligne par dossier."""
    cadre = _cadre(portee)
    ids = _melanges(cadre.pseudonymes)
    voulues = colonnes(mise_en_page, cadre)
    pages = portee.pages(_requete([_champ(chemin) for chemin in champs_lus(voulues)]), ids, voulues)
    return Tableau(nom, tuple(c.entete for c in voulues), pages, len(ids))


def _melanges(pseudonymes: Mapping[int, str]) -> list[int]:
    """Les dossiers dans l'ordre de leurs pseudonymes : celui du fichier d'origine les ferait reconnaître.

    Bloc par bloc : d'un bout à l'autre, la lecture de 110 000 dossiers prendrait deux fois plus de temps.
    """
    ids = sorted(pseudonymes)
    blocs = (ids[debut : debut + BLOC] for debut in range(0, len(ids), BLOC))
    return [dossier for bloc in blocs for dossier in sorted(bloc, key=pseudonymes.__getitem__)]


def _cadre(portee: Portee) -> Cadre:
    cle = portee.session.scalars(select(Projet.cle_pseudonymes)).one()
    motifs = portee.session.scalars(select(Charte.motifs))
    return Cadre(
        au=portee.au,
        pseudonymes={dossier: pseudonyme(cle, dossier) for dossier in _suivis(portee)},
        communes=_communes_montrables(portee),
        motifs=frozenset(motif["code"] for version in motifs for motif in version),
        baremes=periodes_ajoutees(portee.session),
    )


def _suivis(portee: Portee) -> list[int]:
    """Un ménage, une ligne : celui qu'un autre dossier a repris n'est pas un ménage de plus."""
    repris = set(portee.session.scalars(select(Menage.id).where(Menage.motif_sortie == MotifSortie.FUSION)))
    return [dossier for dossier in portee.dossiers() if dossier not in repris]


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


def _entrees() -> ColumnElement[int]:
    requete = select(func.count()).where(Relogement.menage_id == Menage.id, Relogement.entree_le.is_not(None))
    return requete.correlate(Menage).scalar_subquery()


_SPECIAUX: dict[str, ColumnElement[Any]] = {
    **OFFRES,
    **{f"occupants.{nom}": colonne for nom, colonne in OCCUPANTS.c.items()},
    "parcours.demenagements": _entrees(),
    "suivi.satisfaction": derniere_satisfaction(),
}
