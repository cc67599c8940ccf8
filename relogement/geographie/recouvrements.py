"""Les quartiers d'une même génération qui se recouvrent : on dit lesquels, sur combien, et ce qu'il en sera."""

from collections.abc import Iterator, Sequence
from math import cos, radians

from relogement.geographie.contours import QuartierLu
from relogement.textes import FINE, nombre

_METRES_PAR_DEGRE = 111_320.0
_LISERE = 200.0  # m² : deux tracés d'une même rue se croisent d'autant sans se recouvrir


def recouvrements(quartiers: Sequence[QuartierLu]) -> Iterator[str]:
    """Une phrase par paire de quartiers qui se recouvrent vraiment."""
    from shapely import STRtree, from_wkb, intersection

    surfaces = from_wkb([q.geometrie for q in quartiers])
    un, autre = STRtree(surfaces).query(surfaces, predicate="intersects")
    for i, j in zip(un.tolist(), autre.tolist(), strict=True):
        a, b = quartiers[i], quartiers[j]
        if i >= j or a.generation is not b.generation:
            continue
        degre_carre = _METRES_PAR_DEGRE**2 * cos(radians((a.bornes.sud + a.bornes.nord) / 2))
        metres_carres = float(intersection(surfaces[i], surfaces[j]).area) * degre_carre
        if metres_carres > _LISERE:
            yield (
                f"{a.code} et {b.code} se recouvrent sur {nombre(round(metres_carres), 0)}{FINE}m² : un point qui "
                "y tombe compte dans celui dont la limite est la plus loin, et reste à vérifier sur SIG Ville."
            )
