"""Le relevé de décisions d'une séance, en valeurs : qui était là, ce qui fut décidé, qui fait quoi et pour quand.

Il ne tient qu'à ce que la séance a noté : ni le jour où on l'écrit, ni ce que les décisions sont devenues. Le même
relevé se refait donc à l'identique. Masqué, il ne dit plus que des références, des organismes et des logements.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from relogement.cellule.codes import EtatPoint, SensAvis
from relogement.cellule.decisions import SANS_ECHEANCE, DecisionLue
from relogement.rapprochement import sans_accents
from relogement.textes import jour

EQUIPE = "Équipe du relogement"


@dataclass(frozen=True)
class Participant:
    """Une personne, ou un organisme sans que l'on sache qui est venu."""

    organisme: str | None
    nom: str | None = field(repr=False)
    present: bool = True
    bailleur: bool = False


def participants_dits(participants: Iterable[Participant]) -> str:
    """« Canigou Logement ; Têt Habitat (Mme Roussel, M. Puig) » : chaque organisme une fois, l'équipe à la fin."""
    personnes: dict[str, list[str]] = {}
    for p in sorted(participants, key=lambda p: p.organisme is None):
        personnes.setdefault(p.organisme or EQUIPE, []).extend([p.nom] if p.nom else [])
    return " ; ".join(f"{qui} ({', '.join(noms)})" if noms else qui for qui, noms in personnes.items())


@dataclass(frozen=True)
class Avis:
    """L'avis d'un partenaire, tel que le relevé l'écrit."""

    partenaire: str
    sens: SensAvis
    texte: str | None = field(repr=False)

    @property
    def dit(self) -> str:
        mots = f"{self.partenaire} : {self.sens.libelle.lower()}"
        return f"{mots} ({self.texte})" if self.texte else mots


@dataclass(frozen=True)
class Action:
    """Une décision vue de celui qui doit la faire."""

    par: str
    reference: str
    nom: str = field(repr=False)
    texte: str = field(repr=False)
    echeance_le: date | None = None
    logement: str = ""
    seance_le: date | None = None
    devenue: str = ""
    echue: bool = False
    finie: bool = False

    @property
    def echeance(self) -> str:
        return jour(self.echeance_le) if self.echeance_le else SANS_ECHEANCE


@dataclass(frozen=True)
class PointDuReleve:
    """Un dossier de l'ordre du jour, et ce que la séance en a fait."""

    rang: int
    reference: str
    nom: str = field(repr=False)
    motif: str
    etat: EtatPoint
    actions: tuple[Action, ...] = ()
    avis: tuple[Avis, ...] = ()

    @property
    def reporte(self) -> bool:
        return self.etat is not EtatPoint.TRAITE


@dataclass(frozen=True)
class Releve:
    """Tout ce que dit le relevé."""

    projet: str
    operation: str | None
    le: date
    heure: time
    lieu: str | None
    close: bool
    participants: tuple[Participant, ...] = field(repr=False)
    points: tuple[PointDuReleve, ...] = field(repr=False)
    masque: bool = False

    @property
    def titre(self) -> str:
        """« Relevé de décisions, cellule du 20/11/2026 » ; avant la clôture, ce n'est qu'un projet."""
        debut = "Relevé de décisions" if self.close else "Projet de relevé de décisions"
        return f"{debut}, cellule du {jour(self.le)}"

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(action for point in self.points for action in point.actions)

    @property
    def reportes(self) -> tuple[PointDuReleve, ...]:
        return tuple(p for p in self.points if p.reporte)

    @property
    def presents(self) -> tuple[Participant, ...]:
        return tuple(p for p in self.participants if p.present)

    @property
    def excuses(self) -> tuple[Participant, ...]:
        return tuple(p for p in self.participants if not p.present)

    @property
    def bailleurs_presents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.organisme for p in self.presents if p.bailleur and p.organisme))

    @property
    def jours(self) -> frozenset[date]:
        """Ceux que le relevé écrit : quelqu'un peut être né le jour d'une échéance."""
        return frozenset({self.le, *(a.echeance_le for a in self.actions if a.echeance_le)})


def action(decision: DecisionLue, au: date | None = None) -> Action:
    """Une décision en action ; avec un jour, ce qu'elle est devenue ce jour-là."""
    return Action(
        par=decision.par, reference=decision.reference, nom=decision.nom, texte=decision.texte,
        echeance_le=decision.echeance_le, logement=decision.logement or "", seance_le=decision.seance_le,
        devenue=decision.devenue(au) if au else "", echue=au is not None and decision.echue(au),
        finie=au is not None and decision.suite is not None,
    )  # fmt: skip


def par_responsable(actions: Iterable[Action]) -> Mapping[str, Sequence[Action]]:
    """Ce que chacun doit faire, le plus pressé d'abord, sans date à la fin ; chacun dans l'ordre de son nom."""
    ranges: dict[str, list[Action]] = {}
    for une in sorted(actions, key=lambda a: (a.echeance_le or date.max, a.reference)):
        ranges.setdefault(une.par, []).append(une)
    return dict(sorted(ranges.items(), key=lambda r: sans_accents(r[0])))


def masquer(releve: Releve, organismes: Mapping[str, str], logements: Mapping[str, str]) -> Releve:
    """Le relevé des partenaires : plus de nom de ménage ni de personne, plus d'adresse, plus de mots d'un avis.

    ``organismes`` : à quel partenaire appartient chaque responsable ; ``logements`` : comment se dit chacun d'eux.
    """
    points = tuple(
        replace(
            p,
            nom=p.reference,
            actions=tuple(
                replace(
                    a, nom=a.reference, par=organismes.get(a.par, EQUIPE), logement=logements.get(a.logement, "")
                )
                for a in p.actions
            ),
            avis=tuple(replace(a, texte=None) for a in p.avis),
        )
        for p in releve.points
    )
    anonymes = dict.fromkeys(replace(p, nom=None) for p in releve.participants)
    return replace(releve, points=points, participants=tuple(anonymes), masque=True)
