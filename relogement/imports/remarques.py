"""Ce que la lecture a corrigé ou laissé, groupé : « 23 Typologie lues autrement », « F4 lu T4 »."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relogement.imports.apercu import Remarque
from relogement.imports.lecture.annonces import plages
from relogement.imports.phrases import phrase
from relogement.imports.rangees import TOTAUX
from relogement.imports.resultat import Lecture
from relogement.textes import pluriel

DITES = {
    "ug": ("UG sans zéros de tête", "UG sans zéros de tête"),
    "typologie": ("typologie lue T", "typologies lues T"),
    "nom": ("nom lu sans sa civilité", "noms lus sans leur civilité"),
    "date_entree_bail": ("date lue d’un nombre du tableur", "dates lues de nombres du tableur"),
}


def remarques(
    corrections: Mapping[tuple[str, str], int], lecture: Lecture[Any], masquees: Sequence[str], *, tout: bool
) -> Iterator[Remarque]:
    """Les inconnues d'abord, puis les corrections, les lignes rattachées, les totaux, les feuilles masquées.

    ``tout`` : faux d'un très grand fichier, dont seul le début est comparé.
    """
    if lecture.totaux.apl_inconnue:
        titre = pluriel(lecture.totaux.apl_inconnue, "APL inconnue", "APL inconnues")
        yield Remarque(titre, phrase("Restent NR : vide n’est pas 0"), lecture.totaux.apl_inconnue, "apl")
    yield from _corrigees(corrections, tout=tout)
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


def _corrigees(comptes: Mapping[tuple[str, str], int], *, tout: bool) -> Iterator[Remarque]:
    """Par colonne, combien et le premier exemple."""
    par_champ: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (champ, dite), combien in comptes.items():
        par_champ[champ].append((dite, combien))
    for champ, dites in par_champ.items():
        total = sum(combien for _, combien in dites)
        un, plusieurs = DITES.get(champ, ("valeur corrigée", "valeurs corrigées"))
        titre = pluriel(total, un, plusieurs) + ("" if tout else " au moins")
        yield Remarque(titre, phrase(dites[0][0]), total, champ)
