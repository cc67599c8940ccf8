"""Les logements encore occupés, jour après jour, et ce que le rythme des derniers mois annonce.

Le rythme est celui des logements vidés, prolongé comme les autres prévisions : un comptage et son intervalle.
Ce n'est qu'une estimation, et elle ne se donne pas sur trop peu de départs.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relogement.indicateurs.prevision import JOURS_PAR_MOIS, Fin, Reglages, Rythme, fin
from relogement.nomenclatures import StatutLogement
from relogement.regles.echeances import plus_mois
from relogement.textes import nombre, pluriel
from relogement.vidage.cases import libere_le
from relogement.vidage.lignes import Immeuble
from relogement.vidage.tableau import par_logement

SEMAINE = 7


@dataclass(frozen=True)
class Departs:
    """Le jour où chaque logement s'est vidé, et combien l'ont été sans que l'on sache quand."""

    total: int
    vacants: int
    jours: tuple[date, ...]

    def occupes(self, au: date) -> int:
        return self.total - self.vacants - bisect_right(self.jours, au)

    def vides_entre(self, depuis: date, au: date) -> int:
        """Ceux d'après ``depuis``, jusqu'à ``au`` compris."""
        return bisect_right(self.jours, au) - bisect_right(self.jours, depuis)


def departs(immeuble: Immeuble) -> Departs:
    """Tous les départs connus ; ils ne dépendent pas du jour où l'on regarde."""
    comptes = [(lo, ds) for lo, ds in par_logement(immeuble) if lo.statut is not StatutLogement.ANNEXE]
    jours = sorted(le for lo, ds in comptes if (le := libere_le(lo, ds)) is not None)
    vacants = sum(lo.statut is StatutLogement.VACANT for lo, _ in comptes)
    return Departs(len(comptes), vacants, tuple(jours))


@dataclass(frozen=True)
class Trajectoire:
    """Où l'on en est, à quel rythme, et quand l'immeuble serait vide ; ``refus`` : pourquoi on ne le dit pas."""

    au: date
    depuis: date
    points: tuple[tuple[date, int], ...]
    rythme: Rythme
    cible: date | None
    refus: str = ""
    fin: Fin | None = None

    @cached_property
    def par_semaine(self) -> float:
        """Les logements vidés par semaine, observés."""
        jours = (self.au - self.depuis).days
        return self.rythme.entres * SEMAINE / jours if jours > 0 else 0.0

    @property
    def il_en_faut(self) -> float | None:
        """Par semaine, pour être vide à la date cible ; rien sans date à venir."""
        jours = (self.cible - self.au).days if self.cible else 0
        return self.rythme.restants * SEMAINE / jours if jours > 0 else None

    @property
    def retard(self) -> int | None:
        """De combien de jours la date attendue dépasse la cible ; négatif : en avance."""
        return (self.fin.attendue - self.cible).days if self.fin and self.cible else None


def trajectoire(immeuble: Immeuble, connus: Departs, au: date) -> Trajectoire:
    """La trajectoire vue de ce jour, sans rien de ce qui est venu après."""
    regles, operation = immeuble.reglages, immeuble.operation
    observe = observation(immeuble, connus, au)
    rythme = Rythme(au, connus.vides_entre(observe, au), (au - observe).days / JOURS_PAR_MOIS, connus.occupes(au))
    motif = refus(rythme, regles)
    points = _points(connus, debut(immeuble, connus, au), au)
    if motif:
        return Trajectoire(au, observe, points, rythme, operation.vide_le, motif)
    return Trajectoire(au, observe, points, rythme, operation.vide_le, "", fin(rythme, regles))


def observation(immeuble: Immeuble, connus: Departs, au: date) -> date:
    """Depuis quand l'on observe : les derniers mois, sans remonter avant le début de l'opération."""
    return max(plus_mois(au, -immeuble.reglages.mois), debut(immeuble, connus, au))


def debut(immeuble: Immeuble, connus: Departs, au: date) -> date:
    """La concertation, sinon le premier départ connu ; jamais après la date regardée."""
    premiers = [*connus.jours[:1], au]
    le = immeuble.operation.concertation_le or min(premiers)
    return min(le, au)


def refus(rythme: Rythme, regles: Reglages) -> str:
    """Pourquoi l'on ne prolonge pas ce rythme ; vide quand on le peut."""
    if rythme.restants <= 0:
        return "Tous les logements sont vides."
    if rythme.entres < regles.minimum:
        vides = pluriel(rythme.entres, "logement vidé", "logements vidés")
        return (
            f"Pas de prévision\u00a0: {vides} en {nombre(regles.mois, 0)} mois, il en faut {regles.minimum} pour "
            "estimer un rythme."
        )
    return ""


def _points(connus: Departs, depuis: date, au: date) -> tuple[tuple[date, int], ...]:
    """Un point par jour où un logement s'est vidé, du début à la date regardée."""
    jours = sorted({depuis, au, *(j for j in connus.jours if depuis < j < au)})
    return tuple((j, connus.occupes(j)) for j in jours)
