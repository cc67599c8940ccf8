"""Lire en bloc la situation des dossiers : quelques requêtes par paquet, pas un objet vivant."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    select,
)
from sqlalchemy.orm import aliased

from db.baremes import periodes_ajoutees
from db.departs import departs
from db.seuils_q1 import seuils_q1
from relogement.demande import ADAPTATIONS
from relogement.modeles import (
    Besoin,
    Charte,
    Contact,
    Cout,
    Localisation,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    PassageCaleol,
    Projet,
    Rappel,
    Relogement,
)
from relogement.nomenclatures import Moment, Nature
from relogement.offre import CONDITIONS_13_BIS
from relogement.regles.localisation import DOUTE_ANCIEN
from relogement.situation import (
    Cadre,
    CaleolVue,
    DossierVu,
    EngagementVu,
    LogementVu,
    NouveauLogement,
    OffreVue,
    PostesVus,
    Situation,
)

PAQUET = 2000
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
"""Les dossiers d'une requête gardée : elle ne se construit qu'une fois, une écriture en pose une vingtaine."""
_AVANT, _APRES, _RETENU = aliased(Cout), aliased(Cout), aliased(Relogement)
DOUTE = case((Localisation.id.is_not(None), func.coalesce(Localisation.doute, DOUTE_ANCIEN)))
_OUTRE_MER = ("97", "98")


def paquets(connexion: Connection, ids: Sequence[int] | None) -> Iterator[list[int]]:
    """Les dossiers demandés (tous si rien n'est dit), par paquets."""
    choisis = list(connexion.scalars(select(Menage.id).order_by(Menage.id))) if ids is None else list(ids)
    for debut in range(0, len(choisis), PAQUET):
        yield choisis[debut : debut + PAQUET]


def cadre(connexion: Connection) -> Cadre:
    """Le site du projet, les versions de sa charte, ses barèmes et ses seuils."""
    projet = connexion.execute(_projet()).one()
    outre_mer = (projet.departement or projet.code_qpv[2:]).startswith(_OUTRE_MER)
    return Cadre(
        projet.code_qpv,
        projet.code_qpv_2024,
        outre_mer,
        _chartes(connexion),
        periodes_ajoutees(connexion),
        seuils_q1(connexion),
        departs(connexion),
    )


@cache
def _projet() -> Select[*tuple[Any, ...]]:
    return select(Projet.code_qpv, Projet.code_qpv_2024, Projet.departement)


@cache
def _versions() -> Select[*tuple[Any, ...]]:
    return select(*(getattr(Charte, c.key) for c in Charte.__mapper__.column_attrs if c.key != "version"))


def _chartes(connexion: Connection) -> list[Charte]:
    """Des copies, que nulle session ne connaît."""
    chartes = []
    for ligne in connexion.execute(_versions()):
        valeurs = dict(ligne._mapping)
        identifiant = valeurs.pop("id")
        charte = Charte(**valeurs)
        charte.id = identifiant
        chartes.append(charte)
    return chartes


def situations(connexion: Connection, ids: Sequence[int]) -> Iterator[Situation]:
    """La situation de chacun de ces dossiers."""
    ceux_la = {"ids": ids}
    offres = _par_dossier(connexion.execute(_offres(), ceux_la).all(), _offre)
    caleols = _par_dossier(connexion.execute(_caleols(), ceux_la).all(), lambda r: CaleolVue(*r[1:]))
    promis = _par_dossier(connexion.execute(_engagements(), ceux_la).all(), lambda r: EngagementVu(*r[1:]))
    for ligne in connexion.execute(_dossiers(), ceux_la).all():
        dossier, avant, nouveau, apres = _decoupee(ligne)
        yield Situation(
            dossier,
            avant,
            apres,
            nouveau,
            tuple(offres.get(dossier.menage_id, ())),
            tuple(caleols.get(dossier.menage_id, ())),
            tuple(promis.get(dossier.menage_id, ())),
        )


def _decoupee(
    ligne: Row[Any],
) -> tuple[DossierVu, PostesVus | None, NouveauLogement | None, PostesVus | None]:
    d, p, n = len(DossierVu._fields), len(PostesVus._fields), len(NouveauLogement._fields)
    valeurs = tuple(ligne)
    dossier, avant = valeurs[:d], valeurs[d : d + p]
    nouveau, apres = valeurs[d + p : d + p + n], valeurs[d + p + n :]
    return DossierVu(*dossier), _postes(avant), NouveauLogement(*nouveau) if nouveau[0] else None, _postes(apres)


def _postes(valeurs: tuple[Any, ...]) -> PostesVus | None:
    """Un coût absent n'a même pas de « estimée » ; un coût vide en a un, à faux."""
    return None if valeurs[-1] is None else PostesVus(*valeurs)


def _par_dossier(lignes: Any, lire: Any) -> dict[int, list[Any]]:
    ranges: dict[int, list[Any]] = defaultdict(list)
    for ligne in lignes:
        ranges[ligne[0]].append(lire(ligne))
    return ranges


def _colonnes_de(cout: type[Cout]) -> list[ColumnElement[Any]]:
    return [getattr(cout, nom) for nom in PostesVus._fields]


def relogement_retenu() -> ColumnElement[int]:
    """Le relogement qui compte pour un ménage : le définitif s'il y en a un, le plus récent sinon."""
    definitif = case((Relogement.nature == Nature.DEFINITIF, 0), else_=1)
    return (
        select(Relogement.id)
        .where(Relogement.menage_id == Menage.id)
        .order_by(definitif, Relogement.bail_le.desc().nulls_last(), Relogement.id.desc())
        .limit(1)
        .correlate(Menage)
        .scalar_subquery()
    )


def _premiere_entree() -> ColumnElement[date | None]:
    """L'entrée qui a vidé le logement quitté : la première, même provisoire."""
    return (
        select(func.min(Relogement.entree_le))
        .where(Relogement.menage_id == Menage.id)
        .correlate(Menage)
        .scalar_subquery()
    )


def _besoin_d_adaptation() -> ColumnElement[bool]:
    """Un besoin coché par l'enquête : logement accessible, douche adaptée."""
    coche = select(Besoin.id).where(Besoin.menage_id == Menage.id, Besoin.code.in_(ADAPTATIONS))
    return coche.correlate(Menage).exists()


@cache
def _dossiers() -> Select[*tuple[Any, ...]]:
    de_menage = [getattr(Menage, nom) for nom in DossierVu._fields[1:-4]]
    de_nouveau = [getattr(_RETENU, nom) for nom in NouveauLogement._fields[:4]]
    de_logement = [getattr(LogementOffert, nom) for nom in NouveauLogement._fields[4:-1]]
    return (
        select(
            Menage.id,
            *de_menage,
            _besoin_d_adaptation(),
            LogementQuitte.bailleur,
            LogementQuitte.surface,
            _premiere_entree(),
            *_colonnes_de(_AVANT),
            *de_nouveau,
            *de_logement,
            DOUTE,
            *_colonnes_de(_APRES),
        )
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .outerjoin(_AVANT, and_(_AVANT.menage_id == Menage.id, _AVANT.moment == Moment.AVANT))
        .outerjoin(_RETENU, _RETENU.id == relogement_retenu())
        .outerjoin(LogementOffert, LogementOffert.id == _RETENU.logement_id)
        .outerjoin(_APRES, _APRES.relogement_id == _RETENU.id)
        .outerjoin(Localisation, localisation_douteuse())
        .where(Menage.id.in_(IDS))
        .order_by(Menage.id)
    )


def localisation_douteuse() -> ColumnElement[bool]:
    """La place calculée d'un logement offert, si elle vaut encore et reste à vérifier sur SIG Ville."""
    return and_(
        Localisation.logement_id == LogementOffert.id,
        Localisation.qpv == LogementOffert.qpv,
        Localisation.a_verifier.is_(True),
    )


@cache
def _offres() -> Select[*tuple[Any, ...]]:
    de_l_offre = [getattr(Offre, nom) for nom in OffreVue._fields[:-3]]
    conditions = [getattr(Offre, nom) for nom in CONDITIONS_13_BIS]
    du_logement = [getattr(LogementOffert, nom) for nom in LogementVu._fields]
    return (
        select(Offre.menage_id, *de_l_offre, *conditions, *du_logement, *_colonnes_de(Cout))
        .join(LogementOffert, LogementOffert.id == Offre.logement_id)
        .outerjoin(Cout, Cout.offre_id == Offre.id)
        .where(Offre.menage_id.in_(IDS))
        .order_by(Offre.menage_id, Offre.rang)
    )


def _offre(ligne: Row[Any]) -> OffreVue:
    valeurs: tuple[Any, ...] = tuple(ligne)[1:]
    o, c, n = len(OffreVue._fields) - 3, len(CONDITIONS_13_BIS), len(LogementVu._fields)
    logement, cout = LogementVu(*valeurs[o + c : o + c + n]), _postes(valeurs[o + c + n :])
    return OffreVue._make((*valeurs[:o], valeurs[o : o + c], logement, cout))


@cache
def _caleols() -> Select[*tuple[Any, ...]]:
    colonnes = [getattr(PassageCaleol, nom) for nom in CaleolVue._fields]
    requete = select(PassageCaleol.menage_id, *colonnes).where(PassageCaleol.menage_id.in_(IDS))
    return requete.order_by(PassageCaleol.id)


@cache
def _engagements() -> CompoundSelect[*tuple[Any, ...]]:
    """Les suites de contact et les rappels datés, pas encore faits."""
    suites = select(Contact.menage_id, Contact.suite, Contact.suite_le).where(
        Contact.menage_id.in_(IDS),
        Contact.suite.is_not(None),
        Contact.suite_le.is_not(None),
        Contact.suite_faite_le.is_(None),
    )
    rappels = select(Rappel.menage_id, Rappel.objet, Rappel.le).where(
        Rappel.menage_id.in_(IDS), Rappel.fait_le.is_(None)
    )
    return suites.union_all(rappels)
