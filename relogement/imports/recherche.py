"""Retrouver une ligne d'un aperçu en tapant : son texte entier, sans accents, préparé une fois."""

from collections.abc import Sequence

from relogement.imports.apercu import Apercu, LigneApercu
from relogement.imports.vue import Cellules
from relogement.rapprochement import sans_accents


def textes(apercu: Apercu) -> list[str]:
    """Un texte par ligne, dans l'ordre de l'aperçu ; le numéro de ligne s'y cherche aussi."""
    return [sans_accents(f"{ligne.cle.ligne} {ligne.sujet} {_entier(ligne)}") for ligne in apercu.lignes]


def _entier(ligne: LigneApercu) -> str:
    if isinstance(ligne.cellules, Cellules):
        return ligne.cellules.entier
    return " ".join(cellule.texte for cellule in ligne.cellules.values())


def trouvees(demande: str, parmi: Sequence[int], dans: Sequence[str]) -> list[int]:
    """Les rangs dont le texte contient chaque mot de la demande."""
    restants = list(parmi)
    for mot in sans_accents(demande).split():
        restants = [rang for rang in restants if mot in dans[rang]]
    return restants
