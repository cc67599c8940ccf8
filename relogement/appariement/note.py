"""La note d'un logement pour un ménage : ses parts, leurs points, ce qui écarte, et tout en mots."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from relogement.appariement.candidat import Candidat, Chiffrage, Contexte, chiffrer
from relogement.appariement.equilibre import Equilibre
from relogement.appariement.parts import (
    Note,
    note_d_occupation,
    note_de_l_effort,
    note_de_la_distance,
    note_de_la_typologie,
    note_des_besoins,
    note_du_lieu,
    note_du_rac,
    note_du_verdict,
    verdict_de_maitrise,
    verdicts_du_logement,
)
from relogement.appariement.plafonds import PlafondJuge, plafond_juge
from relogement.appariement.poids import Depassement, Part, Poids, poids
from relogement.logement import LogementOffert
from relogement.textes import nombre

CENT = 100
DEJA_REFUSE = "déjà refusé par ce ménage"


@dataclass(frozen=True)
class PartNotee:
    """Une part : ce qu'elle pèse, ce qu'elle rapporte au moins et au plus, et pourquoi."""

    part: Part
    poids: int
    note: Note

    @property
    def points(self) -> str:
        """« 15 / 15 », « 0 à 4 / 4 » tant que l'on ne sait pas, « sans objet »."""
        if self.note.sans_objet:
            return "sans objet"
        basse, haute = (_decimale(note * self.poids) for note in (self.note.basse, self.note.haute))
        return f"{_dit(basse)}{'' if basse == haute else f' à {_dit(haute)}'} / {self.poids}"


@dataclass(frozen=True)
class Appariement:
    """Un ménage et un logement : la note sur cent, au moins et au plus, et ce qui écarte."""

    candidat: Candidat = field(repr=False)
    logement: LogementOffert = field(repr=False)
    parts: tuple[PartNotee, ...]
    blocages: tuple[str, ...]
    chiffrage: Chiffrage = field(repr=False)
    plafond: PlafondJuge

    @property
    def bloque(self) -> bool:
        return bool(self.blocages)

    @property
    def basse(self) -> Fraction:
        return self._sur_cent([p.note.basse for p in self._comptees])

    @property
    def haute(self) -> Fraction:
        return self._sur_cent([p.note.haute for p in self._comptees])

    @property
    def milieu(self) -> Fraction:
        """Ce qui range : l'inconnu n'y vaut ni zéro, ni tout."""
        return (self.basse + self.haute) / 2

    @property
    def dite(self) -> str:
        """« 82 / 100 », « 74 à 86 / 100 »."""
        basse, haute = nombre(_decimale(self.basse), 0), nombre(_decimale(self.haute), 0)
        return f"{basse}{'' if basse == haute else f' à {haute}'} / {CENT}"

    @property
    def _comptees(self) -> list[PartNotee]:
        return [p for p in self.parts if not p.note.sans_objet]

    def _sur_cent(self, notes: Sequence[Fraction]) -> Fraction:
        total = sum(p.poids for p in self._comptees)
        points = sum((p.poids * note for p, note in zip(self._comptees, notes, strict=True)), Fraction(0))
        return points * CENT / total if total else Fraction(0)


def apparier(
    candidat: Candidat, logement: LogementOffert, contexte: Contexte, doute: str | None = None
) -> Appariement:
    """Toutes les parts de ce logement pour ce ménage, aux poids de la charte du jour."""
    pese, chiffrage = poids(contexte.charte), chiffrer(candidat, logement, contexte)
    notes = _notes(candidat, logement, contexte, pese, chiffrage, doute)
    blocages = [note.blocage for note in notes.values() if note.blocage]
    plafond = plafond_juge(candidat, logement.financement, contexte)
    if plafond.depasse and pese.plafonds is Depassement.ECARTER:
        blocages.append(plafond.motif)
    if logement.id in candidat.refuses:
        blocages.insert(0, DEJA_REFUSE)
    parts = tuple(PartNotee(part, pese.par_part[part], notes[part]) for part in Part)
    return Appariement(candidat, logement, parts, tuple(blocages), chiffrage, plafond)


def _notes(
    candidat: Candidat, logement: LogementOffert, contexte: Contexte, pese: Poids, chiffrage: Chiffrage,
    doute: str | None,
) -> dict[Part, Note]:  # fmt: skip
    verdicts = verdicts_du_logement(logement, contexte, doute)
    verdicts[Part.RAC_MAITRISE] = verdict_de_maitrise(candidat, logement, chiffrage, contexte)
    return {
        Part.OCCUPATION: note_d_occupation(candidat, logement, contexte),
        Part.BESOINS: note_des_besoins(candidat, logement, pese.eliminatoires),
        Part.COMMUNE: note_du_lieu(candidat, logement),
        Part.TYPOLOGIE: note_de_la_typologie(candidat, logement),
        Part.RAC: note_du_rac(candidat, chiffrage),
        Part.EFFORT: note_de_l_effort(candidat, chiffrage),
        Part.DISTANCE: note_de_la_distance(candidat, logement, contexte),
        Part.EQUILIBRE: Equilibre(contexte).note(candidat, logement),
    } | {part: note_du_verdict(verdict) for part, verdict in verdicts.items()}


def ranges(appariements: Sequence[Appariement]) -> list[Appariement]:
    """Du mieux adapté au moins ; ce qui est écarté vient à la fin, avec sa raison."""
    return sorted(appariements, key=lambda a: (a.bloque, -a.milieu, a.candidat.reference, a.logement.id or 0))


def _decimale(valeur: Fraction) -> Decimal:
    exacte = Decimal(valeur.numerator) / Decimal(valeur.denominator)
    return exacte.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _dit(valeur: Decimal) -> str:
    return nombre(valeur, 0 if valeur == valeur.to_integral_value() else 1)
