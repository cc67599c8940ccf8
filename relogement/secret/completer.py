"""Masquer ce qui trahit : dans chaque addition, une case secrète n'est jamais la seule inconnue."""

from collections import deque
from collections.abc import Set

from relogement.secret.systeme import FIXE, Systeme

SEULE = 3  # une case dont le masque obligerait à en masquer une autre ailleurs coûte trois fois plus


class Lecteur:
    """Celui qui reçoit le fichier : il sait tout ce qui est publié, et ce qu'une addition à une inconnue donne."""

    def __init__(self, systeme: Systeme, secretes: Set[int], masquees: set[int]) -> None:
        self.systeme, self.secretes, self.masquees = systeme, secretes, masquees
        cellules = systeme.cellules
        self.inconnue = [i in masquees or not c.publiee for i, c in enumerate(cellules)]
        self.a_garder = [i in masquees or i in secretes for i in range(len(cellules))]
        self.inconnues = [sum(map(self.inconnue.__getitem__, set(r))) for r in systeme.relations]
        self.trahies: list[int] = []
        self._deduire()

    def _deduire(self) -> None:
        file = deque(r for r, n in enumerate(self.inconnues) if n == 1)
        while file:
            relation = file.popleft()
            if self.inconnues[relation] != 1:
                continue
            seule = next(i for i in self.systeme.relations[relation] if self.inconnue[i])
            if self.a_garder[seule]:
                self.trahies.append(relation)
                continue
            self.inconnue[seule] = False
            for autre in self.systeme.relations_de[seule]:
                self.inconnues[autre] -= 1
                if self.inconnues[autre] == 1:
                    file.append(autre)

    def masquer(self, rang: int) -> None:
        self.masquees.add(rang)
        self.inconnue[rang] = self.a_garder[rang] = True
        for relation in self.systeme.relations_de[rang]:
            self.inconnues[relation] += 1

    def manque(self, relation: int) -> int | None:
        """Ce qui manque de place aux cases secrètes de cette addition ; rien si elle n'en manque pas."""
        total, *parts = self.systeme.relations[relation]
        secretes = [i for i in parts if i in self.secretes and self.inconnue[i]]
        seule = self.inconnues[relation] == 1 and any(
            self.inconnue[i] and self.a_garder[i] for i in (total, *parts)
        )
        if self.inconnue[total] or not (secretes or seule):
            return 1 if seule else None
        cellules = self.systeme.cellules
        place = sum(cellules[i].valeur for i in parts if self.inconnue[i])
        voulue = max((cellules[i].seuil for i in secretes), default=0)
        return max(voulue - place, 1) if place < voulue or seule else None


def lecteur(systeme: Systeme, secretes: Set[int], masquees: Set[int]) -> Lecteur:
    """Celui qui a reçu le fichier ainsi masqué."""
    return Lecteur(systeme, secretes, set(masquees))


def completer(systeme: Systeme, secretes: Set[int], masquees: Set[int]) -> set[int]:
    """Les cases à masquer pour qu'aucune addition prise seule ne trahisse une case secrète."""
    choisies = set(masquees)
    while True:
        etat = Lecteur(systeme, secretes, choisies)
        avant = len(choisies)
        for relation in range(len(systeme.relations)):
            _boucher(etat, relation)
        if len(choisies) == avant:
            return choisies


def _boucher(etat: Lecteur, relation: int) -> None:
    while (manque := etat.manque(relation)) is not None:
        choix = _la_moins_utile(etat, relation, manque)
        if choix is None:
            return
        etat.masquer(choix)


def _la_moins_utile(etat: Lecteur, relation: int, manque: int) -> int | None:
    """La case publiée la moins utile au lecteur, qui laisse assez de place."""
    cellules, candidates = etat.systeme.cellules, []
    for rang in set(etat.systeme.relations[relation]):
        cellule = cellules[rang]
        if not cellule.publiee or rang in etat.masquees or cellule.poids >= FIXE:
            continue
        seule = sum(etat.inconnues[r] == 0 for r in etat.systeme.relations_de[rang] if r != relation)
        cout = cellule.poids * (1 + SEULE * seule)
        est_le_total = etat.systeme.relations[relation][0] == rang
        candidates.append((not est_le_total and cellule.valeur < manque, cout, cellule.valeur, rang))
    return min(candidates)[-1] if candidates else None
