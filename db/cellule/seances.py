"""Préparer une séance, tenir son ordre du jour et ses présents, l'ouvrir et la clore."""

from datetime import date, datetime, time

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.cellule.lecture import PointLu as PointLu
from db.cellule.lecture import PresenceLue as PresenceLue
from db.cellule.lecture import SeanceLue as SeanceLue
from db.cellule.lecture import SeanceOuverte as SeanceOuverte
from db.cellule.lecture import exiger_seance, modifiable, point_modifiable, presences, reunion_de
from db.cellule.lecture import lire_seance as lire_seance
from db.cellule.lecture import seance_a_montrer as seance_a_montrer
from db.cellule.lecture import seances as seances
from db.cellule.ordre import proposer
from db.cellule.partenaires import partenaires
from relogement.bilan import Bilan
from relogement.cellule.codes import Critere, EtatPoint, EtatSeance
from relogement.cellule.ordre_du_jour import SEPARE, Demande, raison_de
from relogement.erreurs import ErreurMetier
from relogement.modeles import Decision, DemandeDePassage, Menage, Operation, Partenaire, Point, Presence, Seance
from relogement.textes import jour


def preparer(
    session: Session, *, le: date, heure: time, operation_id: int | None = None, lieu: str | None = None
) -> int:
    """Crée la séance, y met les dossiers que les critères retiennent, et les présents de la dernière."""
    _libre(session, le, heure)
    if operation_id is not None and session.get(Operation, operation_id) is None:
        raise ErreurMetier("Cette opération n’existe plus. Choisissez-en une autre, ou tout le projet.")
    seance = Seance(le=le, heure=heure, operation_id=operation_id, lieu=(lieu or "").strip() or None)
    derniere = _derniere(session)
    session.add(seance)
    session.flush()
    _convier(session, seance.id, derniere)
    _proposer(session, seance)
    return seance.id


def _libre(session: Session, le: date, heure: time, sauf: int | None = None) -> None:
    prise = select(Seance.id).where(Seance.le == le, Seance.heure == heure)
    if session.scalar(prise.where(Seance.id != (sauf or 0))) is not None:
        raise ErreurMetier(
            f"Une séance est déjà prévue le {jour(le)} à {heure:%H:%M} : ouvrez-la, ou choisissez une autre heure."
        )


def _derniere(session: Session) -> int | None:
    return session.scalar(select(Seance.id).order_by(Seance.le.desc(), Seance.heure.desc()).limit(1))


def _convier(session: Session, seance_id: int, derniere: int | None) -> None:
    """Ceux de la dernière séance qui siègent encore ; à la première, tous les partenaires."""
    actifs = [p for p in partenaires(session) if p.actif]
    if derniere is None:
        session.add_all(Presence(seance_id=seance_id, partenaire_id=p.id, nom=p.contact) for p in actifs)
    else:
        numeros = {p.id for p in actifs}
        session.add_all(
            Presence(seance_id=seance_id, partenaire_id=p.partenaire_id, nom=p.nom)
            for p in presences(session, derniere)
            if p.partenaire_id is None or p.partenaire_id in numeros
        )
    session.flush()


def completer(session: Session, seance_id: int) -> int:
    """Ajoute ce qui est venu depuis, à la fin, et rend combien ; rien n'est ôté, rien de retiré ne revient."""
    return _proposer(session, modifiable(session, seance_id))


def _proposer(session: Session, seance: Seance) -> int:
    deja = session.execute(select(Point.menage_id, Point.rang).where(Point.seance_id == seance.id)).all()
    presents = {menage for menage, _ in deja}
    rang = max((r for _, r in deja), default=0)
    points = proposer(session, reunion_de(seance), sauf=presents)
    for point in points:
        rang += 1
        session.add(
            Point(
                seance_id=seance.id, menage_id=point.menage_id, rang=rang, critere=point.critere, motif=point.motif
            )
        )
    session.flush()
    _prendre_les_demandes(session, seance, presents)
    session.flush()
    return len(points)


def _prendre_les_demandes(session: Session, seance: Seance, deja: set[int]) -> None:
    """Une demande venue depuis rejoint le point de son dossier, même retiré ; hors du périmètre, elle attend."""
    points = {p.menage_id: p for p in session.scalars(select(Point).where(Point.seance_id == seance.id))}
    for demande in session.scalars(select(DemandeDePassage).where(DemandeDePassage.seance_id.is_(None))):
        point = points.get(demande.menage_id)
        if point is None:
            continue
        demande.seance_id = seance.id
        if demande.menage_id in deja:
            _dire_la_demande(session, point, demande)


def _dire_la_demande(session: Session, point: Point, demande: DemandeDePassage) -> None:
    partenaire = session.get(Partenaire, demande.partenaire_id) if demande.partenaire_id else None
    raison = raison_de(Demande(partenaire.nom if partenaire else None, demande.le, demande.objection))
    if point.etat is EtatPoint.RETIRE:
        point.etat, point.critere, point.motif = EtatPoint.A_VOIR, raison.critere, raison.mots
        point.rang = _dernier_rang(session, point.seance_id) + 1
    elif raison.mots not in point.motif:
        point.motif = f"{point.motif}{SEPARE}{raison.mots}"


def modifier(session: Session, seance_id: int, *, le: date, heure: time, lieu: str | None) -> None:
    """Change le jour, l'heure ou le lieu d'une séance qui n'est pas close."""
    seance = modifiable(session, seance_id)
    _libre(session, le, heure, sauf=seance_id)
    seance.le, seance.heure, seance.lieu = le, heure, (lieu or "").strip() or None
    session.flush()


def annuler_seance(session: Session, seance_id: int) -> None:
    """Une séance préparée qui n'aura pas lieu : les demandes qu'elle avait prises attendent la suivante."""
    seance = modifiable(session, seance_id)
    if session.scalar(select(Decision.id).where(Decision.seance_id == seance_id).limit(1)) is not None:
        raise ErreurMetier("Des décisions y sont déjà notées : retirez-les d’abord, ou closez la séance.")
    session.execute(update(DemandeDePassage).where(DemandeDePassage.seance_id == seance_id).values(seance_id=None))
    for modele in (Point, Presence):
        for ligne in session.scalars(select(modele).where(modele.seance_id == seance_id)):
            session.delete(ligne)
    session.flush()
    session.delete(seance)
    session.flush()


def ajouter(session: Session, seance_id: int, menage_id: int, motif: str = "") -> int:
    """Met un dossier à la fin de l'ordre du jour ; un dossier fusionné passe sous celui qui l'a repris."""
    seance, menage = modifiable(session, seance_id), session.get(Menage, menage_id)
    if menage is None:
        raise ErreurMetier("Ce dossier n’existe plus. Choisissez-en un autre.")
    if session.scalar(select(Bilan.fusionne).where(Bilan.menage_id == menage_id)):
        raise ErreurMetier(f"Le dossier {menage.reference} a été fusionné : ajoutez celui qui l’a repris.")
    siens = select(Point).where(Point.seance_id == seance.id, Point.menage_id == menage_id)
    point, dit = session.scalar(siens), motif.strip() or "ajouté à la main"
    if point is not None and point.etat is not EtatPoint.RETIRE:
        raise ErreurMetier(f"Le dossier {menage.reference} est déjà à l’ordre du jour.")
    if point is None:
        point = Point(seance_id=seance.id, menage_id=menage_id, rang=0, critere=Critere.AJOUTE, motif=dit)
        session.add(point)
    point.etat, point.critere, point.motif = EtatPoint.A_VOIR, Critere.AJOUTE, dit
    point.rang = _dernier_rang(session, seance.id) + 1
    session.flush()
    return point.id


def _dernier_rang(session: Session, seance_id: int) -> int:
    session.flush()
    return session.scalar(select(func.max(Point.rang)).where(Point.seance_id == seance_id)) or 0


def retirer(session: Session, point_id: int) -> None:
    """Ôte un dossier de l'ordre du jour ; une décision déjà notée l'y retient."""
    point = point_modifiable(session, point_id)
    decidee = select(Decision.id).where(
        Decision.seance_id == point.seance_id, Decision.menage_id == point.menage_id
    )
    if session.scalar(decidee.limit(1)) is not None:
        raise ErreurMetier("Une décision est notée pour ce dossier : retirez-la d’abord.")
    point.etat = EtatPoint.RETIRE
    session.flush()


def deplacer(session: Session, point_id: int, rang: int) -> None:
    """Met un dossier à cette place, la première étant 1 ; les autres se resserrent."""
    point = point_modifiable(session, point_id)
    requete = select(Point).where(Point.seance_id == point.seance_id, Point.etat != EtatPoint.RETIRE)
    autres = [p for p in session.scalars(requete.order_by(Point.rang, Point.id)) if p is not point]
    autres.insert(max(0, rang - 1), point)
    for place, suivant in enumerate(autres, start=1):
        if suivant.rang != place:
            suivant.rang = place
    session.flush()


def presence(session: Session, presence_id: int, *, present: bool) -> None:
    """Dit qui est venu."""
    _presence(session, presence_id).present = present
    session.flush()


def ajouter_presence(session: Session, seance_id: int, nom: str, partenaire_id: int | None = None) -> int:
    """Une personne de plus, pour un partenaire ou pour l'équipe."""
    modifiable(session, seance_id)
    if not nom.strip() and partenaire_id is None:
        raise ErreurMetier("Écrivez le nom de la personne, ou choisissez son organisme.")
    if partenaire_id is not None and session.get(Partenaire, partenaire_id) is None:
        raise ErreurMetier("Cet organisme n’est plus dans la liste des partenaires.")
    ligne = Presence(seance_id=seance_id, partenaire_id=partenaire_id, nom=nom.strip() or None)
    session.add(ligne)
    session.flush()
    return ligne.id


def retirer_presence(session: Session, presence_id: int) -> None:
    """Une personne que l'on n'attendait pas."""
    session.delete(_presence(session, presence_id))
    session.flush()


def _presence(session: Session, presence_id: int) -> Presence:
    ligne = session.get(Presence, presence_id)
    if ligne is None:
        raise ErreurMetier("Cette personne n’est plus dans la liste des présents. Relisez la séance.")
    modifiable(session, ligne.seance_id)
    return ligne


def ouvrir(session: Session, seance_id: int, maintenant: datetime) -> None:
    """La séance commence."""
    seance = modifiable(session, seance_id)
    if seance.etat is EtatSeance.PREPAREE:
        seance.etat, seance.ouverte_le = EtatSeance.OUVERTE, maintenant
        session.flush()


def clore(session: Session, seance_id: int, maintenant: datetime) -> int:
    """Clôt la séance et rend combien de dossiers n'ont pas été vus : la suivante les reprend d'abord."""
    seance = modifiable(session, seance_id)
    if seance.le > maintenant.date():
        raise ErreurMetier(
            f"Cette séance est prévue le {jour(seance.le)} : changez sa date si elle a eu lieu plus tôt."
        )
    non_vus = select(Point).where(Point.seance_id == seance_id, Point.etat == EtatPoint.A_VOIR)
    reste = session.scalars(non_vus.order_by(Point.rang)).all()
    for point in reste:
        point.etat = EtatPoint.REPORTE
    seance.etat, seance.close_le = EtatSeance.CLOSE, maintenant
    session.flush()
    return len(reste)


def rouvrir(session: Session, seance_id: int) -> None:
    """Une séance close redevient modifiable ; ce qui n'avait pas été vu est de nouveau à voir."""
    seance = exiger_seance(session, seance_id)
    if seance.etat is not EtatSeance.CLOSE:
        raise ErreurMetier("Cette séance n’est pas close : il n’y a rien à rouvrir.")
    oublies = select(Point).where(
        Point.seance_id == seance_id, Point.etat == EtatPoint.REPORTE, Point.vu_le.is_(None)
    )
    for point in session.scalars(oublies):
        point.etat = EtatPoint.A_VOIR
    seance.etat, seance.close_le = EtatSeance.OUVERTE, None
    session.flush()
