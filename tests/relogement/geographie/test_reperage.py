"""Situer un point : son quartier, sa distance à la limite, et ce que l'on ne peut pas dire."""

import pytest
import shapely

from relogement.geographie import Contour, IndexQuartiers, Point, Repere, couvertures, departement_du_code, reperer
from tests.relogement.geographie.couches import A_L_EST, ENTIER, PERPIGNAN, VOISIN, Anneau, un_carre

MARGE = 15.0
DEDANS = Point(2.905, 42.705)
DEHORS = Point(2.915, 42.705)


def _contour(code: str, anneau: Anneau) -> Contour:
    return Contour(code, shapely.to_wkb(shapely.Polygon(anneau)))


def _index(*contours: Contour) -> IndexQuartiers:
    return IndexQuartiers(contours or (_contour(ENTIER, PERPIGNAN), _contour(VOISIN, A_L_EST)))


def _reperer(point: Point, index: IndexQuartiers | None = None, commune: str | None = "66136") -> Repere:
    return reperer(point, index or _index(), commune=commune, du_projet="66", marge=MARGE)


def test_chaque_point_est_dans_son_quartier_ou_dans_aucun() -> None:
    points = [DEDANS, DEHORS, Point(2.925, 42.705)]

    positions = _index().situer(points, marge=MARGE)

    assert [p.code for p in positions] == [ENTIER, None, VOISIN]
    assert [p.distance for p in positions] == [None, None, None]


@pytest.mark.parametrize(
    ("point", "metres"),
    [
        # À 42,7° N un degré de latitude fait 111 087 m, un degré de longitude 81 930 m.
        (Point(2.905, 42.7001), 11.11),
        (Point(2.905, 42.6999), 11.11),
        (Point(2.9001, 42.705), 8.19),
        (Point(2.91015, 42.705), 12.29),
        (Point(2.905, 42.7002), None),  # 22 m
        (Point(2.9002, 42.705), None),  # 16,4 m : en degrés on le croirait plus près
    ],
)
def test_la_distance_a_la_limite_se_dit_en_metres_jusqu_a_la_marge(point: Point, metres: float | None) -> None:
    (position,) = _index().situer([point], marge=MARGE)

    assert position.distance == (None if metres is None else pytest.approx(metres, abs=0.02))
    assert position.a_verifier is (metres is not None)


def test_pres_d_une_limite_la_valeur_compte_mais_se_verifie() -> None:
    repere = _reperer(Point(2.905, 42.7001))

    assert (repere.qpv, repere.a_verifier) == (ENTIER, True)
    assert "11 m" in str(repere.message)


def test_des_coordonnees_grossieres_elargissent_la_marge() -> None:
    """Au millième de degré, le point est connu à 56 m près ; il est à 0,0004° de la limite : 33 m."""
    index = _index(_contour(ENTIER, un_carre(2.9004, 42.70)), _contour(VOISIN, A_L_EST))

    grossier, precis = _reperer(Point(2.9, 42.705), index), _reperer(Point(2.90001, 42.70501), index)

    assert grossier.qpv == precis.qpv == "HORS"
    assert grossier.doute == "calculé à 33 m d’une limite d’après des coordonnées données à 56 m près"
    assert precis.doute is None


def test_hors_se_dit_quand_tout_le_departement_est_charge() -> None:
    assert _reperer(DEHORS) == Repere("HORS")


def test_hors_ne_se_dit_pas_quand_il_manque_un_quartier() -> None:
    il_manque_le_2 = _index(_contour(ENTIER, PERPIGNAN), _contour("QP066003", A_L_EST))

    repere = _reperer(DEHORS, il_manque_le_2)

    assert (repere.qpv, repere.sans_couche) == (None, "66")


def test_sans_couche_le_quartier_reste_inconnu() -> None:
    repere = reperer(DEDANS, None, commune=None, du_projet="66", marge=MARGE)

    assert (repere.qpv, repere.sans_couche) == (None, "66")


def test_dans_un_autre_departement_que_ceux_de_la_couche_on_ne_sait_pas() -> None:
    repere = _reperer(Point(2.35, 43.21), commune="11069")

    assert (repere.qpv, repere.sans_couche) == (None, "11")


def test_sans_commune_on_ne_dit_hors_qu_entre_les_quartiers_du_projet() -> None:
    assert _reperer(DEHORS, commune=None).qpv == "HORS"
    loin = _reperer(Point(2.35, 43.21), commune=None)
    assert loin.qpv is None
    assert "commune" in str(loin.message)


@pytest.mark.parametrize("point", [Point(42.705, 2.905), Point(0.0, 0.0), Point(690_000.0, 6_180_000.0)])
def test_des_coordonnees_hors_de_france_ne_situent_rien(point: Point) -> None:
    repere = _reperer(point)

    assert repere.qpv is None
    assert "inversées" in str(repere.message)


def test_un_quartier_d_un_autre_departement_que_la_commune_ne_compte_pas() -> None:
    repere = _reperer(DEDANS, commune="11069")

    assert repere.qpv is None
    assert ENTIER in str(repere.message)


def test_deux_quartiers_qui_se_recouvrent_se_verifient() -> None:
    decale = un_carre(2.904, 42.70)
    index = _index(_contour(ENTIER, PERPIGNAN), _contour(VOISIN, decale))

    repere = _reperer(Point(2.9045, 42.705), index)  # à 0,0005° de la limite du second, 0,0045° du premier

    assert (repere.qpv, repere.a_verifier) == (ENTIER, True)


@pytest.mark.parametrize(
    ("code", "departement"),
    [("QP066007", "66"), ("QN00601M", "06"), ("QP974001", "974"), ("QN97401I", "974"), ("QP02A001", "2A"),
     ("QP2B0002", "2B"), ("HORS", None)],
)  # fmt: skip
def test_le_departement_se_lit_dans_le_code(code: str, departement: str | None) -> None:
    assert departement_du_code(code) == departement


def test_la_couverture_se_lit_dans_les_numeros() -> None:
    trouvees = couvertures(["QP066001", "QP066002", "QP075019"])

    assert {d: c.entiere for d, c in trouvees.items()} == {"66": True, "75": False}
