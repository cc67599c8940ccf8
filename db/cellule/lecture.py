"""Les séances lues : la liste, celle que l'on montre, et une séance entière avec ses présents et ses points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from db.cellule.ordre import Reunion, reportes, seuils_du
from db.journee import noms_des_menages
from relogement.bilan import Bilan
from relogement.cellule.codes import Critere, EtatPoint, EtatSeance
from relogement.cellule.ordre_du_jour import SEPARE, groupe, sorti_dit
from relogement.erreurs import ErreurMetier
from relogement.modeles import Decision, DemandeDePassage, Menage, Operation, Partenaire, Point, Presence, Seance
from relogement.nomenclatures import Etat
from relogement.rapprochement import sans_accents
from relogement.textes import INSECABLE, jour, pluriel

DISPARUE = "Cette séance n’existe plus. Rouvrez la liste des séances."
POINT_DISPARU = "Ce dossier n’est plus à l’ordre du jour. Relisez la séance."
CLOSE = "Cette séance est close : rouvrez-la pour la changer."
NOMMES = 3


@dataclass(frozen=True)
class SeanceLue:
    """Une séance dans la liste, et ce qu'elle a fait."""

    id: int
    le: date
    heure: time
    lieu: str | None
    operation: str | None
    etat: EtatSeance
    nb_points: int
    nb_traites: int
    nb_decisions: int

    @property
    def titre(self) -> str:
        """« Cellule du 20/11/2026 »."""
        return f"Cellule du {jour(self.le)}"


@dataclass(frozen=True)
class PresenceLue:
    """Une personne ou un organisme attendu."""

    id: int
    partenaire_id: int | None
    partenaire: str | None
    nom: str | None = field(repr=False)
    present: bool
    bailleur: str | None = None

    @property
    def libelle(self) -> str:
        """« Têt Habitat, Mme Roux »."""
        return ", ".join(filter(None, (self.partenaire, self.nom)))


@dataclass(frozen=True)
class PointLu:
    """Un dossier de l'ordre du jour ; ``alerte`` : ce qui a changé depuis qu'on l'y a mis."""

    id: int
    menage_id: int
    reference: str
    nom: str = field(repr=False)
    critere: Critere
    motif: str
    etat: EtatPoint
    rang: int
    groupe: str
    demande_par: str | None = None
    reporte_du: date | None = None
    alerte: str = ""
    duree_s: int = 0
    vu_le: datetime | None = None

    @property
    def motif_court(self) -> str:
        """La première raison ; un dossier reporté dit plutôt la suivante, son groupe dit déjà le report."""
        premiere, *autres = self.motif.split(SEPARE)
        return autres[0] if self.critere is Critere.REPORTE and autres else premiere


@dataclass(frozen=True)
class SeanceOuverte:
    """Une séance entière, à montrer."""

    id: int
    le: date
    heure: time
    lieu: str | None
    operation_id: int | None
    operation: str | None
    etat: EtatSeance
    ouverte_le: datetime | None
    close_le: datetime | None
    presents: tuple[PresenceLue, ...]
    points: tuple[PointLu, ...]
    decisions: int
    minutes_par_dossier: int
    avertissements: tuple[str, ...] = ()

    @property
    def titre(self) -> str:
        return f"Cellule du {jour(self.le)}"

    def a_savoir(self, au: date) -> tuple[str, ...]:
        """Ce qu'il faut savoir avant de commencer ; une séance passée ne sert plus qu'à noter ce qui s'est dit."""
        passee = self.etat is EtatSeance.PREPAREE and self.le < au
        dit = f"Cette séance était prévue le {jour(self.le)} : notez ce qui y fut décidé, puis closez-la."
        return (*([dit] if passee else ()), *self.avertissements)

    @property
    def nb_presents(self) -> int:
        return sum(p.present for p in self.presents)

    @property
    def nb_traites(self) -> int:
        return sum(p.etat is not EtatPoint.A_VOIR for p in self.points)


def seances(session: Session) -> list[SeanceLue]:
    """Toutes, la plus récente d'abord."""
    p = Point
    comptes = (
        select(p.seance_id, func.count().label("points"), func.sum(_traite()).label("traites"))
        .where(p.etat != EtatPoint.RETIRE)
        .group_by(p.seance_id)
        .subquery()
    )
    decisions = select(Decision.seance_id, func.count().label("n")).group_by(Decision.seance_id).subquery()
    requete = (
        select(
            Seance.id, Seance.le, Seance.heure, Seance.lieu, Operation.code, Seance.etat, comptes.c.points,
            comptes.c.traites, decisions.c.n,
        )
        .outerjoin(Operation, Operation.id == Seance.operation_id)
        .outerjoin(comptes, comptes.c.seance_id == Seance.id)
        .outerjoin(decisions, decisions.c.seance_id == Seance.id)
        .order_by(Seance.le.desc(), Seance.heure.desc())
    )  # fmt: skip
    return [SeanceLue(*ligne[:6], *(int(n or 0) for n in ligne[6:])) for ligne in session.execute(requete)]


def _traite() -> ColumnElement[int]:
    return case((Point.etat == EtatPoint.TRAITE, 1), else_=0)


def seance_a_montrer(session: Session, au: date) -> int | None:
    """Celle qui est ouverte, sinon celle du jour, sinon la prochaine préparée, sinon la dernière close."""
    s, ordre = Seance, (Seance.le, Seance.heure)
    jusque_la = s.etat == EtatSeance.PREPAREE
    for requete in (
        select(s.id).where(s.etat == EtatSeance.OUVERTE).order_by(s.le.desc(), s.heure.desc()),
        select(s.id).where(s.le == au, jusque_la).order_by(*ordre),
        select(s.id).where(s.le == au).order_by(s.heure.desc()),
        select(s.id).where(s.le > au, jusque_la).order_by(*ordre),
        select(s.id).order_by(s.le.desc(), s.heure.desc()),
    ):
        if (numero := session.scalar(requete.limit(1))) is not None:
            return numero
    return None


def lire_seance(session: Session, seance_id: int) -> SeanceOuverte:
    """La séance, ses présents et ses points dans leur ordre."""
    seance = exiger_seance(session, seance_id)
    operation = session.scalar(select(Operation.code).where(Operation.id == seance.operation_id))
    points, seuils = _points(session, seance), seuils_du(session, seance.le)
    decisions = session.scalar(select(func.count()).where(Decision.seance_id == seance.id)) or 0
    return SeanceOuverte(
        id=seance.id, le=seance.le, heure=seance.heure, lieu=seance.lieu, operation_id=seance.operation_id,
        operation=operation, etat=seance.etat, ouverte_le=seance.ouverte_le, close_le=seance.close_le,
        presents=presences(session, seance.id), points=points, decisions=decisions,
        minutes_par_dossier=seuils.minutes_par_dossier,
        avertissements=tuple(_avertissements(session, seance, points, seuils.dossiers)),
    )  # fmt: skip


def presences(session: Session, seance_id: int) -> tuple[PresenceLue, ...]:
    """Les organismes dans l'ordre de leur nom, puis l'équipe."""
    requete = (
        select(
            Presence.id,
            Presence.partenaire_id,
            Partenaire.nom,
            Presence.nom,
            Presence.present,
            Partenaire.bailleur,
        )
        .outerjoin(Partenaire, Partenaire.id == Presence.partenaire_id)
        .where(Presence.seance_id == seance_id)
        .order_by(Presence.id)
    )
    lues = [PresenceLue(*ligne) for ligne in session.execute(requete)]
    return tuple(sorted(lues, key=lambda p: (p.partenaire is None, sans_accents(p.partenaire or ""))))


def _points(session: Session, seance: Seance) -> tuple[PointLu, ...]:
    requete = (
        select(Point, Menage.reference, Menage.etat, Menage.sorti_le, Bilan.fusionne)
        .join(Menage, Menage.id == Point.menage_id)
        .outerjoin(Bilan, Bilan.menage_id == Menage.id)
        .where(Point.seance_id == seance.id, Point.etat != EtatPoint.RETIRE)
        .order_by(Point.rang, Point.id)
    )
    lus = session.execute(requete).all()
    noms = noms_des_menages(session, [ligne[0].menage_id for ligne in lus])
    demandes, reports = _demandeurs(session, seance.id), reportes(session, reunion_de(seance))
    seuils = seuils_du(session, seance.le)
    vus = []
    for point, reference, etat, sorti_le, fusionne in lus:
        du = reports.get(point.menage_id) if point.critere is Critere.REPORTE else None
        vus.append(
            PointLu(
                id=point.id, menage_id=point.menage_id, reference=reference,
                nom=noms.get(point.menage_id, reference), critere=point.critere, motif=point.motif,
                etat=point.etat, rang=point.rang,
                groupe=groupe(point.critere, seuils, du), demande_par=demandes.get(point.menage_id), reporte_du=du,
                alerte=_alerte(etat, sorti_le, fusionne=bool(fusionne)), duree_s=point.duree_s, vu_le=point.vu_le,
            )
        )  # fmt: skip
    return tuple(vus)


def _alerte(etat: Etat, sorti_le: date | None, *, fusionne: bool) -> str:
    if fusionne:
        return "Fusionné avec un autre dossier"
    dit = sorti_dit(sorti_le) if etat is Etat.SORTI or sorti_le else ""
    return f"{dit[:1].upper()}{dit[1:]}"


def _demandeurs(session: Session, seance_id: int) -> dict[int, str]:
    requete = (
        select(DemandeDePassage.menage_id, Partenaire.nom)
        .join(Partenaire, Partenaire.id == DemandeDePassage.partenaire_id)
        .where(DemandeDePassage.seance_id == seance_id)
        .order_by(DemandeDePassage.le.desc(), DemandeDePassage.id.desc())
    )
    return {menage: nom for menage, nom in session.execute(requete)}  # noqa: C416 — des lignes, pas des paires


def _avertissements(session: Session, seance: Seance, points: Sequence[PointLu], au_plus: int) -> Iterator[str]:
    """Ce que la préparation doit savoir ; une séance close n'a plus rien à corriger."""
    if seance.etat is EtatSeance.CLOSE:
        return
    autres = select(Seance.heure).where(Seance.le == seance.le, Seance.id != seance.id).order_by(Seance.heure)
    for heure in session.scalars(autres):
        yield f"Une autre séance a lieu le même jour, à {heure:%H:%M}."
    sans_date = select(Operation.libelle).where(Operation.vide_le.is_(None), Operation.demolition_le.is_(None))
    if seance.operation_id is not None:
        sans_date = sans_date.where(Operation.id == seance.operation_id)
    muettes = session.scalars(sans_date.order_by(Operation.code).limit(NOMMES + 1)).all()
    if muettes:
        noms = f"{', '.join(muettes[:NOMMES])}{'…' if len(muettes) > NOMMES else ''}"
        yield f"Sans date de vidage, aucun retard ne s’y compte{INSECABLE}: {noms}."
    if partis := [p.reference for p in points if p.alerte]:
        combien = pluriel(len(partis), "dossier sorti ou fusionné", "dossiers sortis ou fusionnés")
        yield f"{combien} à l’ordre du jour{INSECABLE}: {', '.join(partis[:NOMMES])}."
    if len(points) >= au_plus:
        plein = f"L’ordre du jour est plein ({au_plus} dossiers, selon la charte)"
        yield f"{plein}{INSECABLE}: d’autres dossiers peuvent attendre."


def reunion_de(seance: Seance) -> Reunion:
    """Le jour, l'heure et le périmètre d'une séance."""
    return Reunion(seance.le, seance.heure, seance.operation_id)


def exiger_seance(session: Session, seance_id: int) -> Seance:
    """La séance, ou ``ErreurMetier``."""
    seance = session.get(Seance, seance_id)
    if seance is None:
        raise ErreurMetier(DISPARUE)
    return seance


def modifiable(session: Session, seance_id: int) -> Seance:
    """La séance, si elle n'est pas close."""
    seance = exiger_seance(session, seance_id)
    if seance.etat is EtatSeance.CLOSE:
        raise ErreurMetier(CLOSE)
    return seance


def exiger_point(session: Session, point_id: int) -> Point:
    """Le point, ou ``ErreurMetier``."""
    point = session.get(Point, point_id)
    if point is None or point.etat is EtatPoint.RETIRE:
        raise ErreurMetier(POINT_DISPARU)
    return point


def point_modifiable(session: Session, point_id: int) -> Point:
    """Le point d'une séance qui n'est pas close."""
    point = exiger_point(session, point_id)
    modifiable(session, point.seance_id)
    return point
