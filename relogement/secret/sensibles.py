"""Quels effectifs sont secrets : ceux sous leur seuil, et les zéros d'un groupe sous le sien."""

from collections import deque

from relogement.secret.systeme import Cellule, Systeme


def sensibles(systeme: Systeme) -> frozenset[int]:
    """Les rangs des cases secrètes, montrées ou non."""
    trouvees = {rang for rang, cellule in enumerate(systeme.cellules) if _petite(cellule)}
    file = deque(sorted(trouvees))
    while file:
        petit = file.popleft()
        for relation in systeme.relations_de[petit]:
            total, *parts = systeme.relations[relation]
            if total == petit:
                nouvelles = [part for part in parts if part not in trouvees]
                trouvees.update(nouvelles)
                file.extend(nouvelles)
    return frozenset(trouvees)


def _petite(cellule: Cellule) -> bool:
    return 0 < cellule.effectif < cellule.seuil
