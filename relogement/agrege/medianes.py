"""Les médianes : de combien de jours, de quel reste à charge ; jamais celles de trop peu de ménages.

L'effectif d'un délai ne s'écrit pas : à côté des relogés, il compterait ceux dont une date manque.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from relogement.agrege import rac
from relogement.agrege.compte import PROJET
from relogement.agrege.faits import Faits, Fiche

SECRET = "s."
Taux = Decimal | str | None
DELAIS = {
    "ENQUETE_OFFRE": "De l’enquête à la première offre",
    "OFFRE_BAIL": "De la première offre au bail",
}


def medianes(faits: Faits, portees: Sequence[str]) -> dict[tuple[str, str], Taux]:
    """Chaque délai et chaque reste à charge, par opération et pour le projet."""
    trouvees: dict[tuple[str, str], Taux] = {}
    par_operation: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in faits.fiches:
        par_operation[fiche.operation].append(fiche)
    for portee in portees:
        fiches = faits.fiches if portee == PROJET else par_operation[portee]
        for delai in DELAIS:
            jours = [Decimal(f.delais[delai]) for f in fiches if delai in f.delais]
            milieu = Decimal(median(jours)) if jours else None
            trouvees[delai, portee] = _assez(milieu, len(jours), faits.cadre.seuil_effectif)
        reloges = [f for f in fiches if f.criteres["NEUF"] is not None]
        for rang, cote in enumerate(rac.COTES):
            montants = rac.montants(reloges, portee, rang)
            trouvees[cote, portee] = _assez(rac.mediane(montants), len(montants), faits.cadre.seuil_revenu)
    return trouvees


def _assez(valeur: Decimal | None, effectif: int, seuil: int) -> Taux:
    return SECRET if 0 < effectif < seuil else valeur
