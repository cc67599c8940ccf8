"""Les dossiers qu'une séance pourrait prendre : les plus graves de chaque critère, lus sans parcourir le projet.

Chaque requête range comme la règle et s'arrête à ce qu'une séance peut tenir. Les critères se lisent du plus grave
au moins grave ; l'on s'arrête dès que la séance est pleine : ce qui viendrait après n'y aurait pas sa place.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.chartes import charte_en_vigueur
from relogement.a_faire import LigneAFaire
from relogement.cellule.codes import EtatPoint, EtatSeance
from relogement.cellule.ordre_du_jour import (
    A_RELOGER,
    ATTENDUES,
    CHERCHENT,
    EN_PROVISOIRE,
    SUIVIS,
    Demande,
    DossierVu,
    EcheanceVue,
    PointPropose,
    Seuils,
    ordonner,
    retenir,
    seuils_de,
)
from relogement.charte import Charte, charte_au
from relogement.modeles import (
    Bilan,
    DemandeDePassage,
    Etape,
    Menage,
    Offre,
    Operation,
    Partenaire,
    Point,
    Seance,
    Souhait,
)
from relogement.nomenclatures import Affaire, Etat, Recevable, Reponse
from relogement.offre import OUVERTES

_A = LigneAFaire


@dataclass(frozen=True)
class Reunion:
    """Le jour, l'heure et le périmètre d'une séance : de quoi lire ce qu'elle prendrait."""

    le: date
    heure: time
    operation_id: int | None = None


def seuils_du(session: Session, au: date) -> Seuils:
    """Ceux de la charte de ce jour."""
    return seuils_de(charte_en_vigueur(session, au))


def proposer(
    session: Session, reunion: Reunion, *, sauf: Iterable[int] = (), places: int | None = None
) -> list[PointPropose]:
    """Les dossiers que les critères retiennent, dans l'ordre de la séance, sauf ceux qui y sont déjà."""
    seuils, presents = seuils_du(session, reunion.le), set(sauf)
    seuils = seuils if places is None else seuils._replace(dossiers=places)
    lecture = _Lecture(session, reunion, seuils)
    ids = lecture.candidats(presents)
    return retenir(ordonner(lecture.dossiers(sorted(ids)), reunion.le, seuils), seuils.dossiers - len(presents))


class _Lecture:
    """Une préparation : ce qui est reporté, ce qui est demandé, puis les pires de chaque critère."""

    def __init__(self, session: Session, reunion: Reunion, seuils: Seuils) -> None:
        self._session, self._reunion, self._seuils = session, reunion, seuils
        self._reportes = reportes(session, reunion)
        self._demandes = _demandes(session)

    def candidats(self, presents: Collection[int] = ()) -> set[int]:
        """Tout ce qui est reporté ou demandé, et de quoi remplir la séance par les critères."""
        trouves, places = set[int](), self._seuils.dossiers
        for requete in self._requetes():
            if len(trouves) >= places:
                break
            lus = self._session.scalars(self._dans_le_perimetre(requete).limit(places + len(presents)))
            trouves |= set(lus) - set(presents)
        return (trouves | {*self._reportes, *self._demandes}) - set(presents)

    def dossiers(self, ids: Sequence[int]) -> Iterator[DossierVu]:
        refus, echeances = self._refus(ids), self._affaires(ids)
        for ligne in self._session.execute(self._dans_le_perimetre(_dossiers(ids))):
            menage = ligne[0]
            lues = echeances.get(menage, ())
            recevables, non_recevables = refus.get(menage, (0, 0))
            nb_refus = ligne.nb_refus or 0
            yield DossierVu(
                menage_id=menage,
                reference=ligne.reference,
                etat=ligne.etat,
                typologie=ligne.typologie,
                sorti_le=ligne.sorti_le,
                motif_sortie=ligne.motif_sortie,
                derniere_action_le=_de(lues, Affaire.SANS_ACTION, "depuis_le"),
                sans_offre_depuis_le=ligne.sans_offre_depuis_le,
                offre_ouverte=bool(ligne.offre_ouverte),
                refus=nb_refus,
                recevables=recevables,
                a_examiner=max(0, nb_refus - recevables - non_recevables),
                vide_le=ligne.vide_le,
                demolition_le=ligne.demolition_le,
                retour_prevu_le=_de(lues, Affaire.RETOUR, "echeance_le"),
                echeances=tuple(
                    EcheanceVue(li.genre, li.echeance_le)
                    for li in lues
                    if li.genre in ATTENDUES and li.echeance_le and _se_montre(li, self._reunion.le)
                ),
                demandes=tuple(self._demandes.get(menage, ())),
                reporte_du=self._reportes.get(menage),
            )

    def _dans_le_perimetre(self, requete: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """Une fusion a repris ailleurs le dossier : il ne passe plus."""
        operation = self._reunion.operation_id
        return requete if operation is None else requete.where(Menage.operation_id == operation)

    def _requetes(self) -> Iterator[Select[*tuple[Any, ...]]]:
        yield self._trop_de_refus()
        yield self._en_retard()
        yield from self._sans_action()
        yield self._sans_offre()
        yield self._echeances()
        yield self._en_provisoire()

    def _trop_de_refus(self) -> Select[*tuple[Any, ...]]:
        return (
            select(Menage.id)
            .join(Bilan, Bilan.menage_id == Menage.id)
            .where(Bilan.nb_refus >= self._seuils.refus, Bilan.etat.in_(SUIVIS), Bilan.sorti.is_(False))
            .order_by(Bilan.nb_refus.desc(), Menage.reference)
        )

    def _en_retard(self) -> Select[*tuple[Any, ...]]:
        limite = func.coalesce(Operation.vide_le, Operation.demolition_le)
        jusqu_au = self._reunion.le + timedelta(days=self._seuils.demolition_jours)
        return (
            select(Menage.id)
            .join(Operation, Operation.id == Menage.operation_id)
            .where(limite <= jusqu_au, Menage.etat.in_(A_RELOGER), *_encore_la())
            .order_by(limite, Menage.reference)
        )

    def _sans_action(self) -> Iterator[Select[*tuple[Any, ...]]]:
        """La journée en garde l'échéance, la dernière action plus le délai de la charte : on range par elle."""
        charte = charte_au(self._session.scalars(select(Charte)).all(), None)
        delai = charte.alerte_sans_action_jours - self._seuils.sans_action_jours
        muets = select(Menage.id).join(_A, _A.menage_id == Menage.id).where(_A.genre == Affaire.SANS_ACTION)
        yield muets.where(_A.echeance_le <= self._reunion.le + timedelta(days=delai)).order_by(
            _A.echeance_le, Menage.reference
        )
        yield muets.where(_A.echeance_le.is_(None)).order_by(Menage.reference)

    def _sans_offre(self) -> Select[*tuple[Any, ...]]:
        depuis = sans_offre_depuis()
        jusqu_au = self._reunion.le - timedelta(days=self._seuils.sans_offre_jours)
        return (
            select(Menage.id)
            .where(Menage.etat.in_(CHERCHENT), *_encore_la(), ~_offre_ouverte(), depuis <= jusqu_au)
            .order_by(depuis, Menage.reference)
        )

    def _echeances(self) -> Select[*tuple[Any, ...]]:
        au = self._reunion.le
        return (
            select(Menage.id)
            .join(_A, _A.menage_id == Menage.id)
            .where(
                _A.genre.in_(ATTENDUES),
                _A.echeance_le <= au + timedelta(days=self._seuils.echeance_jours),
                or_(_A.visible_le.is_(None), _A.visible_le <= au),
                or_(_A.cachee_apres_le.is_(None), _A.cachee_apres_le >= au),
            )
            .group_by(Menage.id, Menage.reference)
            .order_by(func.min(_A.echeance_le), Menage.reference)
        )

    def _en_provisoire(self) -> Select[*tuple[Any, ...]]:
        retour = aliased(LigneAFaire)
        return (
            select(Menage.id)
            .outerjoin(retour, and_(retour.menage_id == Menage.id, retour.genre == Affaire.RETOUR))
            .where(Menage.etat.in_(EN_PROVISOIRE), *_encore_la())
            .order_by(retour.echeance_le.asc().nulls_last(), Menage.reference)
        )

    def _refus(self, ids: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """Combien de refus recevables, combien qui ne le sont pas."""
        requete = (
            select(Offre.menage_id, _compte(Recevable.OUI), _compte(Recevable.NON))
            .where(Offre.menage_id.in_(ids), Offre.reponse == Reponse.REFUS)
            .group_by(Offre.menage_id)
        )
        return {menage: (oui or 0, non or 0) for menage, oui, non in self._session.execute(requete)}

    def _affaires(self, ids: Sequence[int]) -> Mapping[int, list[Any]]:
        ranges: dict[int, list[Any]] = defaultdict(list)
        requete = select(
            _A.menage_id, _A.genre, _A.depuis_le, _A.echeance_le, _A.visible_le, _A.cachee_apres_le
        ).where(_A.menage_id.in_(ids), _A.genre.in_((*ATTENDUES, Affaire.SANS_ACTION, Affaire.RETOUR)))
        for ligne in self._session.execute(requete.order_by(_A.menage_id, _A.cle)):
            ranges[ligne.menage_id].append(ligne)
        return ranges


def _compte(recevable: Recevable) -> ColumnElement[int]:
    return func.sum(case((Offre.motif_recevable == recevable, 1), else_=0))


def _se_montre(ligne: Any, au: date) -> bool:
    return (ligne.visible_le is None or ligne.visible_le <= au) and (
        ligne.cachee_apres_le is None or ligne.cachee_apres_le >= au
    )


def _de(lignes: Iterable[Any], genre: Affaire, nom: str) -> date | None:
    return min((getattr(li, nom) for li in lignes if li.genre is genre and getattr(li, nom)), default=None)


def _encore_la() -> tuple[ColumnElement[bool], ...]:
    return Menage.sorti_le.is_(None), Menage.motif_sortie.is_(None)


def _offre_ouverte() -> ColumnElement[bool]:
    siennes = select(Offre.id).where(Offre.menage_id == Menage.id, Offre.reponse.in_(OUVERTES))
    return exists(siennes.where(Offre.rendu_le.is_(None)).correlate(Menage))


def sans_offre_depuis() -> ColumnElement[date | None]:
    """La dernière offre, ou le dernier départ en recherche s'il est plus récent ; sinon la demande de logement."""
    offre = _derniere(Offre.notifiee_le, Offre.menage_id == Menage.id)
    recherche = _derniere(Etape.le, Etape.menage_id == Menage.id, Etape.etat == Etat.RECHERCHE)
    plus_recente = case((offre > recherche, offre), else_=recherche)
    return func.coalesce(plus_recente, offre, Menage.premiere_offre_le, Menage.sne_le)


def _derniere(colonne: Any, *filtres: ColumnElement[bool]) -> ColumnElement[date | None]:
    return select(func.max(colonne)).where(*filtres).correlate(Menage).scalar_subquery()


def _dossiers(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    typologie = (
        select(Souhait.typologie)
        .where(Souhait.menage_id == Menage.id, Souhait.typologie.is_not(None))
        .order_by(Souhait.rang, Souhait.id)
        .limit(1)
        .correlate(Menage)
        .scalar_subquery()
    )
    return (
        select(
            Menage.id, Menage.reference, Menage.etat, Menage.sorti_le, Menage.motif_sortie,
            func.coalesce(typologie, Menage.souhait_typologie).label("typologie"),
            sans_offre_depuis().label("sans_offre_depuis_le"), _offre_ouverte().label("offre_ouverte"),
            Bilan.nb_refus, Operation.vide_le, Operation.demolition_le,
        )
        .join(Operation, Operation.id == Menage.operation_id)
        .outerjoin(Bilan, Bilan.menage_id == Menage.id)
        .where(Menage.id.in_(ids), or_(Bilan.menage_id.is_(None), Bilan.fusionne.is_(False)))
        .order_by(Menage.id)
    )  # fmt: skip


def reportes(session: Session, reunion: Reunion) -> dict[int, date]:
    """Les dossiers que leur dernière séance a reportés, et la date de cette séance."""
    d_avant, suivant, suivante = _avant(Seance, reunion), aliased(Point), aliased(Seance)
    plus_recent = (
        select(suivant.id)
        .join(suivante, suivante.id == suivant.seance_id)
        .where(suivant.menage_id == Point.menage_id, _avant(suivante, reunion), _apres(suivante, Seance))
    )
    requete = (
        select(Point.menage_id, Seance.le)
        .join(Seance, Seance.id == Point.seance_id)
        .where(Point.etat == EtatPoint.REPORTE, Seance.etat == EtatSeance.CLOSE, d_avant, ~exists(plus_recent))
    )
    return {menage: le for menage, le in session.execute(requete)}  # noqa: C416 — des lignes, pas des paires


def _avant(seance: Any, reunion: Reunion) -> ColumnElement[bool]:
    return or_(seance.le < reunion.le, and_(seance.le == reunion.le, seance.heure < reunion.heure))


def _apres(seance: Any, autre: Any) -> ColumnElement[bool]:
    return or_(seance.le > autre.le, and_(seance.le == autre.le, seance.heure > autre.heure))


def _demandes(session: Session) -> dict[int, list[Demande]]:
    """Celles qu'aucune séance n'a encore prises."""
    d, ranges = DemandeDePassage, defaultdict[int, list[Demande]](list)
    requete = (
        select(d.menage_id, Partenaire.nom, d.le, d.objection)
        .outerjoin(Partenaire, Partenaire.id == d.partenaire_id)
        .where(d.seance_id.is_(None))
        .order_by(d.le, d.id)
    )
    for menage, nom, le, objection in session.execute(requete):
        ranges[menage].append(Demande(nom, le, bool(objection)))
    return ranges
