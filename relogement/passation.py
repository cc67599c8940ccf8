"""Passer les dossiers d'un agent absent : ce qui y attend, ce qui a été promis, et à qui les confier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.champs import PARCOURS, champ
from relogement.journee import Colonne, LigneDuJour, colonne
from relogement.nomenclatures import Affaire, Attendu, Etat


class Passation(Ligne, kw_only=True):
    """Des dossiers confiés d'un coup, et quand les rendre."""

    __tablename__ = "passation"

    referent: Mapped[str] = mapped_column(info=champ("Agent absent", PARCOURS))
    faite_le: Mapped[datetime] = mapped_column(info=champ("Dossiers confiés le", PARCOURS))
    auteur: Mapped[str | None] = mapped_column(default=None, info=champ("Confiés par", PARCOURS))
    retour_le: Mapped[date | None] = mapped_column(default=None, info=champ("Retour prévu le", PARCOURS))
    rendue_le: Mapped[date | None] = mapped_column(default=None, info=champ("Dossiers rendus le", PARCOURS))
    rappels: Mapped[list[int]] = mapped_column(JSON(none_as_null=True), default_factory=list)
    confies: Mapped[list[DossierConfie]] = relationship(
        default_factory=list, cascade="all, delete-orphan", order_by="DossierConfie.id"
    )


class DossierConfie(Ligne, kw_only=True):
    """Un dossier d'une passation, et le collègue qui l'a reçu."""

    __tablename__ = "dossier_confie"

    passation_id: Mapped[int] = mapped_column(
        ForeignKey("passation.id", ondelete="CASCADE"), index=True, init=False
    )
    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    a: Mapped[str] = mapped_column(info=champ("Confié à", PARCOURS))


@dataclass(frozen=True)
class DossierAPasser:
    """Un dossier de l'agent absent : où il en est, et ce qui y attend, le plus pressé d'abord."""

    id: int
    reference: str
    nom: str = field(repr=False)
    etat: Etat
    operation: str
    offres: str
    famille: int
    affaires: tuple[LigneDuJour, ...] = field(default=(), repr=False)
    sans_action_depuis: date | None = None

    @property
    def prochaine(self) -> LigneDuJour | None:
        """Ce qui presse le plus ; rien si personne n'attend rien."""
        return next(iter(self.affaires), None)


@dataclass(frozen=True)
class EtatDesDossiers:
    """Tout ce qu'il faut savoir des dossiers d'un agent pour les reprendre."""

    referent: str
    au: date
    dossiers: tuple[DossierAPasser, ...]
    rappels: tuple[LigneDuJour, ...] = field(default=(), repr=False)
    sans_action_jours: int = 0
    confies: Mapping[int, str] = field(default_factory=dict)

    @property
    def affaires(self) -> list[LigneDuJour]:
        """Les échéances, de la plus pressée à la moins pressée ; les promesses sont à part."""
        return sorted((a for d in self.dossiers for a in d.affaires if not est_une_promesse(a)), key=self.presse)

    @property
    def promesses(self) -> list[LigneDuJour]:
        """Ce que l'agent a dit qu'il ferait : les suites notées des contacts et ses rappels."""
        dites = (a for d in self.dossiers for a in d.affaires if est_une_promesse(a))
        return sorted([*dites, *self.rappels], key=self.presse)

    @property
    def attendues(self) -> list[LigneDuJour]:
        """Ce que l'on attend de quelqu'un d'autre."""
        return [a for a in self.affaires if a.attendu is not Attendu.AGENT]

    @property
    def sans_action(self) -> list[DossierAPasser]:
        """Ceux où rien ne s'est passé depuis trop longtemps, le plus ancien d'abord."""
        muets = [d for d in self.dossiers if d.sans_action_depuis is not None]
        return sorted(muets, key=lambda d: (d.sans_action_depuis or date.min, d.reference))

    @property
    def en_retard(self) -> int:
        return sum(colonne(a, self.au) is Colonne.RETARD for a in (*self.affaires, *self.promesses))

    def presse(self, ligne: LigneDuJour) -> tuple[date, int, str]:
        """L'ordre d'urgence : la date, puis ce qui engage le droit du ménage ; sans date, à la fin."""
        return (ligne.echeance_le or date.max, list(Affaire).index(ligne.genre), ligne.cle)


def est_une_promesse(ligne: LigneDuJour) -> bool:
    return ligne.genre in (Affaire.SUITE, Affaire.RAPPEL, Affaire.CELLULE)


class Partage(StrEnum):
    """Comment répartir entre plusieurs collègues."""

    EQUILIBRE = "equilibre"
    PAR_OPERATION = "par_operation"


def repartir(
    dossiers: Sequence[DossierAPasser],
    collegues: Sequence[str],
    charges: Mapping[str, int],
    partage: Partage = Partage.EQUILIBRE,
) -> dict[int, str]:
    """À qui va chaque dossier : le moins chargé reçoit d'abord, une famille ou une opération ne se sépare pas.

    Sans collègue, personne ne reçoit rien.
    """
    if not collegues:
        return {}
    portees = Counter({nom: charges.get(nom, 0) for nom in collegues})
    repartis: dict[int, str] = {}
    for lot in _lots(dossiers, partage):
        moins_charge = min(collegues, key=lambda nom: (portees[nom], collegues.index(nom)))
        repartis |= dict.fromkeys(lot, moins_charge)
        portees[moins_charge] += len(lot)
    return repartis


def _lots(dossiers: Sequence[DossierAPasser], partage: Partage) -> Iterable[list[int]]:
    """Les plus gros d'abord : les petits égalisent à la fin."""
    lots: dict[str | int, list[int]] = {}
    for dossier in dossiers:
        cle = dossier.operation if partage is Partage.PAR_OPERATION else dossier.famille
        lots.setdefault(cle, []).append(dossier.id)
    return sorted(lots.values(), key=len, reverse=True)
