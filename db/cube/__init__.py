"""Le cube : chaque ligne comptée, ses axes et ses réponses, lus une fois ; tout chiffre s'y rouvre."""

from db.cube.compte import Repartition, mesurer, repartir
from db.cube.cube import Cube, Filtre, lire_cube
from db.cube.table import HORS_BASE, TOUTES

__all__ = ["HORS_BASE", "TOUTES", "Cube", "Filtre", "Repartition", "lire_cube", "mesurer", "repartir"]
