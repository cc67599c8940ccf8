"""Où est la France : de quoi voir qu'une coordonnée est inversée, en mètres ou dans l'océan."""

from typing import NamedTuple

from relogement.geographie.centres import par_departement


class Bornes(NamedTuple):
    """L'étendue d'un contour ou d'un territoire, en degrés."""

    ouest: float
    sud: float
    est: float
    nord: float

    def contient(self, autre: "Bornes") -> bool:
        return (
            self.ouest <= autre.ouest <= autre.est <= self.est
            and self.sud <= autre.sud <= autre.nord <= self.nord
        )  # fmt: skip

    def inversees(self) -> "Bornes":
        """Les mêmes, longitude et latitude échangées."""
        return Bornes(self.sud, self.ouest, self.nord, self.est)


_HEXAGONE = Bornes(-5.5, 41.2, 9.8, 51.3)
_OUTRE_MER = {
    "971": Bornes(-61.95, 15.7, -60.9, 16.6),
    "972": Bornes(-61.3, 14.3, -60.7, 15.0),
    "973": Bornes(-54.7, 2.0, -51.5, 6.0),
    "974": Bornes(55.1, -21.5, 55.95, -20.8),
    "975": Bornes(-56.6, 46.7, -56.0, 47.2),
    "976": Bornes(44.9, -13.1, 45.4, -12.5),
    "977": Bornes(-63.0, 17.8, -62.7, 18.05),
    "978": Bornes(-63.2, 18.0, -62.9, 18.2),
    "987": Bornes(-155.0, -28.0, -134.0, -7.0),
    "988": Bornes(163.0, -23.0, 168.5, -18.0),
}

_TOUS = (_HEXAGONE, *_OUTRE_MER.values())
LAMBERT_93 = 2154
# Les systèmes légaux d'outre-mer (décret n° 2019-165) : RGAF09 et RGFG95, RGR92, RGM04, RGSPM06, RGPF, RGNC.
PROJECTIONS = {
    "971": 5490, "972": 5490, "977": 5490, "978": 5490, "973": 2972, "974": 2975, "975": 4467, "976": 4471,
    "987": 3297, "988": 3163,
}  # fmt: skip


def territoire(departement: str) -> Bornes:
    """L'étendue du département s'il est d'outre-mer, celle de l'Hexagone et de la Corse sinon."""
    return _OUTRE_MER.get(departement, _HEXAGONE)


# Ce qu'un département déborde des communes de plus de mille habitants que l'on en connaît.
_DEBORD = 0.35


def environs(departement: str) -> Bornes:
    """Où tient un département : un rectangle qui le déborde un peu ; le territoire entier s'il n'est pas connu."""
    lieux = par_departement().get(departement)
    if not lieux:
        return territoire(departement)
    lons, lats = [lon for lon, _ in lieux], [lat for _, lat in lieux]
    return Bornes(min(lons) - _DEBORD, min(lats) - _DEBORD, max(lons) + _DEBORD, max(lats) + _DEBORD)


def en_france(lon: float, lat: float, departement: str | None) -> bool:
    """Vrai si le point est sur le territoire de ce département, ou d'un territoire quand on ne le sait pas."""
    lieux = (territoire(departement),) if departement else _TOUS
    return any(lieu.ouest <= lon <= lieu.est and lieu.sud <= lat <= lieu.nord for lieu in lieux)
