"""L'éloignement d'un logement : d'un immeuble, au mètre ; d'un site, entre ses bords."""

from decimal import Decimal

import pytest
from shapely import Polygon, box, to_wkb

from relogement.depart import Depart
from relogement.geographie import Point
from relogement.geographie.site import Site
from relogement.regles.validite_offre_lieu import Eloignement
from tests.fabrique import un_logement

# À 43° nord, un degré fait 111,1 km vers le nord, et 111,3 × cos 43° = 81,5 km vers l'est.
ICI = Point(2.9, 43.0)
CARRE = bytes(to_wkb(box(2.88, 42.99, 2.92, 43.01)))  # 3,26 km sur 2,22


def proche(dite: Decimal, attendue: str) -> bool:
    return abs(dite - Decimal(attendue)) < Decimal("0.02")


def test_d_un_immeuble_la_distance_est_celle_de_la_carte() -> None:
    # 0,03° vers le nord : 3,333 km. 0,03° vers l'est : 2,445 km.
    au_nord, a_l_est = (Site(ICI).eloignement(Point(*p)) for p in ((2.9, 43.03), (2.93, 43.0)))

    assert au_nord is not None and a_l_est is not None
    assert au_nord.au_moins == au_nord.au_plus and proche(au_nord.au_plus, "3.333")
    assert proche(a_l_est.au_plus, "2.445")
    assert Site(ICI).eloignement(ICI) == Eloignement(Decimal(0), Decimal(0))


def test_d_un_contour_on_dit_le_bord_le_plus_proche_et_le_plus_lointain() -> None:
    """À 0,03° au nord du centre : 0,02° du bord nord ; le coin sud-ouest est à 0,04° et 0,02°."""
    dite = Site(contour=CARRE).eloignement(Point(2.9, 43.03))

    assert dite is not None
    assert proche(dite.au_moins, "2.222")
    assert proche(dite.au_plus, "4.733")  # √(4,444² + 1,63²)


def test_dans_le_site_la_plus_petite_distance_est_nulle() -> None:
    dite = Site(contour=CARRE).eloignement(ICI)

    assert dite is not None
    assert dite.au_moins == 0
    assert proche(dite.au_plus, "1.972")  # un coin : √(1,111² + 1,63²)


def test_un_creux_du_site_ne_trompe_pas_le_plus_lointain() -> None:
    """Un site en L : le plus lointain est un coin de son enveloppe."""
    en_l = Polygon([(2.88, 42.99), (2.92, 42.99), (2.92, 43.0), (2.89, 43.0), (2.89, 43.01), (2.88, 43.01)])

    dite = Site(contour=bytes(to_wkb(en_l))).eloignement(Point(2.92, 43.01))

    assert dite is not None
    assert proche(dite.au_moins, "1.111")  # le bord sud du creux
    assert proche(dite.au_plus, "3.949")  # le coin sud-ouest : √(2,222² + 3,26²)


def test_le_point_de_l_operation_l_emporte_sur_le_contour_du_site() -> None:
    dite = Site(ICI, CARRE).eloignement(Point(2.9, 43.03))

    assert dite is not None and dite.au_moins == dite.au_plus


def test_sans_point_ni_contour_on_ne_sait_pas() -> None:
    assert Site().eloignement(ICI) is None


@pytest.mark.parametrize(("lon", "lat"), [(43.0, 2.9), (None, 43.0), (2.9, None), (0.0, 0.0)])
def test_des_coordonnees_inversees_ou_absentes_ne_font_pas_une_distance(
    lon: float | None, lat: float | None
) -> None:
    logement = un_logement(lon=lon, lat=lat, commune_insee="66028")

    assert Depart("66136", site=Site(ICI)).eloignement(logement) is None
