"""La zone APL d'une commune : connue, inconnue, jamais devinée."""

import pytest

from relogement.communes import commune, communes_du_departement, insee_du_logement, obstacles, zone_apl
from relogement.rapprochement import cle
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


@pytest.mark.parametrize(
    ("dit", "insee"),
    [
        (("66028", None, None), "66028"),
        ((" 66028 ", "Perpignan", None), "66028"),  # un code dit l'emporte sur un nom
        ((None, "Cabestany", "66330"), "66028"),
        ((None, "SAINT ESTEVE", "66240"), "66172"),
        ((None, "Cabestany", None), None),  # de quel département ?
        ((None, "Cabestany", "34000"), None),
        ((None, "Pas une commune", "66000"), None),
        ((None, None, "66000"), None),
        ((None, "Saint-Denis", "97400"), "97411"),
        ((None, "Ajaccio", "20000"), None),  # la Corse a deux départements pour un code postal
        # L'arrondissement se lit dans le code postal ; sans lui, la commune entière.
        ((None, "Paris", "75018"), "75118"),
        (("75056", None, "75018"), "75118"),
        (("75056", None, None), "75056"),
        ((None, "Lyon", "69008"), "69388"),
        ((None, "Marseille", "13015"), "13215"),
        (("13055", None, "13090"), "13055"),  # 13090 n'est pas un arrondissement
    ],
)
def test_le_code_d_un_logement_est_celui_qui_est_dit_ou_le_seul_qui_va(
    dit: tuple[str | None, str | None, str | None], insee: str | None
) -> None:
    assert insee_du_logement(*dit) == insee


def test_sans_code_postal_le_departement_du_projet_suffit() -> None:
    assert insee_du_logement(None, "Cabestany", None, departement="66") == "66028"


def test_une_commune_se_dit_par_son_nom_et_son_code() -> None:
    cabestany = commune("66028")

    assert cabestany is not None and cabestany.libelle == "Cabestany (66028)"


def test_les_communes_d_un_departement_sont_dans_l_ordre_de_leur_nom() -> None:
    noms = [c.nom for c in communes_du_departement("66")]

    assert len(noms) > 200 and noms == sorted(noms, key=cle)
