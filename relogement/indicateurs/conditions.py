"""Ce que valait un dossier, un logement ou une offre à une date : les conditions que les indicateurs partagent."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, or_, select

from relogement.bilan import Bilan
from relogement.menage import Menage
from relogement.nomenclatures import Nature, Reponse
from relogement.offre import Offre

REFUS = (Reponse.REFUS, Reponse.SILENCE)
SANS_REPONSE, MOTIF_INCONNU = "SANS_REPONSE", ""


def dans_la_base(au: date) -> ColumnElement[bool]:
    """La base B : relogé définitivement, bail signé et entrée faite à cette date, pas encore sorti."""
    definitif = and_(Bilan.nature == Nature.DEFINITIF, compte_pour_un())
    return and_(definitif, Bilan.bail_le <= au, Bilan.entree_le <= au, ~sorti(au))


def compte_pour_un() -> ColumnElement[bool]:
    """Un ménage suivi dans deux dossiers ne se compte qu'une fois : celui qu'un autre a repris n'en est pas un."""
    return Bilan.fusionne.is_(False)


def sorti(au: date) -> ColumnElement[bool]:
    """Sorti à cette date ; une sortie non datée vaut depuis toujours."""
    return and_(Bilan.sorti, or_(Bilan.sorti_le.is_(None), Bilan.sorti_le <= au))


def faite(au: date) -> ColumnElement[bool]:
    """Une offre notifiée à cette date, ou à laquelle le ménage avait déjà répondu."""
    repondue = and_(Offre.reponse.in_((Reponse.ACCORD, *REFUS)), func.coalesce(Offre.repondue_le, au) <= au)
    return or_(Offre.notifiee_le <= au, repondue)


def refusee(au: date) -> ColumnElement[bool]:
    """Une offre refusée ou restée sans réponse à cette date ; une réponse non datée vaut depuis toujours."""
    return and_(Offre.reponse.in_(REFUS), func.coalesce(Offre.repondue_le, au) <= au)


def motif() -> ColumnElement[str]:
    """Le motif d'un refus ; vide quand il n'est pas renseigné."""
    return case(
        (Offre.reponse == Reponse.SILENCE, literal(SANS_REPONSE)),
        else_=func.coalesce(Offre.motif_refus, literal(MOTIF_INCONNU)),
    )


@lru_cache(maxsize=64)
def offres_au(au: date) -> Subquery:
    """Par dossier, à cette date : ses offres faites, ses refus, et la première notification."""
    un, zero = literal(1), literal(0)
    return (
        select(
            Offre.menage_id,
            func.sum(case((faite(au), un), else_=zero)).label("faites"),
            func.sum(case((refusee(au), un), else_=zero)).label("refusees"),
            func.min(case((Offre.notifiee_le <= au, Offre.notifiee_le))).label("premiere"),
        )
        .group_by(Offre.menage_id)
        .subquery("offres_au")
    )


def sans_offre_saisie(au: date) -> ColumnElement[bool]:
    """Un dossier repris d'un classeur : ses offres n'y sont que comptées, depuis la date de la première."""
    return and_(offres_au(au).c.menage_id.is_(None), func.coalesce(Menage.premiere_offre_le, au) <= au)


def nb_offres(au: date) -> ColumnElement[int]:
    """Les offres d'un dossier à cette date, celles d'avant la reprise comprises."""
    depuis, nombre = func.coalesce(Menage.premiere_offre_le, au), func.coalesce(Menage.nb_offres_reprises, 0)
    reprises = case((depuis <= au, nombre), else_=0)
    return func.coalesce(offres_au(au).c.faites, 0) + reprises


def premiere_offre(au: date) -> ColumnElement[Any]:
    """La notification de la première offre ; celle de la reprise quand aucune n'est saisie."""
    reprise = case((Menage.premiere_offre_le <= au, Menage.premiere_offre_le))
    return func.coalesce(offres_au(au).c.premiere, reprise)
