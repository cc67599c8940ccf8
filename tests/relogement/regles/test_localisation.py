"""Hors QPV et hors site, dans les deux générations de quartiers."""

from datetime import date

import pytest

from relogement.nomenclatures import GenerationQpv
from relogement.regles.localisation import (
    generation_du_code,
    generation_en_vigueur,
    generation_retenue,
    hors_qpv,
    hors_site,
)
from tests.fabrique import AUTRE_QPV, SITE

SITE_2024 = "QN06607M"


def test_un_lieu_inconnu_n_est_pas_hors_qpv() -> None:
    assert hors_qpv(None).valeur == "NR"
    assert hors_site(None, SITE).valeur == "NR"


def test_hors_se_dit_et_compte_pour_les_deux_criteres() -> None:
    assert hors_qpv("HORS").valeur == "OUI"
    assert hors_site("HORS", SITE).valeur == "OUI"


def test_le_site_n_est_ni_hors_qpv_ni_hors_site() -> None:
    assert hors_qpv(SITE).valeur == "NON"
    assert hors_site(SITE, SITE).valeur == "NON"


def test_un_autre_quartier_est_hors_site_mais_pas_hors_qpv() -> None:
    assert hors_qpv(AUTRE_QPV).valeur == "NON"
    assert hors_site(AUTRE_QPV, SITE).valeur == "OUI"


def test_le_meme_site_se_reconnait_dans_sa_generation_2024() -> None:
    assert hors_site(SITE_2024, SITE, SITE_2024).valeur == "NON"
    assert hors_site("QN06603M", SITE, SITE_2024).valeur == "OUI"


def test_un_code_2024_face_a_un_site_connu_en_2015_seulement_ne_se_juge_pas() -> None:
    assert hors_site("QN06603M", SITE).valeur == "NR"
    assert hors_qpv("QN06603M").valeur == "NON"


@pytest.mark.parametrize("illisible", ["Les Lilas", "QP6607", "QN066071X", "066007"])
def test_un_code_que_l_on_ne_lit_pas_ne_compte_pas_comme_hors_site(illisible: str) -> None:
    assert generation_du_code(illisible) is None
    assert hors_site(illisible, SITE).valeur == "NR"


@pytest.mark.parametrize(
    ("code", "generation"),
    [("QP066007", "2015"), ("QP974001", "2015"), ("QN97401I", "2024"), ("QN06607M", "2024"), ("QN93001N", "2024")],
)
def test_la_forme_du_code_dit_sa_generation(code: str, generation: str) -> None:
    assert generation_du_code(code) == generation


@pytest.mark.parametrize(
    ("au", "outre_mer", "generation"),
    [
        (date(2023, 12, 31), False, "2015"),
        (date(2024, 1, 1), False, "2024"),
        (date(2024, 1, 1), True, "2015"),
        (date(2024, 12, 31), True, "2015"),
        (date(2025, 1, 1), True, "2024"),
    ],
)
def test_la_generation_change_un_an_plus_tard_outre_mer(au: date, outre_mer: bool, generation: str) -> None:
    assert generation_en_vigueur(au, outre_mer=outre_mer) == generation


@pytest.mark.parametrize(
    ("qpv", "choix", "attendue"),
    [
        ("HORS", GenerationQpv.EN_VIGUEUR, "2024"),
        ("HORS", GenerationQpv.QP2015, "2015"),
        (SITE, GenerationQpv.EN_VIGUEUR, "2015"),
        (None, GenerationQpv.QN2024, "2024"),
    ],
)
def test_la_generation_retenue_est_celle_du_code_puis_de_la_charte_puis_du_bail(
    qpv: str | None, choix: GenerationQpv, attendue: str
) -> None:
    assert generation_retenue(qpv, date(2026, 3, 1), choix=choix, outre_mer=False) == attendue
