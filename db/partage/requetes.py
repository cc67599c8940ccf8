"""Les requêtes du partage : ceux qui comptent, ceux qui viennent, ceux qui restent ; groupées par le moteur."""

from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, exists, false, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from db.tableaux.portee import Portee
from relogement.indicateurs.conditions import dans_la_base, sorti
from relogement.modeles import Bilan, LogementOffert, LogementQuitte, Offre, PassageCaleol, Relogement
from relogement.nomenclatures import Nature, Reponse
from relogement.offre import OUVERTES
from relogement.parcours import FAVORABLES
from relogement.partage.matrice import Stade
from relogement.partage.periode import Periode

_PLUS_RECENT = aliased(Relogement)
STADES = tuple(Stade)


def retenu() -> ColumnElement[bool]:
    """Le bail définitif qui compte pour un dossier : le plus récent."""
    autre, bail = _PLUS_RECENT, Relogement.bail_le
    apres = or_(autre.bail_le > bail, and_(autre.bail_le == bail, autre.id > Relogement.id))
    memes = (autre.menage_id == Relogement.menage_id, autre.nature == Nature.DEFINITIF, autre.id != Relogement.id)
    return and_(Relogement.nature == Nature.DEFINITIF, bail.is_not(None), ~exists().where(*memes, apres))


def reloges(portee: Portee, periode: Periode) -> list[ColumnElement[bool]]:
    """La base des indicateurs à cette date, aux baux signés dans la période."""
    voulus = [dans_la_base(portee.au), *portee.conditions()]
    voulus += [Bilan.bail_le >= periode.du] if periode.du else []
    return voulus + ([Bilan.bail_le <= periode.fin] if periode.fin else [])


def pas_encore(portee: Portee) -> list[ColumnElement[bool]]:
    """Ceux qui restent à reloger : ni relogés à cette date, ni sortis."""
    return [~func.coalesce(dans_la_base(portee.au), false()), ~sorti(portee.au), *portee.conditions()]


def avec_les_logements(requete: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """D'un bilan, le logement quitté, le bail qui compte et son logement."""
    return (
        requete.outerjoin(LogementQuitte, LogementQuitte.id == Bilan.logement_quitte_id)
        .join(Relogement, and_(Relogement.menage_id == Bilan.menage_id, retenu()))
        .join(LogementOffert, LogementOffert.id == Relogement.logement_id)
    )


def des_flux(portee: Portee, periode: Periode) -> Select[*tuple[Any, ...]]:
    """Les relogés, par paire de bailleurs tels que les logements les écrivent.

    Le type de dossier n'est lu que là où il sert : ce que l'on range est d'autant plus court.
    """
    sans_nom = case((LogementQuitte.bailleur.is_(None), Bilan.type))
    paire = (LogementQuitte.bailleur, LogementOffert.bailleur, sans_nom)
    requete = avec_les_logements(select(*paire, func.count()).select_from(Bilan))
    return requete.where(*reloges(portee, periode)).group_by(*paire)


def des_restants(portee: Portee) -> Select[*tuple[Any, ...]]:
    """Ceux qui restent, par bailleur quitté ; aucun logement quitté n'est pas un bailleur inconnu."""
    cles = (LogementQuitte.bailleur, Bilan.type)
    requete = select(*cles, func.count()).select_from(Bilan)
    requete = requete.outerjoin(LogementQuitte, LogementQuitte.id == Bilan.logement_quitte_id)
    return requete.where(*pas_encore(portee)).group_by(*cles)


def _encore(rendu_le: Any, au: date) -> ColumnElement[bool]:
    return or_(rendu_le.is_(None), rendu_le > au)


def _ouverte(au: date) -> ColumnElement[bool]:
    """Une offre qui tenait son logement à cette date ; ce qui n'est pas daté vaut depuis toujours."""
    faite = func.coalesce(Offre.notifiee_le, au) <= au
    return and_(faite, _encore(Offre.rendu_le, au), or_(Offre.reponse.in_(OUVERTES), Offre.repondue_le > au))


def promis(portee: Portee) -> CTE:
    """Un logement par ménage qui restait à reloger : son bail, sinon son accord, sinon son offre en cours."""
    rang, au = STADES.index, portee.au
    favorable = exists().where(
        PassageCaleol.menage_id == Offre.menage_id,
        PassageCaleol.decision.in_(FAVORABLES),
        or_(PassageCaleol.offre_id == Offre.id, PassageCaleol.offre_id.is_(None)),
        func.coalesce(PassageCaleol.le, au) <= au,
    )
    accord = case((favorable, rang(Stade.CALEOL)), else_=rang(Stade.ACCORD))
    accepte = and_(Offre.reponse == Reponse.ACCORD, func.coalesce(Offre.repondue_le, au) <= au)
    stade = case((accepte, accord), else_=rang(Stade.OFFRE))
    communes = (Bilan.menage_id, Bilan.logement_quitte_id, Bilan.type)
    voulus = pas_encore(portee)
    baux = (
        select(*communes, Relogement.logement_id, literal(0).label("stade"), Relogement.id.label("rang"))
        .join(Relogement, Relogement.menage_id == Bilan.menage_id)
        .where(
            Relogement.nature == Nature.DEFINITIF,
            func.coalesce(Relogement.bail_le, au) <= au,
            _encore(Relogement.rendu_le, au),
            *voulus,
        )
    )
    offres = (
        select(*communes, Offre.logement_id, stade, Offre.rang)
        .join(Offre, Offre.menage_id == Bilan.menage_id)
        .where(_ouverte(au), *voulus)
    )
    toutes = union_all(baux, offres).subquery("promesses")
    ordre = func.row_number().over(
        partition_by=toutes.c.menage_id, order_by=(toutes.c.stade, toutes.c.rang.desc(), toutes.c.logement_id)
    )
    rangees = select(*toutes.c, ordre.label("ordre")).subquery("rangees")
    return select(*rangees.c).where(rangees.c.ordre == 1).cte("promis")


def des_promis(portee: Portee) -> Select[*tuple[Any, ...]]:
    """Ceux qui viennent, par paire de bailleurs et par stade."""
    venir = promis(portee)
    cles = (LogementQuitte.bailleur, LogementOffert.bailleur, venir.c.type, venir.c.stade)
    return (
        select(*cles, func.count())
        .select_from(venir)
        .outerjoin(LogementQuitte, LogementQuitte.id == venir.c.logement_quitte_id)
        .join(LogementOffert, LogementOffert.id == venir.c.logement_id)
        .group_by(*cles)
    )
