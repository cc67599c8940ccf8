"""Lire un oui ou un non, une typologie, le code ou le libellé d'une nomenclature."""

import re
from functools import cache

from relogement.base import Code
from relogement.imports.valeurs.illisible import ValeurIllisible
from relogement.imports.valeurs.mots import est_inconnu
from relogement.nomenclatures import Typologie
from relogement.rapprochement import sans_accents

OUI = frozenset(("oui", "o", "x", "1", "vrai", "true", "yes", "y", "ok"))
NON = frozenset(("non", "n", "0", "faux", "false", "no", "sans"))
STUDIOS = frozenset(("studio", "std", "chambre", "studette"))
BIEN = r"(?:(?:appt|appartement|maison|pavillon) )?"
PIECES = re.compile(BIEN + r"(?:type|typ|t|f|p)? ?([0-9]{1,2})(?: ?[a-z].*| [0-9].*)?")
PLUS_GRANDE = 6
ECRITES = {str(membre.value): membre for membre in Typologie}


def oui_non(texte: str) -> bool | None:
    """« oui », « x », « 1 », « VRAI » ; rien quand la cellule dit ne pas savoir."""
    mot = texte.casefold().strip(" .")
    if mot in OUI:
        return True
    if mot in NON:
        return False
    if est_inconnu(texte):
        return None
    raise ValeurIllisible(texte, "n’est ni oui ni non : écrivez oui, non, ou laissez la cellule vide")


def typologie(texte: str) -> Typologie | None:
    """« F4 », « T 4 », « T4 bis », « 4 pièces » → T4 ; un studio est un T1, un T7 est un T6+."""
    if texte in ECRITES:
        return ECRITES[texte]
    if est_inconnu(texte):
        return None
    mot = sans_accents(texte)
    if mot.split(" ")[0] in STUDIOS:
        return Typologie.T1
    trouve = PIECES.fullmatch(mot)
    if not trouve:
        raise ValeurIllisible(texte, "n’est pas une typologie : écrivez T1, T2, T3, T4, T5 ou T6+")
    pieces = max(int(trouve[1]), 1)
    return Typologie.T6 if pieces >= PLUS_GRANDE else Typologie(f"T{pieces}")


def code(nomenclature: type[Code], texte: str) -> Code | None:
    """Le membre que désigne un code ou un libellé français, casse et accents ignorés."""
    if nomenclature is Typologie:
        return typologie(texte)
    membre = _par_nom(nomenclature).get(sans_accents(texte))
    if membre is None and not est_inconnu(texte):
        connus = ", ".join(str(m.value) for m in nomenclature)
        raise ValeurIllisible(texte, f"n’est pas un code connu : écrivez l’un de {connus}")
    return membre


@cache
def _par_nom(nomenclature: type[Code]) -> dict[str, Code]:
    libelles = {sans_accents(membre.libelle): membre for membre in nomenclature}
    return libelles | {sans_accents(str(membre.value)): membre for membre in nomenclature}
