"""Tenir à jour ce qui attend dans les dossiers, dans la transaction qui les change, comme leur bilan."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Delete, Select, case, delete, func, or_, select
from sqlalchemy.orm import aliased

from db.masse import ecrire
from db.promesses import offre_tenue
from db.situations import IDS, relogement_retenu
from relogement.a_faire import LigneAFaire
from relogement.charte import Charte, charte_au
from relogement.modeles import (
    Consultation,
    Contact,
    Decision,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    Partenaire,
    PassageCaleol,
    Relogement,
    Seance,
    Suivi,
)
from relogement.nomenclatures import Etat, Reponse
from relogement.regles.a_faire import (
    FINIS,
    SUIVIS,
    AFaire,
    ConsultationSuivie,
    DecisionSuivie,
    Delais,
    DossierSuivi,
    OffreSuivie,
    PassageSuivi,
    RelogementSuivi,
    SuiteSuivie,
    a_faire,
)

V = TypeVar("V")
COLONNES = (
    "menage_id", "cle", "operation_id", "referent", "genre", "cible_id", "objet", "attendu", "depuis_le",
    "echeance_le", "du_jour_le", "visible_le", "cachee_apres_le",
)  # fmt: skip
_RETENU, _LOUE, _OFFERTE = aliased(Relogement), aliased(LogementOffert), aliased(Offre)


def refaire(connexion: Connection, ids: Sequence[int], chartes: Sequence[Charte]) -> None:
    """Refait les affaires de ces dossiers."""
    connexion.execute(_retrait(), {"ids": ids})
    ecrire(connexion, LigneAFaire, COLONNES, lignes(connexion, ids, chartes))


@cache
def _retrait() -> Delete:
    return delete(LigneAFaire).where(LigneAFaire.menage_id.in_(IDS))


def lignes(connexion: Connection, ids: Sequence[int], chartes: Sequence[Charte]) -> Iterator[tuple[Any, ...]]:
    """Les affaires de ces dossiers, telles qu'elles se gardent."""
    delais = _delais(charte_au(chartes, None))
    for dossier in dossiers_suivis(connexion, ids):
        for affaire in a_faire(dossier, delais):
            yield _ligne(dossier, affaire)


def ecarts(connexion: Connection, ids: Sequence[int], chartes: Sequence[Charte]) -> set[int]:
    """Les dossiers dont les affaires gardées ne sont pas celles que l'on trouverait maintenant."""
    table = LigneAFaire.__table__.c
    requete = select(*(table[nom] for nom in COLONNES)).where(LigneAFaire.menage_id.in_(ids))
    gardees = {tuple(ligne) for ligne in connexion.execute(requete)}
    return {int(ligne[0]) for ligne in gardees ^ set(lignes(connexion, ids, chartes))}


def _delais(charte: Charte) -> Delais:
    return Delais(
        charte.delai_reponse_jours,
        charte.delai_caleol_jours,
        charte.alerte_sans_action_jours,
        charte.alsace_moselle,
    )


def _ligne(dossier: DossierSuivi, vue: AFaire) -> tuple[Any, ...]:
    return (
        dossier.menage_id, vue.cle, dossier.operation_id, vue.agent or dossier.referent, vue.genre, vue.cible,
        vue.objet, vue.attendu, vue.depuis_le, vue.echeance_le, vue.du_jour_le, vue.visible_le,
        vue.cachee_apres_le,
    )  # fmt: skip


def dossiers_suivis(connexion: Connection, ids: Sequence[int]) -> Iterator[DossierSuivi]:
    """Ce que la règle regarde de chacun de ces dossiers : une requête par table."""

    def lire(requete: Select[*tuple[Any, ...]], lecture: Callable[[Any], V]) -> dict[int, list[V]]:
        ranges: dict[int, list[V]] = defaultdict(list)
        for ligne in connexion.execute(requete, {"ids": ids}):
            ranges[ligne[0]].append(lecture(ligne[1:]))
        return ranges

    offres = lire(_offres(), _offre)
    passages = lire(_passages(), lambda v: PassageSuivi(v[0], v[1], v[2] is not None, *v[3:]))
    suites = lire(_suites(), lambda v: SuiteSuivie(v[0], v[1], v[2].date(), v[3]))
    decisions = lire(_decisions(), _decision)
    suivis = lire(_suivis(), lambda v: v[0])
    consultations = lire(_consultations(), lambda v: ConsultationSuivie(*v))
    actions = _dernieres_actions(connexion, ids)
    for ligne in connexion.execute(_dossiers(), {"ids": ids}):
        menage, *faits, sortie, numero = tuple(ligne)[:10]
        retenu = RelogementSuivi(*ligne[10:]) if ligne[10] is not None else None
        operation, referent, etat, bailleur, informe, enquete, sne = faits
        yield DossierSuivi(
            menage, operation, referent, etat, bool(sortie), bailleur, informe, enquete, sne, bool(numero),
            actions.get(menage), tuple(offres.get(menage, ())), next(iter(passages.get(menage, ())[::-1]), None),
            tuple(suites.get(menage, ())), tuple(decisions.get(menage, ())), retenu,
            frozenset(suivis.get(menage, ())), tuple(consultations.get(menage, ())),
        )  # fmt: skip


def _offre(valeurs: Sequence[Any]) -> OffreSuivie:
    numero, rang, notifiee_le, limite_le, visite_le, compte_rendu, *lieux = valeurs
    lieu = ", ".join(filter(None, lieux)) or None
    return OffreSuivie(numero, rang, notifiee_le, limite_le, visite_le, bool(compte_rendu), lieu)


def _decision(valeurs: Sequence[Any]) -> DecisionSuivie:
    numero, seance_le, le, responsable, est_agent, partenaire, bailleur = valeurs
    agent = responsable if est_agent and partenaire is None else None
    qui = partenaire or responsable
    return DecisionSuivie(
        numero, seance_le, le, agent, None if agent else qui, bailleur=bool(bailleur), sans_responsable=qui is None
    )


@cache
def _decisions() -> Select[*tuple[Any, ...]]:
    """Celles qui n'ont pas de suite ; un responsable est un agent s'il suit des dossiers."""
    de_l_agent = aliased(Menage)
    agent = select(de_l_agent.id).where(de_l_agent.referent == Decision.responsable).exists()
    return (
        select(
            Decision.menage_id, Decision.id, Seance.le, Decision.echeance_le, Decision.responsable,
            case((agent, 1), else_=0), Partenaire.nom, Partenaire.bailleur,
        )
        .join(Seance, Seance.id == Decision.seance_id)
        .outerjoin(Partenaire, Partenaire.id == Decision.partenaire_id)
        .where(Decision.menage_id.in_(IDS), Decision.suite.is_(None))
        .order_by(Decision.id)
    )  # fmt: skip


@cache
def _dossiers() -> Select[*tuple[Any, ...]]:
    sorti = case((or_(Menage.motif_sortie.is_not(None), Menage.sorti_le.is_not(None)), 1), else_=0)
    return (
        select(
            Menage.id, Menage.operation_id, Menage.referent, Menage.etat, LogementQuitte.bailleur,
            Menage.informe_le, Menage.enquete_le, Menage.sne_le, sorti,
            case((func.coalesce(Menage.numero_unique, "") != "", 1), else_=0),
            _RETENU.id, _RETENU.nature, _RETENU.bail_le, _RETENU.entree_le, _RETENU.retour_prevu_le,
        )
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .outerjoin(_RETENU, _RETENU.id == relogement_retenu())
        .where(Menage.id.in_(IDS))
        .order_by(Menage.id)
    )  # fmt: skip


@cache
def _offres() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Offre.menage_id, Offre.id, Offre.rang, Offre.notifiee_le, Offre.limite_le, Offre.visite_le,
            case((func.coalesce(Offre.compte_rendu, "") != "", 1), else_=0),
            func.coalesce(LogementOffert.adresse, LogementOffert.residence), LogementOffert.commune,
        )
        .join(LogementOffert, LogementOffert.id == Offre.logement_id)
        .where(Offre.menage_id.in_(IDS), Offre.reponse == Reponse.EN_COURS)
        .order_by(Offre.menage_id, Offre.rang)
    )  # fmt: skip


@cache
def _passages() -> Select[*tuple[Any, ...]]:
    return (
        select(
            PassageCaleol.menage_id, PassageCaleol.id, PassageCaleol.le, PassageCaleol.decision,
            PassageCaleol.notifie_le, PassageCaleol.limite_le, PassageCaleol.accord_le, _LOUE.bailleur,
        )
        .join(Menage, Menage.id == PassageCaleol.menage_id)
        .outerjoin(_OFFERTE, _OFFERTE.id == PassageCaleol.offre_id)
        .outerjoin(_LOUE, _LOUE.id == _OFFERTE.logement_id)
        .where(PassageCaleol.menage_id.in_(IDS), Menage.etat.in_((Etat.CALEOL, Etat.ATTRIBUE)))
        .order_by(PassageCaleol.id)
    )  # fmt: skip


@cache
def _suites() -> Select[*tuple[Any, ...]]:
    return (
        select(Contact.menage_id, Contact.id, Contact.suite, Contact.le, Contact.suite_le)
        .where(Contact.menage_id.in_(IDS), Contact.suite.is_not(None), Contact.suite_faite_le.is_(None))
        .order_by(Contact.id)
    )


@cache
def _suivis() -> Select[*tuple[Any, ...]]:
    return (
        select(Suivi.menage_id, Suivi.terme)
        .join(Menage, Menage.id == Suivi.menage_id)
        .where(Suivi.menage_id.in_(IDS), Suivi.terme.is_not(None), Menage.etat.in_(SUIVIS))
    )


@cache
def _consultations() -> Select[*tuple[Any, ...]]:
    """Celles qui ne sont ni finies, ni sans objet : l'offre et le logement sont encore là."""
    return (
        select(Consultation.menage_id, Consultation.id, Consultation.envoyee_le, Consultation.finit_le)
        .join(LogementOffert, LogementOffert.id == Consultation.logement_id)
        .outerjoin(Offre, Offre.id == Consultation.offre_id)
        .where(
            Consultation.menage_id.in_(IDS), Consultation.issue.is_(None), LogementOffert.retire_le.is_(None),
            or_(Consultation.offre_id.is_(None), offre_tenue()),
        )
        .order_by(Consultation.finit_le, Consultation.id)
    )  # fmt: skip


def _dernieres_actions(connexion: Connection, ids: Sequence[int]) -> dict[int, date]:
    """Le dernier contact ou le dernier acte daté des dossiers encore à reloger."""
    dernieres: dict[int, date] = {}
    for modele in (Etape, Contact):
        for menage, vu in connexion.execute(_dernieres(modele), {"ids": ids}):
            le = vu.date() if isinstance(vu, datetime) else vu
            assert le is not None
            dernieres[menage] = max(le, dernieres.get(menage, le))
    return dernieres


@cache
def _dernieres(modele: type[Etape] | type[Contact]) -> Select[*tuple[Any, ...]]:
    return (
        select(modele.menage_id, func.max(modele.le))
        .join(Menage, Menage.id == modele.menage_id)
        .where(modele.menage_id.in_(IDS), Menage.etat.not_in(FINIS), modele.le.is_not(None))
        .group_by(modele.menage_id)
    )
