"""Où en est chaque logement offert, et ce qu'il faut en dire à son bailleur."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from relogement.logement import LogementOffert
from relogement.nomenclatures import Occupe, Reponse, Reservation
from relogement.textes import INSECABLE, jour, pluriel

REFUSEES = {Reponse.REFUS: "refusé", Reponse.SILENCE: "laissé sans réponse", Reponse.RETIREE: "non retenu"}


@dataclass(frozen=True)
class Promesse:
    """Un dossier qui tient le logement, par une offre ou par un bail."""

    reference: str
    menage_id: int
    rang: int | None = None
    reponse: Reponse | None = None
    offre_id: int | None = None

    @property
    def occupe(self) -> Occupe:
        if self.rang is None:
            return Occupe.ATTRIBUE
        return Occupe.ACCEPTE if self.reponse is Reponse.ACCORD else Occupe.PROPOSE


@dataclass(frozen=True)
class Vacance:
    """Un logement du registre, tel qu'il est aujourd'hui."""

    logement: LogementOffert = field(repr=False)
    promesses: tuple[Promesse, ...] = ()
    refus: int = 0

    @property
    def etat(self) -> Occupe:
        """Un bail l'emporte sur un accord, un accord sur une offre ; sans promesse, le retrait se dit."""
        if self.promesses:
            return max((p.occupe for p in self.promesses), key=list(Occupe).index)
        return Occupe.LIBRE if self.logement.retire_le is None else Occupe.RETIRE

    @property
    def libre(self) -> bool:
        return self.etat is Occupe.LIBRE

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(sorted({p.reference for p in self.promesses}))

    @property
    def en_double(self) -> bool:
        """Promis à plusieurs dossiers, d'avant que la base ne le refuse."""
        return len(self.references) > 1

    @property
    def reserve_a_d_autres(self) -> bool:
        """Gardé pour un contingent ou par le bailleur : à demander avant de le proposer."""
        return self.logement.reservation not in (None, Reservation.PROJET)

    @property
    def proposable(self) -> bool:
        """Libre, et pour ceux du projet ; la date de disponibilité se lit à côté, elle n'écarte pas."""
        return self.libre and not self.reserve_a_d_autres

    @property
    def phrase(self) -> str:
        """« Libre, refusé 2 fois », « Proposé au dossier AC-001 »."""
        if self.en_double:
            return f"Promis à {' et '.join(self.references)}{INSECABLE}: un seul peut le garder"
        refuse = f", refusé {pluriel(self.refus, 'fois', 'fois')}" if self.refus else ""
        match self.etat:
            case Occupe.LIBRE:
                return f"Libre{refuse}"
            case Occupe.RETIRE:
                return f"Retiré le {jour(self.logement.retire_le)}"
            case Occupe.ATTRIBUE:
                return f"Bail du dossier {self.references[0]}"
        return (
            f"{self.etat.libelle} {'au' if self.etat is Occupe.PROPOSE else 'par le'} dossier {self.references[0]}"
        )


@dataclass(frozen=True)
class Retour:
    """Un logement qui revient au registre : ce que son bailleur doit en savoir, sans nom ni motif."""

    logement_id: int
    bailleur: str
    libelle: str
    reference: str
    le: date
    reponse: Reponse
    de_nouveau_libre: bool

    @property
    def phrase(self) -> str:
        """« T4 · Les Amandiers : refusé le 12/11/2026 par le dossier AC-001. Il est de nouveau libre. »."""
        par = "pour" if self.reponse is Reponse.RETIREE else "par"
        suite = "Il est de nouveau libre." if self.de_nouveau_libre else "Il a été repris depuis."
        return (
            f"{self.libelle}{INSECABLE}: {REFUSEES[self.reponse]} le {jour(self.le)} {par} le dossier "
            f"{self.reference}. {suite}"
        )


def par_bailleur(retours: Sequence[Retour]) -> dict[str, list[Retour]]:
    """Ce qu'il faut dire à chaque bailleur, par nom ; un bailleur inconnu vient à la fin."""
    ranges: dict[str, list[Retour]] = {}
    for retour in sorted(retours, key=lambda r: (not r.bailleur, r.bailleur, r.le)):
        ranges.setdefault(retour.bailleur, []).append(retour)
    return ranges
