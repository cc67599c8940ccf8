"""Ce que déduit qui reçoit le fichier : une addition dont il ne manque qu'un terme le donne."""

from collections import deque
from collections.abc import Set

from relogement.secret.systeme import Systeme


def inconnues(systeme: Systeme, secretes: Set[int], masquees: Set[int]) -> list[bool]:
    """Pour chaque case, si le lecteur l'ignore. Une case secrète qu'il déduirait reste à protéger."""
    inconnue = [rang in masquees or not cellule.publiee for rang, cellule in enumerate(systeme.cellules)]
    nombres = [sum(inconnue[rang] for rang in set(relation)) for relation in systeme.relations]
    file = deque(r for r, n in enumerate(nombres) if n == 1)
    while file:
        relation = file.popleft()
        seule = next((rang for rang in systeme.relations[relation] if inconnue[rang]), None)
        if seule is None or seule in masquees or seule in secretes:
            continue
        inconnue[seule] = False
        for autre in systeme.relations_de[seule]:
            nombres[autre] -= 1
            if nombres[autre] == 1:
                file.append(autre)
    return inconnue
