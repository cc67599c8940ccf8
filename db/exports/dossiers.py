"""La requête commune aux exports ligne à ligne : un dossier et tout ce qui l'entoure, sans un objet vivant.

Elle se joue page par page : le paramètre ``ids`` porte les dossiers de la page. Le paramètre ``au`` borne ce qui
est daté : une offre notifiée ou un suivi fait après cette date n'y est pas encore ; sans lui, rien n'est borné.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from db.situations import relogement_retenu
from relogement.modeles import (
    Cout,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    Operation,
    Personne,
    Relogement,
    Suivi,
)
from relogement.nomenclatures import Lien, Moment, Reponse

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
AU: BindParameter[date] = bindparam("au", date.max, type_=Date())
AVANT, APRES = aliased(Cout, name="avant"), aliased(Cout, name="apres")
RETENU, TITULAIRE = aliased(Relogement, name="retenu"), aliased(Personne, name="titulaire")


def _occupants() -> Subquery:
    """Les personnes de chaque dossier, par lien ; le titulaire, ou à défaut la première : ``Menage.titulaire``."""

    def effectif(lien: Lien) -> ColumnElement[int]:
        return func.sum(case((Personne.lien == lien, 1), else_=0))

    titulaire = func.min(case((Personne.lien == Lien.TITULAIRE, Personne.id)))
    hors_couple = Personne.lien.not_in((Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT))
    non_dite = and_(hors_couple, Personne.a_charge.is_(None))
    enfant_date = and_(non_dite, Personne.lien == Lien.ENFANT, Personne.naissance_le.is_not(None))
    return (
        select(
            Personne.menage_id,
            func.coalesce(titulaire, func.min(Personne.id)).label("titulaire"),
            func.count().label("nombre"),
            effectif(Lien.CONJOINT).label("conjoints"),
            effectif(Lien.COTITULAIRE).label("cotitulaires"),
            effectif(Lien.ENFANT).label("enfants"),
            func.sum(case((and_(hors_couple, Personne.a_charge.is_(True)), 1), else_=0)).label("a_charge"),
            func.sum(case((enfant_date, 1), else_=0)).label("enfants_dates"),
            func.sum(case((and_(non_dite, not_(enfant_date)), 1), else_=0)).label("muets"),
            func.min(case((enfant_date, Personne.naissance_le))).label("aine_ne_le"),
            func.min(case((Personne.lien == Lien.CONJOINT, Personne.naissance_le))).label("conjoint_ne_le"),
            func.sum(case((Personne.handicap_categorie.is_(True), 1), else_=0)).label("handicaps"),
            func.sum(case((Personne.handicap_categorie.is_(None), 1), else_=0)).label("handicaps_tus"),
        )
        .where(Personne.menage_id.in_(IDS))
        .group_by(Personne.menage_id)
        .subquery("occupants")
    )


def deja(jour: Any) -> ColumnElement[bool]:
    """Arrivé à la date de l'export ; ce qui n'est pas daté l'est depuis toujours."""
    return or_(jour.is_(None), jour <= AU)


_REFUSEE = and_(Offre.reponse == Reponse.REFUS, deja(Offre.repondue_le))


def _offres_faites() -> Subquery:
    """Pour les dossiers qui ont des offres enregistrées : combien, combien de refus, la première notification."""
    refus = func.sum(case((_REFUSEE, 1), else_=0))
    return (
        select(
            Offre.menage_id,
            func.count().label("nombre"),
            refus.label("refus"),
            func.min(Offre.notifiee_le).label("premiere_le"),
        )
        .where(Offre.menage_id.in_(IDS), deja(Offre.notifiee_le))
        .group_by(Offre.menage_id)
        .subquery("faites")
    )


def _motifs() -> Subquery:
    """Les motifs des deux premiers refus, dans l'ordre des offres."""
    rang = func.row_number().over(partition_by=Offre.menage_id, order_by=(Offre.rang, Offre.id))
    refus = (
        select(Offre.menage_id, Offre.motif_refus, rang.label("n"))
        .where(Offre.menage_id.in_(IDS), deja(Offre.notifiee_le), _REFUSEE)
        .subquery("refus")
    )
    premier, deuxieme = (func.max(case((refus.c.n == n, refus.c.motif_refus))) for n in (1, 2))
    return (
        select(refus.c.menage_id, premier.label("motif_1"), deuxieme.label("motif_2"))
        .group_by(refus.c.menage_id)
        .subquery("motifs")
    )


def derniere_satisfaction() -> ColumnElement[int | None]:
    """La note du dernier suivi enregistré qui en a une."""
    notes = and_(Suivi.menage_id == Menage.id, Suivi.satisfaction.is_not(None), deja(Suivi.le))
    requete = select(Suivi.satisfaction).where(notes)
    derniere = requete.order_by(Suivi.id.desc()).limit(1)
    return derniere.correlate(Menage).scalar_subquery()


OCCUPANTS, _FAITES, _MOTIFS = _occupants(), _offres_faites(), _motifs()


def _avec_la_reprise(faites: ColumnElement[int], reprises: Any) -> ColumnElement[int]:
    """Ce qui a été fait ici s'ajoute à ce qui l'avait été avant ; rien de connu reste inconnu."""
    return func.coalesce(faites + func.coalesce(reprises, 0), reprises)


_PREMIER_ICI = case((Menage.motif_refus_1.is_(None), _MOTIFS.c.motif_2), else_=_MOTIFS.c.motif_1)
OFFRES: dict[str, ColumnElement[Any]] = {
    "offres.nombre": _avec_la_reprise(_FAITES.c.nombre, Menage.nb_offres_reprises),
    "offres.refus": _avec_la_reprise(_FAITES.c.refus, Menage.nb_refus_repris),
    "offres.motif_1": func.coalesce(Menage.motif_refus_1, _MOTIFS.c.motif_1),
    "offres.motif_2": func.coalesce(Menage.motif_refus_2, _PREMIER_ICI),
    "offres.premiere_le": func.coalesce(Menage.premiere_offre_le, _FAITES.c.premiere_le),
}


def requete(champs: list[ColumnElement[Any]], *, bail_signe: bool = False) -> Select[Any]:
    """Le numéro de chaque dossier de la page, puis ces champs ; au besoin sans un bail non signé à la date."""
    retenu = RETENU.id == relogement_retenu()
    return (
        select(Menage.id, *champs)
        .select_from(Menage)
        .join(Operation, Operation.id == Menage.operation_id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .outerjoin(AVANT, and_(AVANT.menage_id == Menage.id, AVANT.moment == Moment.AVANT))
        .outerjoin(RETENU, and_(retenu, RETENU.bail_le <= AU) if bail_signe else retenu)
        .outerjoin(LogementOffert, LogementOffert.id == RETENU.logement_id)
        .outerjoin(APRES, APRES.relogement_id == RETENU.id)
        .outerjoin(OCCUPANTS, OCCUPANTS.c.menage_id == Menage.id)
        .outerjoin(TITULAIRE, TITULAIRE.id == OCCUPANTS.c.titulaire)
        .outerjoin(_FAITES, _FAITES.c.menage_id == Menage.id)
        .outerjoin(_MOTIFS, _MOTIFS.c.menage_id == Menage.id)
        .where(Menage.id.in_(IDS))
    )
