"""Quels effectifs sont secrets : ceux sous leur seuil, et les zéros d'un groupe sous le sien."""

from collections import deque

from relogement.secret.systeme import Cellule, Systeme


def sensibles(systeme: Systeme) -> frozenset[int]:
    """Les rangs des cases secrètes, montrées ou non."""
    petites = [rang for rang, cellule in enumerate(systeme.cellules) if _petite(cellule)]
    trouvees = {rang for rang in petites if systeme.cellules[rang].secrete}
    file = deque(petites)
    while file:
        petit = file.popleft()
        for relation in systeme.relations_de[petit]:
            total, *parts = systeme.relations[relation]
            if total == petit:
                nouvelles = [p for p in parts if p not in trouvees and systeme.cellules[p].secrete]
                trouvees.update(nouvelles)
                file.extend(nouvelles)
    return frozenset(trouvees)


def _petite(cellule: Cellule) -> bool:
    return 0 < cellule.effectif < cellule.seuil
