"""Ce qui a bougé dans un dossier depuis sa dernière séance : journal, contacts, logements, promesses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.faits import Fait as FaitDuDossier
from db.faits import GenreDeFait
from db.faits_changes import DE_L_ENQUETE, RACONTES
from db.journal import Ecriture, LigneDeJournal
from relogement.cellule.cas import Fait, SorteDeFait, acces_dit
from relogement.cellule.codes import EtatPoint, EtatSeance, SuiteDecision
from relogement.cellule.decisions import DecisionLue
from relogement.champs import champs
from relogement.logement import LogementOffert
from relogement.modeles import DemandeDePassage, Partenaire, Point, Seance
from relogement.regles.echeances import UN_JOUR
from relogement.textes import INSECABLE, jour


@dataclass(frozen=True)
class SeancePassee:
    """La séance depuis laquelle on raconte, et le moment où elle s'est finie."""

    id: int
    le: date
    fin: datetime


def derniere_seance(session: Session, menage_id: int, avant: Seance) -> SeancePassee | None:
    """La dernière close où le dossier a passé ; sinon la dernière close tout court."""
    siennes = select(Point.id).where(
        Point.seance_id == Seance.id, Point.menage_id == menage_id, Point.etat != EtatPoint.RETIRE
    )
    d_avant = or_(Seance.le < avant.le, and_(Seance.le == avant.le, Seance.heure < avant.heure))
    requete = (
        select(Seance)
        .where(Seance.etat == EtatSeance.CLOSE, d_avant)
        .order_by(Seance.le.desc(), Seance.heure.desc())
        .limit(1)
    )
    trouvee = session.scalar(requete.where(siennes.exists())) or session.scalar(requete)
    if trouvee is None:
        return None
    le_jour_meme = trouvee.close_le is not None and trouvee.close_le.date() == trouvee.le
    fin = trouvee.close_le if le_jour_meme and trouvee.close_le else datetime.combine(trouvee.le, trouvee.heure)
    return SeancePassee(trouvee.id, trouvee.le, fin)


def depuis(
    session: Session,
    menage_id: int,
    seance: SeancePassee | None,
    au: date,
    *,
    faits: Sequence[FaitDuDossier],
    logements: Sequence[LogementOffert],
    decisions: Sequence[DecisionLue],
) -> tuple[Fait, ...]:
    """Les faits dans l'ordre où ils sont arrivés ; sans séance d'avant, il n'y a rien à comparer."""
    if seance is None:
        return ()
    trouves = [
        *_du_dossier(faits, seance, au),
        *_logements(session, logements, seance, au),
        *_non_tenues(decisions, seance, au),
        *_demandes(session, menage_id, seance, au),
    ]
    return tuple(sorted(trouves, key=lambda f: f.le))


def _du_dossier(faits: Iterable[FaitDuDossier], seance: SeancePassee, au: date) -> Iterator[Fait]:
    """Un acte du jour même n'a pas toujours d'heure : il est d'avant la séance, qui l'a vu."""
    for fait in reversed(list(faits)):
        if fait.le is None or fait.le.date() > au:
            continue
        d_apres = fait.le > seance.fin if fait.horaire else fait.le > datetime.combine(seance.le, time())
        if d_apres:
            yield _fait(fait, fait.le.date())


def _fait(fait: FaitDuDossier, le: date) -> Fait:
    match fait.genre:
        case GenreDeFait.CONTACT:
            masque = fait.canal.libelle if fait.canal else "Contact"
            return Fait(le, SorteDeFait.CONTACT, fait.titre, masque, canal=fait.canal)
        case GenreDeFait.ACTE:
            return Fait(le, SorteDeFait.ACTE, _avec_detail(fait), fait.titre, etat=fait.etat)
    public = fait.titre.startswith(_publics()) and "\n" not in fait.detail
    masque = _avec_detail(fait) if public else "Dossier mis à jour"
    return Fait(le, SorteDeFait.CHANGEMENT, masque if public else fait.titre, masque)


def _avec_detail(fait: FaitDuDossier) -> str:
    return f"{fait.titre}{INSECABLE}: {fait.detail}" if fait.detail else fait.titre


@cache
def _publics() -> tuple[str, ...]:
    """Les champs dont la valeur peut se lire devant tous ; les comptes de l'enquête n'en sont que des nombres."""
    libelles = {f.libelle: f.sensible for modele, _ in RACONTES.values() for f in champs(modele).values()}
    sensibles = tuple(nom for nom, sensible in libelles.items() if sensible)
    publics = [nom for nom, sensible in libelles.items() if not sensible and not nom.startswith(sensibles)]
    return (*publics, *(titre for titre, _, _ in DE_L_ENQUETE.values()))


def _logements(
    session: Session, logements: Sequence[LogementOffert], seance: SeancePassee, au: date
) -> Iterator[Fait]:
    """Ceux du registre qui y sont entrés depuis et que l'on pourrait proposer à ce ménage."""
    par_id = {li.id: li for li in logements}
    j = LigneDeJournal
    requete = (
        select(j.ligne_id, Ecriture.le)
        .join(Ecriture, Ecriture.id == j.ecriture_id)
        .where(
            j.dossier_id.is_(None), j.objet == LogementOffert.__tablename__, j.ligne_id.in_(par_id),
            j.geste == "C", Ecriture.le > seance.fin,
        )
        .order_by(Ecriture.le, j.ligne_id)
    )  # fmt: skip
    for numero, le in session.execute(requete):
        if le.date() <= au:
            yield Fait(le.date(), SorteDeFait.LOGEMENT, *2 * (_libere(par_id[numero]),))


def _libere(logement: LogementOffert) -> str:
    """« Tramontane Habitat libère un T5, 4ᵉ, ascenseur »."""
    qui = logement.bailleur or "Un bailleur"
    quoi = logement.typologie.libelle if logement.typologie else "logement"
    return f"{qui} libère un {quoi}, {acces_dit(logement)}"


def _non_tenues(decisions: Sequence[DecisionLue], seance: SeancePassee, au: date) -> Iterator[Fait]:
    """Une promesse passée se dit le lendemain de sa date, ou le jour où l'on a noté qu'elle n'était pas tenue."""
    for decision in decisions:
        faite = decision.proposee is not None and decision.proposee.suite is SuiteDecision.FAITE
        if faite or not decision.non_tenue(au):
            continue
        le = decision.suite_le if decision.suite is SuiteDecision.NON_TENUE else None
        le = le or (decision.echeance_le + UN_JOUR if decision.echeance_le else decision.seance_le)
        if seance.le <= le <= au:
            yield Fait(le, SorteDeFait.NON_TENUE, *2 * (decision.manquee,))


def _demandes(session: Session, menage_id: int, seance: SeancePassee, au: date) -> Iterator[Fait]:
    d = DemandeDePassage
    requete = (
        select(d.le, d.objection, Partenaire.nom)
        .outerjoin(Partenaire, Partenaire.id == d.partenaire_id)
        .where(d.menage_id == menage_id, d.le > seance.le, d.le <= au)
        .order_by(d.le, d.id)
    )
    for le, objection, nom in session.execute(requete):
        quoi = "s’oppose à la proposition" if objection else "demande que le dossier passe en cellule"
        yield Fait(le, SorteDeFait.DEMANDE, *2 * (f"{nom or 'L’équipe'} {quoi}",))


def dite(seance: SeancePassee | None) -> str:
    """« Depuis la cellule du 13/11/2026 »."""
    return f"Depuis la cellule du {jour(seance.le)}" if seance else "Première cellule de ce dossier"
