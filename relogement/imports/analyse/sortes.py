"""Ce qu'est une ligne d'un tableau : une donnée, un total, un titre répété, un intertitre, une note."""

import re

from relogement.base import Code
from relogement.imports.entetes import semble_une_valeur
from relogement.imports.lecture import Ligne
from relogement.imports.rangees import est_un_exemple
from relogement.rapprochement import sans_accents

TOTAL = re.compile(r"(?:s |ss |sous |grand )?(?:s?total|totaux|cumul|moyenne|recapitulatif|recap|nombre d\w+)\b.*")
INDICES = ("tota", "cumul", "moyenne", "recap", "récap", "nombre d")
GENERAL = re.compile(
    r"(?:grand )?(?:total|totaux)(?: general\w*| global\w*| ensemble| residence| operation| site)?"
)
CELLULES_EXPLOREES = 6


class Sorte(Code):
    DONNEE = "donnee", "Ligne de données"
    TOTAL = "total", "Ligne de total ou de sous-total"
    TITRES = "titres", "Titres répétés"
    EXEMPLE = "exemple", "Ligne d’exemple"
    INTERTITRE = "intertitre", "Intertitre ou pied de page"


def sorte(ligne: Ligne, largeur: int) -> Sorte:
    """``largeur`` est le nombre de colonnes titrées : une cellule seule n'est pas une ligne d'un tableau large."""
    if est_un_total(ligne):
        return Sorte.TOTAL
    if est_un_exemple(ligne):
        return Sorte.EXEMPLE
    remplies = len(ligne.cellules) - ligne.cellules.count("")
    if remplies == 1 and largeur > 2 and _est_un_texte(ligne):
        return Sorte.INTERTITRE
    return Sorte.DONNEE


def _est_un_texte(ligne: Ligne) -> bool:
    """Un nombre seul reste une donnée : les autres cellules de sa ligne sont inconnues."""
    return not any(semble_une_valeur(cellule) for cellule in ligne.cellules if cellule)


def est_un_total(ligne: Ligne) -> bool:
    """Le mot « total » vient en tête ; après un code ou une date, c'est un nom (« TOTAL Énergies »)."""
    premieres = [cellule for cellule in ligne.cellules[:CELLULES_EXPLOREES] if cellule]
    texte = "\n".join(premieres).casefold()
    if not any(indice in texte for indice in INDICES):
        return False
    for cellule in premieres:
        if TOTAL.fullmatch(sans_accents(cellule)):
            return True
        if semble_une_valeur(cellule):
            return False
    return False


def est_general(ligne: Ligne) -> bool:
    """« TOTAL GÉNÉRAL », ou « TOTAL » tout court."""
    return any(
        GENERAL.fullmatch(sans_accents(cellule)) for cellule in ligne.cellules[:CELLULES_EXPLOREES] if cellule
    )
