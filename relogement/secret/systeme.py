"""Les effectifs d'un fichier et les additions qui les lient : ce que connaît qui le reçoit."""

from collections.abc import Iterable
from dataclasses import dataclass

Cle = tuple[str, ...]
FIXE = 1_000_000  # une case qui n'est pas au fichier mais que chacun connaît : elle ne se masque pas


@dataclass(frozen=True, slots=True)
class Cellule:
    """Un effectif.

    ``menages`` : ceux qui sont derrière, quand on compte autre chose (des refus, des offres). ``publiee`` : faux
    pour ce qui ne s'écrit pas mais se déduit. ``poids`` : ce que coûte au lecteur de ne pas la voir. ``secrete`` :
    faux quand le compte lui-même n'apprend rien sur personne ; ses parts, elles, restent celles d'un petit groupe.
    """

    cle: Cle
    valeur: int
    seuil: int
    menages: int | None = None
    publiee: bool = True
    poids: int = 10
    secrete: bool = True

    @property
    def effectif(self) -> int:
        return self.valeur if self.menages is None else self.menages


class Systeme:
    """Des cases, chacune une fois même si plusieurs tableaux la montrent, et des totaux qui les réunissent."""

    def __init__(self) -> None:
        self.cellules: list[Cellule] = []
        self.rangs: dict[Cle, int] = {}
        self.relations: list[tuple[int, ...]] = []  # le total, puis ses parts
        self.relations_de: list[list[int]] = []

    def ajouter(self, cellule: Cellule) -> Cle:
        """Ajoute une case ; la même, montrée ailleurs, doit dire la même chose."""
        rang = self.rangs.setdefault(cellule.cle, len(self.cellules))
        if rang == len(self.cellules):
            self.cellules.append(cellule)
            self.relations_de.append([])
        elif self.cellules[rang].valeur != cellule.valeur:
            raise ValueError(f"La case {cellule.cle} vaut {self.cellules[rang].valeur} et {cellule.valeur}.")
        return cellule.cle

    def lier(self, total: Cle, parts: Iterable[Cle]) -> None:
        """Le total est la somme de ses parts ; refuse une addition fausse."""
        rangs = (self.rangs[total], *(self.rangs[part] for part in parts))
        somme = sum(self.cellules[rang].valeur for rang in rangs[1:])
        if somme != self.cellules[rangs[0]].valeur:
            raise ValueError(f"Le total {total} vaut {self.cellules[rangs[0]].valeur}, ses parts {somme}.")
        for rang in set(rangs):
            self.relations_de[rang].append(len(self.relations))
        self.relations.append(rangs)

    def valeur(self, cle: Cle) -> int:
        return self.cellules[self.rangs[cle]].valeur
