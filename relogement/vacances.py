"""Où en est chaque logement offert, ce que l'on ignore de lui, et pour qui il est gardé."""

from dataclasses import dataclass, field
from typing import Any

from relogement.logement import LogementOffert
from relogement.nomenclatures import Occupe, Reponse, Reservation
from relogement.textes import INSECABLE, jour, pluriel

_INCONNUS = (
    (("surface",), "surface inconnue", "l’adéquation ne se vérifie pas"),
    (("typologie", "pieces_habitables"), "typologie inconnue", "l’occupation ne se vérifie pas"),
    (("loyer",), "loyer inconnu", "le reste à charge ne se calcule pas"),
    (("charges",), "charges inconnues", "le reste à charge ne se calcule pas"),
    (("commune_insee",), "commune sans code INSEE", "l’APL ne s’estime pas"),
    (
        ("financement", "conventionne_le"),
        "financement inconnu",
        "ni l’APL ni le plafond ne se vérifient",
    ),
    (("qpv",), "quartier inconnu", "« hors QPV » et « hors site » ne se vérifient pas"),
)
"""Les champs dont un au moins doit être dit, ce qui manque sinon, et ce que ce manque empêche."""


def manques(logement: Any) -> tuple[str, ...]:
    """« surface inconnue : l'adéquation ne se vérifie pas » : un inconnu se dit, et n'empêche pas d'inscrire."""
    return tuple(
        f"{dit}{INSECABLE}: {empeche}"
        for noms, dit, empeche in _INCONNUS
        if all(getattr(logement, nom) is None for nom in noms)
    )


def pour_qui(logement: LogementOffert) -> str:
    """Pour qui le bailleur le garde ; vide quand il ne l'a pas dit."""
    if logement.reservation is None:
        return ""
    nomme = logement.reservataire if logement.reservation is Reservation.CONTINGENT else None
    return nomme or logement.reservation.libelle


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
