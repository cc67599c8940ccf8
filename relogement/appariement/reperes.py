"""Ce qui se lit d'un coup d'œil d'un logement pour un ménage : quelques mots, chacun oui, non ou à vérifier."""

from collections.abc import Iterator
from dataclasses import dataclass

from relogement.appariement.note import Appariement
from relogement.appariement.parts import Note, condition_du_besoin
from relogement.appariement.poids import Part
from relogement.nomenclatures import Condition, Critere
from relogement.textes import INSECABLE, pluriel

_PLAFOND = "plafond de ressources"
_MOTS = {
    Part.COMMUNE: ("lieu souhaité", "hors des souhaits", "lieu à vérifier"),
    Part.HORS_QPV: ("hors QPV", "en QPV", "QPV à vérifier"),
    Part.NEUF: (f"<{INSECABLE}5{INSECABLE}ans", f">{INSECABLE}5{INSECABLE}ans", "convention à vérifier"),
    Part.EFFORT: ("effort tenu", "effort trop fort", "effort à vérifier"),
}


@dataclass(frozen=True)
class Repere:
    """Un mot, et s'il parle pour ce logement."""

    condition: Condition
    mot: str


def reperes(trouve: Appariement) -> tuple[Repere, ...]:
    """Ce qui écarte d'abord, ce qui va, puis ce qui reste à vérifier."""
    ordre = (Condition.NON, Condition.OUI, Condition.A_VERIFIER)
    return tuple(sorted(_tous(trouve), key=lambda repere: ordre.index(repere.condition)))


def maitrise(trouve: Appariement) -> Critere:
    """Le reste à charge serait-il maîtrisé : oui, non, inconnu, sans objet."""
    note = _note(trouve, Part.RAC_MAITRISE)
    if note.sans_objet:
        return Critere.SO
    return {Condition.OUI: Critere.OUI, Condition.NON: Critere.NON}.get(_condition(note), Critere.NR)


def _tous(trouve: Appariement) -> Iterator[Repere]:
    candidat, logement = trouve.candidat, trouve.logement
    yield _occupation(trouve)
    for besoin in candidat.besoins:
        yield Repere(condition_du_besoin(besoin, candidat, logement), besoin.libelle.lower())
    if trouve.plafond.condition is Condition.NON:
        yield Repere(Condition.NON, "au-dessus du plafond")
    for part, mots in _MOTS.items():
        note = _note(trouve, part)
        if part is Part.COMMUNE and not candidat.lieux:
            continue
        condition = _condition(note)
        yield Repere(condition, mots[(Condition.OUI, Condition.NON, Condition.A_VERIFIER).index(condition)])
    if trouve.plafond.condition is Condition.A_VERIFIER:
        yield Repere(Condition.A_VERIFIER, f"{_PLAFOND} à vérifier")


def _occupation(trouve: Appariement) -> Repere:
    note, nombre = _note(trouve, Part.OCCUPATION), trouve.candidat.menage.nb_personnes
    condition = _condition(note)
    if condition is Condition.NON:
        return Repere(condition, note.motif.partition(INSECABLE)[0].partition(" :")[0])
    dits = "taille du ménage inconnue" if nombre is None else f"{pluriel(nombre, 'personne')}"
    return Repere(condition, dits if condition is Condition.OUI or nombre is None else "occupation à vérifier")


def _note(trouve: Appariement, part: Part) -> Note:
    return next(p.note for p in trouve.parts if p.part is part)


def _condition(note: Note) -> Condition:
    """Un souhait de second rang va quand même ; ce qui peut être tout ou rien se vérifie."""
    if note.haute <= 0:
        return Condition.NON
    return Condition.OUI if note.basse > 0 else Condition.A_VERIFIER
