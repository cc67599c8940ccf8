"""Un échantillon des données d'un tableau : son début, puis une ligne de temps en temps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relogement.imports.analyse.profil import Contenu, contenus
from relogement.imports.lecture import Ligne

DEBUT = 500
PAS = 50
MAXIMUM = 2_000
MOITIE = 0.5


@dataclass
class Echantillon:
    """Par colonne, des cellules ; une ligne plus courte que les autres y vaut des cellules vides."""

    lignes: list[tuple[str, ...]] = field(default_factory=list, repr=False)
    vues: int = 0
    largeur: int = 0

    def ajouter(self, ligne: Ligne) -> None:
        self.vues += 1
        if self.vues <= DEBUT or (self.vues % PAS == 0 and len(self.lignes) < MAXIMUM):
            self.lignes.append(ligne.cellules)
            self.largeur = max(self.largeur, len(ligne.cellules))

    def valeurs(self, position: int) -> list[str]:
        """Les cellules remplies d'une colonne."""
        return [c[position] for c in self.lignes if position < len(c) and c[position]]

    def valeurs_de(self, positions: Iterable[int]) -> list[str]:
        return [valeur for position in positions for valeur in self.valeurs(position)]

    def colonnes_de(self, contenu: Contenu) -> Sequence[int]:
        """Les colonnes dont la plupart des valeurs ont ce contenu."""
        return [p for p in range(self.largeur) if self._part(p, contenu) > MOITIE]

    def _part(self, position: int, contenu: Contenu) -> float:
        valeurs = self.valeurs(position)[:DEBUT]
        return sum(_a(contenu, v) for v in valeurs) / len(valeurs) if valeurs else 0.0


def _a(contenu: Contenu, valeur: str) -> bool:
    """« $1.50 » n'est pas un nombre français : il compte quand même pour dire quel est le signe décimal."""
    from relogement.imports.analyse.dialecte_des_valeurs import SIMPLE

    if contenu is Contenu.NOMBRE and SIMPLE.fullmatch(valeur):
        return True
    return contenu in contenus(valeur)
