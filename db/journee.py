"""La journée d'un agent ou de l'équipe : en retard, du jour, ou attendu de quelqu'un."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from relogement.a_faire import LigneAFaire, Rappel, Report
from relogement.cellule.seance import Decision
from relogement.journee import HORIZON, Colonne, LigneDuJour, decision_dite
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Affaire, Attendu, Etat, Lien
from relogement.operation import Operation
from relogement.regles.echeances import plus_mois
from relogement.suivi import Contact

PAR_COLONNE, PAR_CARTE, FRISE = 60, 3, 8
DE_DROIT = (Affaire.SILENCE, Affaire.ACCORD_PASSE, Affaire.REPONSE, Affaire.ACCORD)
A_REPONDRE = (Affaire.REPONSE, Affaire.ACCORD)
_L = LigneAFaire
_COLONNES = (
    _L.cle, _L.genre, _L.attendu, _L.menage_id, _L.cible_id, Menage.reference, _L.objet, _L.depuis_le,
    _L.echeance_le, _L.du_jour_le,
)  # fmt: skip


# Ce qui se dit fait d'un clic : la table, l'affaire, ses mots, le jour où elle l'a été.
_FAITS: tuple[tuple[Any, Affaire, Any, Any], ...] = (
    (Rappel, Affaire.RAPPEL, Rappel.objet, Rappel.fait_le),
    (Contact, Affaire.SUITE, Contact.suite, Contact.suite_faite_le),
    (Decision, Affaire.CELLULE, Decision.texte, Decision.suite_le),
)


@dataclass(frozen=True)
class Portee:
    """De qui et de quoi l'on regarde la journée ; sans agent, toute l'équipe ; sans opération, tout le projet."""

    au: date
    agent: str | None = None
    operation: str | None = None


@dataclass(frozen=True)
class Liste:
    """Les premières affaires d'une liste, et combien elle en compte."""

    lignes: tuple[LigneDuJour, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class ReportLu:
    """Une affaire remise à plus tard."""

    id: int
    objet: str = field(repr=False)
    reference: str
    jusqu_au: date
    motif: str = field(repr=False)


@dataclass(frozen=True)
class Fait:
    """Ce qui a été fait aujourd'hui et peut se rouvrir."""

    cle: str
    objet: str = field(repr=False)
    reference: str


@dataclass(frozen=True)
class Journee:
    """Tout ce que montre l'écran."""

    portee: Portee
    a_reloger: int
    cible: tuple[str, date] | None
    colonnes: Mapping[Colonne, Liste]
    reponses: Liste
    sans_action: Liste
    sans_action_jours: int
    etats: Mapping[int, Etat]
    anniversaires: Liste
    alsace_moselle: bool = False
    reports: tuple[ReportLu, ...] = ()
    faits: tuple[Fait, ...] = ()


def journee(session: Session, portee: Portee) -> Journee:
    """La journée, en une dizaine de requêtes dont aucune ne lit les dossiers un par un."""
    operation, charte = _operation(session, portee), charte_en_vigueur(session)
    numero = operation.id if operation else None
    colonnes = _colonnes(session, portee, numero)
    reponses = _liste(session, _des_reponses(portee, numero), (_L.echeance_le, _L.menage_id), FRISE)
    muets = _liste(session, _sans_action(portee, numero), (_L.echeance_le.asc().nulls_first(),), PAR_CARTE)
    suivis = _liste(session, _anniversaires(portee, numero), (_L.echeance_le, _L.menage_id), PAR_CARTE)
    return Journee(
        portee=portee,
        a_reloger=_compte(session, [_L.genre == Affaire.SANS_ACTION, *_perimetre(portee, numero)]),
        cible=_cible(session, operation, portee.au),
        colonnes=colonnes,
        reponses=reponses,
        sans_action=muets,
        sans_action_jours=charte.alerte_sans_action_jours,
        alsace_moselle=charte.alsace_moselle,
        etats=_etats(session, muets.lignes),
        anniversaires=suivis,
        reports=tuple(_reports(session, portee)),
        faits=tuple(_faits(session, portee)),
    )


def en_retard(session: Session, portee: Portee) -> int:
    """Combien d'affaires sont en retard : la pastille de la barre."""
    operation = _operation(session, portee)
    return _en_colonnes(session, portee, operation.id if operation else None).get(Colonne.RETARD, 0) + sum(
        1 for r in _rappels(session, portee) if r.echeance_le and r.echeance_le < portee.au
    )


def portee_ordinaire(session: Session, portee: Portee) -> Portee:
    """La journée que l'on montre d'abord : la sienne, ou celle de l'équipe à qui ne suit aucun dossier."""
    return portee if portee.agent in agents(session) else replace(portee, agent=None)


def a_faire_maintenant(session: Session, au: date, agent: str) -> bool:
    """Vrai si quelque chose est en retard ou du jour."""
    portee = portee_ordinaire(session, Portee(au, agent))
    due = select(_L.cle).where(*_montrees(portee, None), _L.echeance_le <= au).limit(1)
    return session.scalar(due) is not None or bool(_rappels(session, portee))


def agents(session: Session) -> list[str]:
    """Ceux qui suivent un dossier encore vivant, ou qui se sont laissé un rappel."""
    noms = set(session.scalars(select(_L.referent).where(_L.referent.is_not(None)).distinct()))
    noms |= set(session.scalars(select(Rappel.agent).where(Rappel.fait_le.is_(None)).distinct()))
    return sorted(nom for nom in noms if nom)


def dossiers_de(session: Session, portee: Portee, quoi: str) -> list[int]:
    """Les dossiers derrière une liste : une colonne, « sans_action », « anniversaires » ou « reponses »."""
    operation = _operation(session, portee)
    numero = operation.id if operation else None
    conditions = {
        "sans_action": _sans_action,
        "anniversaires": _anniversaires,
        "reponses": _des_reponses,
    }
    if quoi in conditions:
        filtres = conditions[quoi](portee, numero)
    else:
        filtres = [*_montrees(portee, numero), _rangee(portee.au) == quoi]
    return list(session.scalars(select(_L.menage_id).where(*filtres).distinct()))


def echeances_datees(session: Session, portee: Portee) -> list[LigneDuJour]:
    """Toutes les affaires datées à partir d'aujourd'hui : de quoi tenir un agenda."""
    operation = _operation(session, portee)
    filtres = [
        _L.echeance_le >= portee.au,
        _L.genre != Affaire.SANS_ACTION,
        or_(_L.visible_le.is_(None), _L.visible_le <= _L.echeance_le),
        _encore_la(portee.au),
        *_perimetre(portee, operation.id if operation else None),
    ]
    lues = _lire(session, select(*_COLONNES).where(*filtres).order_by(_L.echeance_le, _L.menage_id))
    rappels = [r for r in _rappels(session, portee, tous=True) if r.echeance_le and r.echeance_le >= portee.au]
    return sorted([*lues, *rappels], key=lambda ligne: (ligne.echeance_le or portee.au, ligne.cle))


def affaires(session: Session, portee: Portee) -> list[LigneDuJour]:
    """Tout ce qui attend, proche ou lointain, reporté ou non, et les rappels : de quoi passer des dossiers."""
    operation = _operation(session, portee)
    filtres = [
        _L.genre != Affaire.SANS_ACTION,
        or_(_L.visible_le.is_(None), _L.visible_le <= portee.au),
        _encore_la(portee.au),
        *_perimetre(portee, operation.id if operation else None),
    ]
    return [*_lire(session, select(*_COLONNES).where(*filtres)), *_rappels(session, portee, tous=True)]


def sans_action_depuis(session: Session, portee: Portee) -> dict[int, date | None]:
    """Les dossiers sans action depuis trop longtemps, et le jour de la dernière."""
    operation = _operation(session, portee)
    filtres = [
        _L.genre == Affaire.SANS_ACTION,
        or_(_L.echeance_le.is_(None), _L.echeance_le < portee.au),
        *_perimetre(portee, operation.id if operation else None),
    ]
    return {menage: le for menage, le in session.execute(select(_L.menage_id, _L.depuis_le).where(*filtres))}  # noqa: C416


def _operation(session: Session, portee: Portee) -> Operation | None:
    if portee.operation is None:
        return None
    return session.scalars(select(Operation).where(Operation.code == portee.operation)).one_or_none()


def _perimetre(portee: Portee, operation: int | None) -> list[ColumnElement[bool]]:
    filtres: list[ColumnElement[bool]] = []
    if portee.agent is not None:
        filtres.append(_L.referent == portee.agent)
    if operation is not None:
        filtres.append(_L.operation_id == operation)
    return filtres


def _montrees(portee: Portee, operation: int | None) -> list[ColumnElement[bool]]:
    """Visibles ce jour, ni reportées, ni lointaines quand elles ne tiennent qu'à l'agent."""
    lointaine = and_(_L.attendu == Attendu.AGENT, _L.echeance_le > portee.au + HORIZON)
    return [
        _L.genre != Affaire.SANS_ACTION,
        or_(_L.visible_le.is_(None), _L.visible_le <= portee.au),
        _encore_la(portee.au),
        or_(_L.echeance_le.is_(None), ~lointaine),
        _non_reportee(portee.au),
        *_perimetre(portee, operation),
    ]


def _encore_la(au: date) -> ColumnElement[bool]:
    return or_(_L.cachee_apres_le.is_(None), _L.cachee_apres_le >= au)


def _non_reportee(au: date) -> ColumnElement[bool]:
    return _L.cle.not_in(select(Report.cle).where(Report.leve_le.is_(None), Report.jusqu_au > au))


def _des_reponses(portee: Portee, operation: int | None) -> list[ColumnElement[bool]]:
    return [_L.genre.in_(A_REPONDRE), _L.echeance_le >= portee.au, *_perimetre(portee, operation)]


def _sans_action(portee: Portee, operation: int | None) -> list[ColumnElement[bool]]:
    return [
        _L.genre == Affaire.SANS_ACTION,
        or_(_L.echeance_le.is_(None), _L.echeance_le < portee.au),
        _non_reportee(portee.au),
        *_perimetre(portee, operation),
    ]


def _anniversaires(portee: Portee, operation: int | None) -> list[ColumnElement[bool]]:
    return [
        _L.genre == Affaire.SUIVI,
        _L.echeance_le >= portee.au,
        _L.echeance_le <= plus_mois(portee.au, 1),
        _non_reportee(portee.au),
        *_perimetre(portee, operation),
    ]


def _rangee(au: date) -> ColumnElement[str]:
    return case(
        (_L.echeance_le < au, Colonne.RETARD.value),
        (or_(_L.attendu == Attendu.AGENT, _L.echeance_le == au), Colonne.JOUR.value),
        else_=Colonne.ATTENTE.value,
    )


def _en_colonnes(session: Session, portee: Portee, operation: int | None) -> dict[Colonne, int]:
    rangee = _rangee(portee.au).label("rangee")
    requete = select(rangee, func.count()).where(*_montrees(portee, operation)).group_by(rangee)
    return {Colonne(nom): compte for nom, compte in session.execute(requete)}


def _colonnes(session: Session, portee: Portee, operation: int | None) -> dict[Colonne, Liste]:
    comptes, rappels = _en_colonnes(session, portee, operation), _rappels(session, portee)
    lues = {}
    for nom, plages in _plages(portee.au).items():
        siens = [r for r in rappels if (r.echeance_le == portee.au) == (nom is Colonne.JOUR)]
        lignes = [] if nom is Colonne.ATTENTE else siens
        combien = len(lignes)
        for plage in plages:
            if len(lignes) < PAR_COLONNE:
                requete = select(*_COLONNES).where(*_montrees(portee, operation), *plage.filtres)
                lignes += _lire(session, requete.order_by(*plage.ordre).limit(PAR_COLONNE - len(lignes)))
        lues[nom] = Liste(tuple(lignes[:PAR_COLONNE]), comptes.get(nom, 0) + combien)
    return lues


@dataclass(frozen=True)
class _Plage:
    """Des affaires que l'index donne déjà dans l'ordre : prendre les premières ne lit pas les autres."""

    filtres: tuple[ColumnElement[bool], ...]
    ordre: tuple[Any, ...]


def _plages(au: date) -> dict[Colonne, tuple[_Plage, ...]]:
    """Les colonnes, du plus grave au moins grave : ce qui engage le droit du ménage vient d'abord."""
    le, grave, a_moi = _L.echeance_le, _L.genre.in_(DE_DROIT), _L.attendu == Attendu.AGENT
    plus_tot, recent, ancien = (le.asc(), _L.menage_id), (le.desc(), _L.menage_id), (_L.depuis_le, _L.menage_id)
    return {
        Colonne.RETARD: (_Plage((le < au, grave), recent), _Plage((le < au, ~grave), recent)),
        Colonne.JOUR: (
            _Plage((le == au, grave), (_L.menage_id,)),
            _Plage((le == au, ~grave), (_L.menage_id,)),
            _Plage((le > au, le <= au + HORIZON, a_moi), plus_tot),
            _Plage((le.is_(None), a_moi), ancien),
        ),
        Colonne.ATTENTE: (_Plage((le > au, ~a_moi), plus_tot), _Plage((le.is_(None), ~a_moi), ancien)),
    }


def _liste(session: Session, filtres: Sequence[ColumnElement[bool]], ordre: Sequence[Any], combien: int) -> Liste:
    lignes = _lire(session, select(*_COLONNES).where(*filtres).order_by(*ordre).limit(combien))
    return Liste(tuple(lignes), _compte(session, filtres) if len(lignes) == combien else len(lignes))


def _compte(session: Session, filtres: Sequence[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count()).select_from(LigneAFaire).where(*filtres)) or 0


def _lire(session: Session, requete: Select[*tuple[Any, ...]]) -> list[LigneDuJour]:
    """Les lignes de la requête, avec le nom du ménage et les mots du contact."""
    lues = [LigneDuJour(*valeurs) for valeurs in session.execute(requete.join(Menage, Menage.id == _L.menage_id))]
    return list(_nommees(session, lues))


def _nommees(session: Session, lignes: Sequence[LigneDuJour]) -> Iterator[LigneDuJour]:
    noms = noms_des_menages(session, {li.menage_id for li in lignes if li.menage_id})
    suites, decisions = _suites(session, lignes), _decisions(session, lignes)
    for ligne in lignes:
        objet = suites.get(ligne.cible_id, ligne.objet) if ligne.genre is Affaire.SUITE else ligne.objet
        if ligne.genre is Affaire.CELLULE:
            objet = decision_dite(ligne.objet, decisions.get(ligne.cible_id, ""))
        yield replace(ligne, nom=noms.get(ligne.menage_id or 0, ""), objet=objet)


def noms_des_menages(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """« ZAOUI Nadia » : le titulaire de chaque dossier, sinon sa première personne."""
    requete = (
        select(Personne.menage_id, Personne.nom, func.coalesce(Personne.prenom, ""))
        .where(Personne.menage_id.in_(list(ids)))
        .order_by(Personne.lien != Lien.TITULAIRE, Personne.id)
    )
    noms: dict[int, str] = {}
    for menage, nom, prenom in session.execute(requete):
        noms.setdefault(menage, f"{nom.upper()} {prenom}".strip())
    return noms


def _suites(session: Session, lignes: Sequence[LigneDuJour]) -> dict[int | None, str]:
    contacts = [li.cible_id for li in lignes if li.genre is Affaire.SUITE]
    requete = select(Contact.id, Contact.suite).where(Contact.id.in_(contacts))
    return {numero: suite or "" for numero, suite in session.execute(requete)} if contacts else {}


def _decisions(session: Session, lignes: Sequence[LigneDuJour]) -> dict[int | None, str]:
    decisions = [li.cible_id for li in lignes if li.genre is Affaire.CELLULE]
    requete = select(Decision.id, Decision.texte).where(Decision.id.in_(decisions))
    return {numero: texte for numero, texte in session.execute(requete)} if decisions else {}  # noqa: C416


def _rappels(session: Session, portee: Portee, *, tous: bool = False) -> list[LigneDuJour]:
    """Les rappels dus, dans l'ordre de leur heure ; ceux d'un dossier d'une autre opération n'en sont pas."""
    cle = f"{Affaire.RAPPEL.value}:"
    reportes = select(Report.cle).where(Report.leve_le.is_(None), Report.jusqu_au > portee.au)
    requete = (
        select(Rappel, Menage.reference)
        .outerjoin(Menage, Menage.id == Rappel.menage_id)
        .outerjoin(Operation, Operation.id == Menage.operation_id)
        .where(Rappel.fait_le.is_(None))
        .order_by(Rappel.le, Rappel.heure.asc().nulls_last(), Rappel.id)
    )
    if not tous:
        requete = requete.where(Rappel.le <= portee.au)
    if portee.agent is not None:
        requete = requete.where(Rappel.agent == portee.agent)
    if portee.operation is not None:
        requete = requete.where(or_(Rappel.menage_id.is_(None), Operation.code == portee.operation))
    caches = set(session.scalars(reportes))
    lues = [
        LigneDuJour(
            f"{cle}{r.id}", Affaire.RAPPEL, Attendu.AGENT, r.menage_id, r.id, reference or "", r.objet, None, r.le,
            heure=r.heure, lieu=r.lieu or "",
        )
        for r, reference in session.execute(requete)
        if f"{cle}{r.id}" not in caches
    ]  # fmt: skip
    return list(_nommees(session, lues))


def _cible(session: Session, operation: Operation | None, au: date) -> tuple[str, date] | None:
    """La date cible de l'opération regardée, sinon la plus proche à venir du projet."""
    if operation is not None:
        return (operation.libelle, operation.vide_le) if operation.vide_le else None
    requete = select(Operation.libelle, Operation.vide_le).where(Operation.vide_le >= au)
    for libelle, vide_le in session.execute(requete.order_by(Operation.vide_le).limit(1)):
        return (libelle, vide_le) if vide_le else None
    return None


def _etats(session: Session, lignes: Sequence[LigneDuJour]) -> dict[int, Etat]:
    requete = select(Menage.id, Menage.etat).where(Menage.id.in_([li.menage_id for li in lignes]))
    return {numero: etat for numero, etat in session.execute(requete)}  # noqa: C416 — des lignes, pas des paires


def _reports(session: Session, portee: Portee) -> Iterator[ReportLu]:
    requete = (
        select(Report.id, Report.objet, Menage.reference, Report.jusqu_au, Report.motif)
        .outerjoin(Menage, Menage.id == Report.menage_id)
        .where(Report.leve_le.is_(None), Report.jusqu_au > portee.au)
        .order_by(Report.jusqu_au, Report.id)
    )
    if portee.agent is not None:
        requete = requete.where(or_(Report.agent == portee.agent, Menage.referent == portee.agent))
    for numero, objet, reference, jusqu_au, motif in session.execute(requete):
        yield ReportLu(numero, objet, reference or "", jusqu_au, motif)


def _faits(session: Session, portee: Portee) -> Iterator[Fait]:
    for modele, genre, objet, fait_le in _FAITS:
        requete: Select[*tuple[Any, ...]] = (
            select(modele.id, objet, Menage.reference)
            .outerjoin(Menage, Menage.id == modele.menage_id)
            .where(fait_le == portee.au)
            .order_by(modele.id)
        )
        if portee.agent is not None:
            qui = {Rappel: Rappel.agent, Decision: func.coalesce(Decision.responsable, Menage.referent)}
            requete = requete.where(qui.get(modele, Menage.referent) == portee.agent)
        for numero, texte, reference in session.execute(requete):
            yield Fait(f"{genre.value}:{numero}", texte, reference or "")
