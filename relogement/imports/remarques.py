"""Ce que la lecture a corrigé ou laissé, groupé : « 23 Typologie lues autrement », « F4 lu T4 »."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from relogement.imports.apercu import Cellule, LigneApercu, Remarque
from relogement.imports.lecture.annonces import plages
from relogement.imports.phrases import phrase
from relogement.imports.rangees import TOTAUX
from relogement.imports.resultat import Lecture
from relogement.textes import pluriel

LUES_MAX = 20_000
DITES = {
    "ug": ("UG sans zéros de tête", "UG sans zéros de tête"),
    "typologie": ("typologie lue T", "typologies lues T"),
    "nom": ("nom lu sans sa civilité", "noms lus sans leur civilité"),
    "date_entree_bail": ("date lue d’un nombre du tableur", "dates lues de nombres du tableur"),
}


def remarques(lignes: Sequence[LigneApercu], lecture: Lecture[Any], masquees: Sequence[str]) -> Iterator[Remarque]:
    """Les inconnues d'abord, puis les corrections, les lignes rattachées, les totaux, les feuilles masquées."""
    if lecture.totaux.apl_inconnue:
        titre = pluriel(lecture.totaux.apl_inconnue, "APL inconnue", "APL inconnues")
        yield Remarque(titre, phrase("Restent NR : vide n’est pas 0"), lecture.totaux.apl_inconnue, "apl")
    yield from _corrigees(lignes)
    if lecture.jointes:
        nombre = len(lecture.jointes)
        numeros = plages(ligne for _, ligne in lecture.jointes)
        titre = pluriel(nombre, "ligne rattachée à une autre", "lignes rattachées à d’autres")
        yield Remarque(titre, f"cotitulaires et annexes, lignes {numeros}", nombre, "jointes")
    totaux = [e.ligne for e in lecture.ecartees if e.motif == TOTAUX]
    if totaux:
        titre = pluriel(len(totaux), "ligne de total écartée", "lignes de total écartées")
        yield Remarque(
            titre, f"{'lignes' if len(totaux) > 1 else 'ligne'} {plages(totaux)}", len(totaux), "totaux"
        )
    for nom in masquees:
        yield Remarque(phrase(f"Feuille masquée « {nom} »"), "signalée, non lue", 1, "masquee")


def _corrigees(lignes: Sequence[LigneApercu]) -> Iterator[Remarque]:
    """Par colonne, combien et le premier exemple ; d'un très grand fichier, on ne regarde que le début."""
    vues: dict[str, list[Cellule]] = defaultdict(list)
    for ligne in lignes[:LUES_MAX]:
        for champ, cellule in ligne.cellules.items():
            if cellule.corrige is not None:
                vues[champ].append(cellule)
    suite = " au moins" if len(lignes) > LUES_MAX else ""
    for champ, cellules in vues.items():
        un, plusieurs = DITES.get(champ, ("valeur corrigée", "valeurs corrigées"))
        titre = pluriel(len(cellules), un, plusieurs) + suite
        yield Remarque(titre, cellules[0].corrige or "", len(cellules), champ)
