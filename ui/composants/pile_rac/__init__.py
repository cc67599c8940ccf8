"""La pile du reste à charge : ce qui est demandé, et qui le paie, côte à côte à la même échelle."""

from ui.composants.pile_rac.colonnes import Colonne, Intervalle
from ui.composants.pile_rac.geometrie import Mesures
from ui.composants.pile_rac.widget import PileRac, dessiner_pile

__all__ = ["Colonne", "Intervalle", "Mesures", "PileRac", "dessiner_pile"]
