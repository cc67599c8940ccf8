"""Ce que dit le plan de relogement d'une opération, de lignes simples : une par dossier, une par logement."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TypeVar

from relogement.nomenclatures import CodeBesoin, Etat, StatutLogement, TypeDossier, Typologie

JOURS_PAR_MOIS = Decimal("30.4375")  # 365,25 / 12
FLUX_MOIS = 12
GRANDS = 6  # personnes : « 6 et plus » se lit ensemble
TAILLES: Sequence[int | None] = (*range(1, GRANDS + 1), None)
QUARTILES: Sequence[str | None] = ("Q1", "Q2_4", None)
T = TypeVar("T")
PHASES: Sequence[tuple[str, tuple[Etat, ...]]] = (
    ("À rencontrer", (Etat.RECENSE, Etat.INFORME)),
    ("En recherche d’un logement", (Etat.ENQUETE, Etat.SNE, Etat.RECHERCHE, Etat.REFUS, Etat.TROIS_REFUS)),
    ("Une offre en discussion", (Etat.OFFRE, Etat.VISITE, Etat.ACCORD)),
    ("En attribution ou bail à signer", (Etat.CALEOL, Etat.ATTRIBUE)),
    ("Relogés à titre provisoire", (Etat.PROVISOIRE, Etat.RETOUR)),
    ("Bail signé ou relogés", ()),
)


@dataclass(frozen=True)
class DossierDuPlan:
    """Un dossier, sans rien qui nomme le ménage ; vide veut dire inconnu."""

    type: TypeDossier
    etat: Etat
    personnes: int | None = None
    souhait: Typologie | None = None
    quartile: str | None = None
    cout_av: Decimal | None = field(default=None, repr=False)
    rac_av: Decimal | None = field(default=None, repr=False)
    entree_le: date | None = None
    sorti: bool = False
    besoins: tuple[CodeBesoin, ...] = ()


@dataclass(frozen=True)
class LogementDuPlan:
    """Un logement de l'immeuble à vider, et le jour où il l'a été."""

    cage: str
    statut: StatutLogement
    libere_le: date | None = None
    suivi: bool = False


@dataclass(frozen=True)
class OperationDuPlan:
    code: str
    libelle: str
    type: str
    maitre_ouvrage: str | None
    nb_logements: int | None
    concertation_le: date | None
    vide_le: date | None
    demolition_le: date | None


@dataclass(frozen=True)
class Besoin:
    """Les ménages qui attendent ce type de logement, et ce qu'ils paient aujourd'hui (médianes, en euros)."""

    typologie: Typologie | None
    menages: int
    cout_median: Decimal | None
    rac_median: Decimal | None
    couts_connus: int = 0
    racs_connus: int = 0


@dataclass(frozen=True)
class Cage:
    """Une cage d'escalier : ses logements, ceux qui sont vides, ceux que l'on ne suit pas."""

    nom: str
    logements: int
    vides: int
    inconnus: int

    @property
    def occupes(self) -> int:
        return self.logements - self.vides - self.inconnus


@dataclass(frozen=True)
class Cadence:
    """Combien il en reste, en combien de mois, et à quel rythme on va."""

    restants: int
    mois: Decimal | None
    faits_en_un_an: int

    @property
    def necessaire(self) -> Decimal | None:
        """Les relogements à faire par mois pour tenir la date ; inconnue sans date, ou si elle est passée."""
        return Decimal(self.restants) / self.mois if self.mois and self.mois > 0 else None

    @property
    def constatee(self) -> Decimal:
        return Decimal(self.faits_en_un_an) / FLUX_MOIS


@dataclass(frozen=True)
class Plan:
    operation: OperationDuPlan
    au: date
    phases: Sequence[tuple[str, int]]
    tailles: Sequence[tuple[int | None, int]]
    quartiles: Sequence[tuple[str | None, int]]
    besoins: Sequence[Besoin]
    adaptes: Sequence[tuple[CodeBesoin, int]]
    cages: Sequence[Cage]
    cadence: Cadence
    decohabitants: int

    @property
    def restants(self) -> int:
        return self.cadence.restants


def plan(
    operation: OperationDuPlan, dossiers: Iterable[DossierDuPlan], logements: Iterable[LogementDuPlan], *, au: date
) -> Plan:
    """Le plan à ce jour : les sortis n'y sont plus, un relogé non plus."""
    suivis = [d for d in dossiers if not d.sorti]
    a_reloger = [d for d in suivis if d.entree_le is None or d.entree_le > au]
    faits = [d for d in suivis if d.entree_le is not None and _depuis_un_an(d.entree_le, au)]
    return Plan(
        operation, au, _compte_des_phases(suivis),
        _repartis((min(d.personnes, GRANDS) if d.personnes else None for d in a_reloger), TAILLES),
        _repartis((d.quartile for d in a_reloger), QUARTILES),
        _besoins(a_reloger), _adaptes(a_reloger), _cages(logements, au),
        Cadence(len(a_reloger), _mois_restants(operation, au), len(faits)),
        sum(d.type is not TypeDossier.TITULAIRE for d in a_reloger),
    )  # fmt: skip


def _repartis(valeurs: Iterable[T], modalites: Sequence[T]) -> list[tuple[T, int]]:
    """Toutes les modalités, même vides : ne lister que les autres dirait qui elles désignent."""
    compte = Counter(valeurs)
    return [(modalite, compte[modalite]) for modalite in modalites]


def _depuis_un_an(le: date, au: date) -> bool:
    debut = date(au.year - 1, au.month, min(au.day, 28))
    return debut < le <= au


def _mois_restants(operation: OperationDuPlan, au: date) -> Decimal | None:
    """Jusqu'à la date cible de vidage, sinon la démolition."""
    terme = operation.vide_le or operation.demolition_le
    return None if terme is None else Decimal((terme - au).days) / JOURS_PAR_MOIS


def _compte_des_phases(dossiers: Sequence[DossierDuPlan]) -> list[tuple[str, int]]:
    """Par phase et non par état : dix-sept petits effectifs se tairaient tous."""
    compte = Counter(_phase(d.etat) for d in dossiers)
    return [(phase, compte[phase]) for phase, _ in PHASES]


def _phase(etat: Etat) -> str:
    return next((phase for phase, etats in PHASES if etat in etats), PHASES[-1][0])


def _besoins(dossiers: Sequence[DossierDuPlan]) -> list[Besoin]:
    par_type = {t: [d for d in dossiers if d.souhait == t] for t in (*Typologie, None)}
    return [_besoin(t, [d.cout_av for d in ceux], [d.rac_av for d in ceux]) for t, ceux in par_type.items()]


def _besoin(
    typologie: Typologie | None, couts: Sequence[Decimal | None], racs: Sequence[Decimal | None]
) -> Besoin:
    couts_connus, racs_connus = [v for v in couts if v is not None], [v for v in racs if v is not None]
    return Besoin(
        typologie, len(couts), _mediane(couts_connus), _mediane(racs_connus), len(couts_connus), len(racs_connus)
    )


def _mediane(connues: Sequence[Decimal]) -> Decimal | None:
    return median(connues) if connues else None


def _adaptes(dossiers: Sequence[DossierDuPlan]) -> list[tuple[CodeBesoin, int]]:
    compte = Counter(besoin for d in dossiers for besoin in d.besoins)
    return [(code, compte[code]) for code in CodeBesoin]


def _cages(logements: Iterable[LogementDuPlan], au: date) -> list[Cage]:
    par_cage: dict[str, list[LogementDuPlan]] = {}
    for logement in logements:
        if logement.statut is not StatutLogement.ANNEXE:
            par_cage.setdefault(logement.cage, []).append(logement)
    return [
        Cage(nom, len(siens), sum(_est_vide(x, au) for x in siens), sum(_est_inconnu(x) for x in siens))
        for nom, siens in sorted(par_cage.items())
    ]


def _est_vide(logement: LogementDuPlan, au: date) -> bool:
    libere = logement.libere_le is not None and logement.libere_le <= au
    return logement.statut is StatutLogement.VACANT or libere


def _est_inconnu(logement: LogementDuPlan) -> bool:
    """Loué selon le bailleur, mais aucun dossier ne le suit."""
    return logement.statut is not StatutLogement.VACANT and not logement.suivi
