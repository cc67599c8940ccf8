"""La zone APL d'une commune : connue, inconnue, jamais devinée."""

from relogement.communes import commune, obstacles, zone_apl
from relogement.regles.apl import Obstacle


def test_chaque_zone_a_ses_communes() -> None:
    # Paris et son premier arrondissement (1 bis, au barème de la zone 1), Lyon, Perpignan, une petite commune.
    zones = {code: zone_apl(code) for code in ("75056", "75101", "69123", "66136", "01001")}

    assert zones == {"75056": 1, "75101": 1, "69123": 2, "66136": 2, "01001": 3}


def test_une_zone_inconnue_n_est_pas_la_zone_3() -> None:
    # Culey (55138), recréée depuis le zonage de 2011.
    assert zone_apl("55138") is None
    assert (zone_apl("99999"), zone_apl(""), zone_apl(None)) == (None, None, None)


def test_l_outre_mer_n_a_pas_de_zone_et_empeche_d_estimer() -> None:
    saint_denis = commune("97411")

    assert saint_denis is not None and saint_denis.outre_mer
    assert saint_denis.zone_apl is None
    assert obstacles("97411") == {Obstacle.OUTRE_MER}
    assert obstacles("66136") == obstacles(None) == frozenset()


def test_une_commune_a_son_epci() -> None:
    perpignan = commune("66136")

    assert perpignan is not None and perpignan.epci == "200027183"


def test_le_code_corse_se_lit_en_minuscules() -> None:
    assert commune("2a004") == commune("2A004") is not None
