"""L'export « rime » : où se trouve en base chaque champ d'une source, sous sa forme la plus brute.

Tout ce qui est daté s'y lit à la date de l'export : un bail signé, une offre notifiée ou une enquête faite depuis
n'y sont pas encore. Ce qui ne l'est pas (une surface, un loyer) est ce que l'on en sait maintenant.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Enum,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session, aliased

from db.baremes import periodes_ajoutees
from db.exports.dossiers import (
    APRES,
    AU,
    AVANT,
    OCCUPANTS,
    OFFRES,
    RETENU,
    TITULAIRE,
    derniere_satisfaction,
    requete,
)
from db.exports.portee import Portee
from db.situations import relogement_retenu
from relogement.base import Centiemes
from relogement.exports.rime import SEUIL_COMMUNE, Cadre, colonnes
from relogement.exports.rime.mise_en_page import MiseEnPage, mise_en_page_par_defaut
from relogement.exports.rime.pseudonymes import pseudonyme
from relogement.exports.tableau import Document, Page, Tableau, champs_lus
from relogement.modeles import (
    Bilan,
    Charte,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Operation,
    Projet,
    Relogement,
)
from relogement.nomenclatures import Etat, MotifSortie
from relogement.parcours import SANS_EFFET

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
    return extraction(portee, mise_en_page, nom=nom)[1]


def extraction(
    portee: Portee, mise_en_page: MiseEnPage, *, nom: str, combien: int | None = None
) -> tuple[list[int], Tableau]:
    """Le numéro interne du dossier de chaque ligne, et le tableau, entier ou ses premières lignes."""
    cadre = _cadre(portee)
    ids = _melanges(cadre.pseudonymes)[:combien]
    voulues = colonnes(mise_en_page, cadre)
    speciaux = _SPECIAUX | _etat_d_alors(portee.session, portee.au)
    champs = [_champ(chemin, speciaux) for chemin in champs_lus(voulues)]
    pages = portee.pages(_requete(champs), ids, voulues, au=portee.au)
    return ids, Tableau(nom, tuple(c.entete for c in voulues), pages, len(ids))


def pages_de(portee: Portee, mise_en_page: MiseEnPage, ids: Sequence[int]) -> Iterator[Page]:
    """Ces colonnes, pour ces dossiers et dans leur ordre ; ni pseudonyme, ni commune."""
    cadre = Cadre(portee.au, {}, frozenset(), frozenset(), periodes_ajoutees(portee.session))
    voulues = colonnes(mise_en_page, cadre)
    speciaux = _SPECIAUX | _etat_d_alors(portee.session, portee.au)
    champs = [_champ(chemin, speciaux) for chemin in champs_lus(voulues)]
    return portee.pages(_requete(champs), ids, voulues, au=portee.au)


def _melanges(pseudonymes: Mapping[int, str]) -> list[int]:
    """Les dossiers dans l'ordre de leurs pseudonymes : celui du fichier d'origine les ferait reconnaître.

    Bloc par bloc : d'un bout à l'autre, la lecture de 110 000 dossiers prendrait deux fois plus de temps. Les
    blocs se suivent dans l'ordre de leurs pseudonymes : rien n'y dit lequel est le plus ancien.
    """
    ids = sorted(pseudonymes)
    blocs = [ids[debut : debut + BLOC] for debut in range(0, len(ids), BLOC)]
    blocs.sort(key=lambda bloc: pseudonymes[bloc[0]])
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
    signes = and_(RETENU.id == relogement_retenu(), RETENU.bail_le <= portee.au)
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
        .outerjoin(_BAIL, and_(_BAIL.menage_id == Menage.id, _BAIL.bail_le <= AU))
    )


def _champ(chemin: str, speciaux: Mapping[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    """Un champ sans conversion : codes en texte, montants en centièmes ; les dates restent des dates."""
    if chemin in speciaux:
        return speciaux[chemin]
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
    requete = select(func.count()).where(Relogement.menage_id == Menage.id, Relogement.entree_le <= AU)
    return requete.correlate(Menage).scalar_subquery()


def _etat_d_alors(session: Session, au: date) -> dict[str, ColumnElement[Any]]:
    """L'état du dossier à une date passée ; rien à faire si aucune étape n'est plus récente."""
    if not session.scalar(select(exists().where(Etape.le > au))):
        return {}
    apres = exists().where(Etape.menage_id == Menage.id, Etape.le > au).correlate(Menage)
    deplace = Etape.motif.is_(None) | Etape.motif.not_like(f"%{SANS_EFFET}")
    requete = select(type_coerce(Etape.etat, String)).where(Etape.menage_id == Menage.id, Etape.le <= au, deplace)
    dernier = requete.order_by(Etape.le.desc(), Etape.id.desc()).limit(1).correlate(Menage).scalar_subquery()
    etat = func.coalesce(dernier, Etat.RECENSE.value)
    return {"menage.etat": case((apres, etat), else_=type_coerce(Menage.etat, String))}


def _fait(jour: Any) -> ColumnElement[date | None]:
    """Une date, si elle n'est pas encore à venir à celle de l'export."""
    return case((jour <= AU, jour))


_SPECIAUX: dict[str, ColumnElement[Any]] = {
    **OFFRES,
    **{f"occupants.{nom}": colonne for nom, colonne in OCCUPANTS.c.items()},
    "menage.enquete_le": _fait(Menage.enquete_le),
    "parcours.demenagements": _entrees(),
    "suivi.satisfaction": derniere_satisfaction(),
}
