"""Apparier ce que la base sait : les logements pour un dossier, les dossiers pour un logement, et l'ensemble."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.chartes import charte_en_vigueur
from db.effets import doutes
from db.equilibre.lecture import lire_parc
from db.promesses import offre_tenue
from db.situations import cadre
from db.vacances import registre, vacance
from relogement.appariement.affectation import Contraintes, Repartition, repartir, un_par_un
from relogement.appariement.candidat import Candidat, Contexte, candidat
from relogement.appariement.note import Appariement, apparier, ranges
from relogement.appariement.poids import Part
from relogement.appariement.tableau import tableau
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.modeles import Menage, Offre, Operation, Personne, Projet, Ressource
from relogement.nomenclatures import Etat, Reponse
from relogement.textes import INSECABLE, nombre, pluriel
from relogement.travail import Avancement, sans_avancement

A_LOGER = (
    Etat.RECENSE, Etat.INFORME, Etat.ENQUETE, Etat.SNE, Etat.RECHERCHE, Etat.OFFRE, Etat.VISITE, Etat.REFUS,
    Etat.TROIS_REFUS, Etat.RETOUR, Etat.PROVISOIRE,
)  # fmt: skip
REFUSEES = (Reponse.REFUS, Reponse.SILENCE)
ETAPES = 5  # les ménages, ce qu'ils demandent, le tableau, la répartition, les paires


def contexte(session: Session, au: date) -> Contexte:
    """La charte, les barèmes, les départs, les résidences et la zone des plafonds de ce jour."""
    zone = session.scalar(select(Projet.zone_plafond))
    charte, du_projet = charte_en_vigueur(session, au), cadre(session.connection())
    return Contexte(au, charte, du_projet, lire_parc(session), zone)


def logements_adaptes(session: Session, reference: str, au: date) -> list[Appariement]:
    """Les logements proposables pour ce dossier, le mieux adapté d'abord ; les écartés à la fin."""
    ici = contexte(session, au)
    menages = _menages(session, (Menage.reference == reference,))
    if not menages:
        raise ErreurMetier(f"Le dossier « {reference} » n’existe pas. Vérifiez sa référence.")
    (lui,) = _candidats(menages, ici)
    a_verifier = doutes(session)
    libres = [v.logement for v in registre(session) if v.proposable]
    return ranges([apparier(lui, li, ici, a_verifier.get(li.id)) for li in libres])


@dataclass(frozen=True)
class Vivier:
    """Les ménages à loger, lus une fois : chaque logement s'y compare ensuite sans rien relire."""

    candidats: tuple[Candidat, ...] = field(repr=False)
    contexte: Contexte = field(repr=False)
    doutes: Mapping[int, str] = field(repr=False)

    def pour(self, logement: LogementOffert) -> list[Appariement]:
        """Du mieux servi au moins ; ceux que ce logement ne peut pas loger viennent à la fin."""
        doute = self.doutes.get(logement.id)
        return ranges([apparier(lui, logement, self.contexte, doute) for lui in self.candidats])


def vivier(session: Session, au: date, operation: str | None = None) -> Vivier:
    """Ceux qui cherchent dans cette opération, ou dans tout le projet."""
    ici = contexte(session, au)
    return Vivier(tuple(_candidats(a_loger(session, operation), ici)), ici, doutes(session))


def menages_adaptes(
    session: Session, logement_id: int, au: date, operation: str | None = None
) -> list[Appariement]:
    """Les ménages à loger pour ce logement, le mieux servi d'abord."""
    logement = vacance(session, logement_id).logement
    return vivier(session, au, operation).pour(logement)


def a_loger(session: Session, operation: str | None = None) -> list[Menage]:
    """Ceux qui cherchent, et pour qui aucun logement n'est déjà promis."""
    tenus = select(Offre.menage_id).where(offre_tenue())
    filtres = [Menage.etat.in_(A_LOGER), Menage.id.not_in(tenus), Menage.sorti_le.is_(None)]
    if operation is not None:
        filtres.append(Menage.operation_id.in_(select(Operation.id).where(Operation.code == operation)))
    return _menages(session, filtres)


def _menages(session: Session, filtres: Iterable[object]) -> list[Menage]:
    requete = (
        select(Menage)
        .where(*filtres)  # type: ignore[arg-type]
        .options(
            joinedload(Menage.logement_quitte),
            selectinload(Menage.personnes).selectinload(Personne.ressources_mensuelles),
            selectinload(Menage.couts),
            selectinload(Menage.souhaits),
            selectinload(Menage.besoins),
            selectinload(Menage.ressources_mensuelles).joinedload(Ressource.personne),
            selectinload(Menage.offres),
        )
        .order_by(Menage.reference)
    )
    return list(session.scalars(requete).unique())


def _candidats(menages: Sequence[Menage], ici: Contexte) -> list[Candidat]:
    return [candidat(m, ici, frozenset(o.logement_id for o in m.offres if o.reponse in REFUSEES)) for m in menages]


@dataclass(frozen=True)
class Demande:
    """Ce qu'une personne fixe, interdit ou exige ; les paires sont (référence du dossier, numéro du logement).

    ``souple`` : une paire dont le ménage ou le logement n'est plus à prendre s'oublie, au lieu d'être refusée.
    """

    fixees: frozenset[tuple[str, int]] = frozenset()
    interdites: frozenset[tuple[str, int]] = frozenset()
    minima: Mapping[Part, Decimal] = field(default_factory=dict)
    souple: bool = False


@dataclass(frozen=True)
class Affectation:
    """La proposition, chaque paire ouverte en ses parts, et ce qu'elle gagne sur le un par un."""

    paires: tuple[Appariement, ...]
    ensemble: Repartition
    un_par_un: Repartition
    menages: int
    logements: int

    @property
    def gain(self) -> float:
        return self.ensemble.total - self.un_par_un.total

    @property
    def phrase(self) -> str:
        """« Proposition : 12 paires pour 30 ménages et 14 logements… »."""
        ensemble, seul = self.ensemble, self.un_par_un
        gain, total = (nombre(Decimal(str(round(n, 1))), 1) for n in (self.gain, ensemble.total))
        return (
            f"Proposition{INSECABLE}: {pluriel(ensemble.loges, 'paire')} pour {pluriel(self.menages, 'ménage')} "
            f"et {pluriel(self.logements, 'logement')}, {total} points ; un par un{INSECABLE}: "
            f"{pluriel(seul.loges, 'paire')}, {gain} points de moins. Rien n’est enregistré."
        )


def affecter(
    session: Session,
    au: date,
    operation: str | None = None,
    demande: Demande | None = None,
    avancement: Avancement = sans_avancement,
) -> Affectation:
    """Qui pourrait recevoir quoi, pour tout le vivier ; rien n'est écrit. L'arrêt se demande à chaque étape."""
    ici, voulu = contexte(session, au), demande or Demande()
    avancement(0, ETAPES)
    a_reloger = a_loger(session, operation)
    avancement(1, ETAPES)
    menages = _candidats(a_reloger, ici)
    avancement(2, ETAPES)
    logements = [v.logement for v in registre(session) if v.proposable]
    a_verifier = doutes(session)
    vu = tableau(menages, logements, ici, a_verifier)
    avancement(3, ETAPES)
    rangs = _Rangs(menages, logements, souple=voulu.souple)
    contraintes = Contraintes(rangs.paires(voulu.fixees), rangs.paires(voulu.interdites), voulu.minima)
    meilleure = repartir(vu, contraintes)
    avancement(4, ETAPES)
    paires = tuple(
        apparier(menages[h], logements[li], ici, a_verifier.get(logements[li].id)) for h, li in meilleure.paires
    )
    return Affectation(paires, meilleure, un_par_un(vu, contraintes), len(menages), len(logements))


class _Rangs:
    """Des références et des numéros à leurs places dans le tableau."""

    def __init__(self, menages: Sequence[Candidat], logements: Sequence[LogementOffert], *, souple: bool) -> None:
        self._souple = souple
        self._menages = {c.reference: rang for rang, c in enumerate(menages)}
        self._logements = {li.id: rang for rang, li in enumerate(logements)}

    def paires(self, dites: Iterable[tuple[str, int]]) -> frozenset[tuple[int, int]]:
        gardees = (d for d in dites if not self._souple or self._connue(*d))
        return frozenset(self._paire(reference, numero) for reference, numero in gardees)

    def _connue(self, reference: str, numero: int) -> bool:
        return reference in self._menages and numero in self._logements

    def _paire(self, reference: str, numero: int) -> tuple[int, int]:
        if reference not in self._menages:
            raise ErreurMetier(
                f"Le dossier « {reference} » n’est pas à loger : il n’existe pas, ou tient un logement."
            )
        if numero not in self._logements:
            raise ErreurMetier(
                f"Le logement {numero} n’est pas à proposer : il n’est pas au registre, ou il est pris."
            )
        return self._menages[reference], self._logements[numero]
