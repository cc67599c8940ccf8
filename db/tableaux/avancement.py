"""L'avancement : combien de titulaires sont arrivés au moins à chaque étape du relogement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session

from db.tableaux.chiffre import Chiffre, Groupe, Liste, liste_de
from db.tableaux.portee import Portee
from relogement.indicateurs.conditions import dans_la_base, sorti
from relogement.modeles import Bilan, Menage, Offre, PassageCaleol, Relogement
from relogement.nomenclatures import Nature, Reponse, TypeDossier
from relogement.parcours import FAVORABLES
from relogement.textes import jour

DEFINITION = (
    "Titulaires arrivés au moins à cette étape : elle est datée, ou une étape plus avancée l’est. "
    "Les sortis restent comptés aux étapes qu’ils ont passées."
)
SOURCE = "Dates des dossiers"
Condition = Callable[[date], ColumnElement[bool]]


@dataclass(frozen=True)
class Etape:
    cle: str
    libelle: str
    atteinte: Condition


@dataclass(frozen=True)
class Marche:
    """Une étape et le nombre de titulaires qui y sont arrivés."""

    cle: str
    libelle: str
    effectif: int


def _sne(au: date) -> ColumnElement[bool]:
    """Datée ; sinon prouvée par son numéro unique, qui n'existe pas avant l'enquête."""
    numerotee = and_(Menage.sne_le.is_(None), Menage.numero_unique.is_not(None))
    return or_(Menage.sne_le <= au, and_(numerotee, func.coalesce(Menage.enquete_le, au) <= au))


def _offre_notifiee(au: date) -> ColumnElement[bool]:
    notifiee = exists().where(Offre.menage_id == Menage.id, Offre.notifiee_le <= au)
    return or_(Menage.premiere_offre_le <= au, notifiee)


def _accord(au: date) -> ColumnElement[bool]:
    le = func.coalesce(Offre.repondue_le, Offre.notifiee_le, au)
    return exists().where(Offre.menage_id == Menage.id, Offre.reponse == Reponse.ACCORD, le <= au)


def _caleol(au: date) -> ColumnElement[bool]:
    du_dossier = and_(PassageCaleol.menage_id == Menage.id, PassageCaleol.decision.in_(FAVORABLES))
    return exists().where(du_dossier, func.coalesce(PassageCaleol.le, au) <= au)


def _bail(au: date) -> ColumnElement[bool]:
    return and_(Bilan.nature == Nature.DEFINITIF, Bilan.bail_le <= au)


ETAPES: tuple[Etape, ...] = (
    Etape("RECENSE", "Recensés", lambda au: Bilan.type == TypeDossier.TITULAIRE),
    Etape("ENQUETE", "Enquête faite", lambda au: Menage.enquete_le <= au),
    Etape("SNE", "Demande SNE", _sne),
    Etape("OFFRE", "1ʳᵉ offre notifiée", _offre_notifiee),
    Etape("ACCORD", "Accord du ménage", _accord),
    Etape("CALEOL", "CALEOL favorable", _caleol),
    Etape("BAIL", "Bail signé", _bail),
    Etape("RELOGE", "Relogés", dans_la_base),
)
_RANGS = {etape.cle: rang for rang, etape in enumerate(ETAPES)}


def _rang(au: date) -> ColumnElement[int]:
    """L'étape la plus avancée d'un dossier ; les premières conditions sont les moins coûteuses."""
    return case(*((e.atteinte(au), _RANGS[e.cle]) for e in reversed(ETAPES[1:])), else_=0)


def marches(session: Session, portee: Portee) -> tuple[Marche, ...]:
    """Les effectifs de chaque étape, du recensement au relogement."""
    rang = _rang(portee.au).label("rang")
    requete = (
        select(rang, func.count())
        .select_from(Bilan)
        .join(Menage, Menage.id == Bilan.menage_id)
        .where(Bilan.type == TypeDossier.TITULAIRE, *portee.conditions())
        .group_by("rang")
    )
    par_rang: dict[int, int] = dict(session.execute(requete).all())
    return tuple(
        Marche(e.cle, e.libelle, sum(n for r, n in par_rang.items() if r >= rang_e))
        for rang_e, e in enumerate(ETAPES)
    )


def chiffre_de_la_marche(toutes: tuple[Marche, ...], cle: str, portee: Portee) -> Chiffre:
    """Une étape : ceux qui y sont arrivés, et ceux qui n'y sont pas encore."""
    marche, recenses = toutes[_RANGS[cle]], toutes[0].effectif

    def ouvrir(session: Session, groupe: str) -> Liste:
        rang = _rang(portee.au)
        voulus = rang >= _RANGS[cle] if groupe == "OUI" else rang < _RANGS[cle]
        requete = select(Menage.id).join(Bilan, Bilan.menage_id == Menage.id)
        requete = requete.where(Bilan.type == TypeDossier.TITULAIRE, voulus, *portee.conditions())
        return liste_de(session, requete, (Bilan.etat,), lambda etat: str(etat.libelle))

    groupes = (
        Groupe("OUI", "Arrivés", marche.effectif),
        Groupe("NON", "Pas encore", recenses - marche.effectif),
    )
    fraction = f"{marche.effectif}/{recenses}"
    return Chiffre(marche.libelle, groupes, DEFINITION, SOURCE, ouvrir, fraction)


def _provisoire(portee: Portee) -> list[ColumnElement[bool]]:
    """Entré dans un logement provisoire à cette date, et ni relogé pour de bon ni sorti."""
    au, entre = portee.au, func.coalesce(Relogement.entree_le, Relogement.bail_le, portee.au)
    loge = exists().where(Relogement.menage_id == Menage.id, Relogement.nature == Nature.PROVISOIRE, entre <= au)
    return [loge, ~sorti(au), ~func.coalesce(dans_la_base(au), false()), *portee.conditions()]


def provisoires(session: Session, portee: Portee) -> Chiffre:
    """Les ménages relogés provisoirement : vidés, mais pas encore relogés."""
    voulus = select(Menage.id).join(Bilan, Bilan.menage_id == Menage.id).where(*_provisoire(portee))
    effectif = session.scalar(select(func.count()).select_from(voulus.subquery())) or 0
    entree = select(func.min(Relogement.entree_le)).where(
        Relogement.menage_id == Menage.id, Relogement.nature == Nature.PROVISOIRE
    )
    colonnes = (entree.correlate(Menage).scalar_subquery(),)

    def ouvrir(session: Session, groupe: str) -> Liste:
        return liste_de(
            session, voulus, colonnes, lambda le: f"entrée le {jour(le)}" if le else "entrée non datée"
        )

    return Chiffre(
        "Relogements provisoires",
        (Groupe("OUI", "Provisoires", effectif),),
        "Ménages logés provisoirement, qui attendent leur relogement définitif. Hors des quatre indicateurs.",
        SOURCE,
        ouvrir,
        str(effectif),
    )
