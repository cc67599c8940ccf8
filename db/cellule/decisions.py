"""Les décisions d'une séance et les avis des partenaires : les noter, les corriger, dire leur suite."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from db.cellule.lecture import exiger_point, exiger_seance, modifiable, point_modifiable
from db.cellule.partenaires import partenaires
from db.cellule.seances import ouvrir
from db.journee import noms_des_menages
from relogement.cellule.codes import EtatPoint, SensAvis, SuiteDecision
from relogement.cellule.decisions import AvisLu, DecisionLue, OffreFaite, suite_proposee
from relogement.erreurs import ErreurMetier
from relogement.modeles import Avis, Decision, LogementOffert, Menage, Offre, Partenaire, Point, Seance
from relogement.rapprochement import sans_accents
from relogement.textes import jour

DISPARUE = "Cette décision n’existe plus. Relisez la séance."


class Valeurs(TypedDict, total=False):
    """Ce qui se corrige d'une décision."""

    texte: str
    responsable: str | None
    partenaire_id: int | None
    echeance_le: date | None
    logement_id: int | None


def noter(
    session: Session,
    point_id: int,
    *,
    texte: str,
    maintenant: datetime,
    responsable: str | None = None,
    partenaire_id: int | None = None,
    echeance_le: date | None = None,
    logement_id: int | None = None,
) -> int:
    """Note une décision et dit le dossier traité ; sans responsable ou sans date, le relevé le dit.

    La première décision ouvre la séance.
    """
    point = point_modifiable(session, point_id)
    seance = exiger_seance(session, point.seance_id)
    decision = Decision(seance_id=seance.id, menage_id=point.menage_id, texte="", notee_le=maintenant)
    _ecrire(
        session, decision, seance, texte=texte, responsable=responsable, partenaire_id=partenaire_id,
        echeance_le=echeance_le, logement_id=logement_id,
    )  # fmt: skip
    session.add(decision)
    ouvrir(session, seance.id, maintenant)
    point.etat, point.vu_le = EtatPoint.TRAITE, point.vu_le or maintenant
    session.flush()
    return decision.id


def corriger(session: Session, decision_id: int, **valeurs: Unpack[Valeurs]) -> None:
    """Change ce qui est dit ; le reste ne bouge pas. Une séance close se rouvre d'abord."""
    decision = _decision(session, decision_id)
    _ecrire(session, decision, modifiable(session, decision.seance_id), **valeurs)
    session.flush()


def _ecrire(session: Session, decision: Decision, seance: Seance, **valeurs: Unpack[Valeurs]) -> None:
    if "texte" in valeurs:
        decision.texte = (valeurs["texte"] or "").strip()
        if not decision.texte:
            raise ErreurMetier("Écrivez la décision.")
    if "partenaire_id" in valeurs:
        decision.partenaire_id = _existe(session, Partenaire, valeurs["partenaire_id"], "Ce partenaire")
    if "logement_id" in valeurs:
        decision.logement_id = _existe(session, LogementOffert, valeurs["logement_id"], "Ce logement")
    if "responsable" in valeurs:
        decision.responsable = (valeurs["responsable"] or "").strip() or None
    if "echeance_le" in valeurs:
        echeance = valeurs["echeance_le"]
        if echeance is not None and echeance < seance.le:
            raise ErreurMetier(f"L’échéance ne peut pas précéder la séance du {jour(seance.le)}.")
        decision.echeance_le = echeance


def _existe(session: Session, modele: type[Any], numero: int | None, nom: str) -> int | None:
    if numero is not None and session.get(modele, numero) is None:
        raise ErreurMetier(f"{nom} n’est plus dans la liste : choisissez-en un autre.")
    return numero


def retirer(session: Session, decision_id: int) -> None:
    """Ôte une décision ; le dossier qui n'en a plus redevient à voir."""
    decision = _decision(session, decision_id)
    modifiable(session, decision.seance_id)
    session.delete(decision)
    session.flush()
    du_dossier = (Decision.seance_id == decision.seance_id, Decision.menage_id == decision.menage_id)
    if session.scalar(select(Decision.id).where(*du_dossier).limit(1)) is None:
        siens = select(Point).where(
            Point.seance_id == decision.seance_id, Point.menage_id == decision.menage_id,
            Point.etat == EtatPoint.TRAITE,
        )  # fmt: skip
        for point in session.scalars(siens):
            point.etat = EtatPoint.A_VOIR
    session.flush()


def reporter(session: Session, point_id: int, maintenant: datetime) -> None:
    """La séance remet ce dossier à la suivante."""
    point = point_modifiable(session, point_id)
    ouvrir(session, point.seance_id, maintenant)
    point.etat, point.vu_le = EtatPoint.REPORTE, point.vu_le or maintenant
    session.flush()


def revoir(session: Session, point_id: int) -> None:
    """Un dossier reporté par erreur est de nouveau à voir."""
    point = point_modifiable(session, point_id)
    point.etat, point.vu_le = EtatPoint.A_VOIR, None
    session.flush()


def donner_suite(session: Session, decision_id: int, suite: SuiteDecision | None, le: date | None) -> None:
    """Dit ce que la décision est devenue, même séance close ; rien : elle court de nouveau."""
    decision = _decision(session, decision_id)
    seance = exiger_seance(session, decision.seance_id)
    if suite is not None and le is None:
        raise ErreurMetier("Dites quel jour la décision a été faite, ou jugée non tenue.")
    if suite is not None and le is not None and le < seance.le:
        raise ErreurMetier(f"La suite ne peut pas précéder la séance du {jour(seance.le)}.")
    decision.suite, decision.suite_le = suite, le if suite is not None else None
    session.flush()


def donner_avis(
    session: Session,
    point_id: int,
    partenaire_id: int,
    sens: SensAvis | None,
    texte: str | None,
    maintenant: datetime,
) -> None:
    """L'avis d'un partenaire, un seul par dossier et par séance ; sans sens, il se retire."""
    point = point_modifiable(session, point_id)
    _existe(session, Partenaire, partenaire_id, "Ce partenaire")
    siens = select(Avis).where(Avis.point_id == point_id, Avis.partenaire_id == partenaire_id)
    avis = session.scalar(siens)
    if sens is None:
        if avis is not None:
            session.delete(avis)
    elif avis is None:
        avis = Avis(
            menage_id=point.menage_id, point_id=point_id, partenaire_id=partenaire_id, sens=sens, le=maintenant
        )
        avis.texte = (texte or "").strip() or None
        session.add(avis)
    else:
        avis.sens, avis.texte, avis.le = sens, (texte or "").strip() or None, maintenant
    session.flush()


def temps(session: Session, point_id: int, secondes: int) -> None:
    """Ajoute le temps passé sur un dossier."""
    point = point_modifiable(session, point_id)
    point.duree_s += max(0, secondes)
    session.flush()


def _decision(session: Session, decision_id: int) -> Decision:
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise ErreurMetier(DISPARUE)
    return decision


def responsables(session: Session) -> list[tuple[str, int | None]]:
    """Les agents qui suivent des dossiers, puis les partenaires qui siègent."""
    agents = session.scalars(select(Menage.referent).where(Menage.referent.is_not(None)).distinct())
    return [
        *((nom, None) for nom in sorted({n for n in agents if n})),
        *((p.nom, p.id) for p in partenaires(session)),
    ]


def decisions(
    session: Session,
    au: date,
    *,
    seance_id: int | None = None,
    menage_id: int | None = None,
    ouvertes: bool = False,
) -> list[DecisionLue]:
    """Les décisions dans l'ordre où on les a notées, avec ce que le dossier laisse proposer de leur suite."""
    filtres: list[ColumnElement[bool]] = []
    if seance_id is not None:
        filtres.append(Decision.seance_id == seance_id)
    if menage_id is not None:
        filtres.append(Decision.menage_id == menage_id)
    if ouvertes:
        filtres.append(Decision.suite.is_(None))
    return list(_lire(session, au, filtres))


def _lire(session: Session, au: date, filtres: Sequence[ColumnElement[bool]]) -> Iterator[DecisionLue]:
    requete = (
        select(Decision, Seance.le, Menage.reference, Partenaire.nom, Partenaire.bailleur, LogementOffert)
        .join(Seance, Seance.id == Decision.seance_id)
        .join(Menage, Menage.id == Decision.menage_id)
        .outerjoin(Partenaire, Partenaire.id == Decision.partenaire_id)
        .outerjoin(LogementOffert, LogementOffert.id == Decision.logement_id)
        .where(*filtres)
        .order_by(Seance.le, Decision.notee_le, Decision.id)
    )
    lues = session.execute(requete).all()
    menages = {ligne[0].menage_id for ligne in lues}
    noms, offres = noms_des_menages(session, menages), _offres_faites(session, menages)
    for d, le, reference, partenaire, bailleur, logement in lues:
        lue = DecisionLue(
            id=d.id, version=d.version, seance_id=d.seance_id, seance_le=le, menage_id=d.menage_id,
            reference=reference, nom=noms.get(d.menage_id, reference), texte=d.texte, responsable=d.responsable,
            partenaire_id=d.partenaire_id, partenaire=partenaire, bailleur=bailleur, echeance_le=d.echeance_le,
            logement_id=d.logement_id, logement=logement.libelle if logement else None, suite=d.suite,
            suite_le=d.suite_le,
        )  # fmt: skip
        yield replace(lue, proposee=suite_proposee(lue, offres.get(d.menage_id, ()), au))


def _offres_faites(session: Session, menages: set[int]) -> dict[int, list[OffreFaite]]:
    requete = (
        select(
            Offre.menage_id, Offre.logement_id, Offre.rang, Offre.notifiee_le, LogementOffert.typologie,
            LogementOffert.bailleur,
        )
        .join(LogementOffert, LogementOffert.id == Offre.logement_id)
        .where(Offre.menage_id.in_(menages), Offre.notifiee_le.is_not(None))
        .order_by(Offre.notifiee_le, Offre.id)
    )  # fmt: skip
    faites: dict[int, list[OffreFaite]] = {}
    for ligne in session.execute(requete).all() if menages else ():
        menage, logement, rang, le, typologie, bailleur = ligne
        if le is not None:
            faites.setdefault(menage, []).append(OffreFaite(logement, rang, le, typologie, bailleur))
    return faites


def avis(session: Session, point_id: int) -> tuple[AvisLu, ...]:
    """Ceux des partenaires sur un dossier, dans l'ordre de leur nom."""
    exiger_point(session, point_id)
    requete = (
        select(Partenaire.id, Partenaire.nom, Avis.sens, Avis.texte)
        .join(Partenaire, Partenaire.id == Avis.partenaire_id)
        .where(Avis.point_id == point_id)
    )
    lus = [AvisLu(*ligne) for ligne in session.execute(requete)]
    return tuple(sorted(lus, key=lambda a: sans_accents(a.partenaire)))
