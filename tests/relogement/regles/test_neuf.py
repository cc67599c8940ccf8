"""Neuf, ou conventionné depuis moins de cinq ans à la date du bail."""

from datetime import date

import pytest

from relogement.regles.neuf import neuf

CONVENTION = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("bail", "attendu"),
    [
        (date(2026, 2, 28), "OUI"),  # la veille des cinq ans
        (date(2026, 3, 1), "NON"),  # cinq ans pile
        (date(2026, 3, 2), "NON"),
    ],
)
def test_cinq_ans_pile_n_est_plus_moins_de_cinq_ans(bail: date, attendu: str) -> None:
    assert neuf(False, CONVENTION, bail).valeur == attendu


@pytest.mark.parametrize(("bail", "attendu"), [(date(2025, 2, 27), "OUI"), (date(2025, 2, 28), "NON")])
def test_convention_d_un_29_fevrier_ses_cinq_ans_tombent_le_28(bail: date, attendu: str) -> None:
    assert neuf(False, date(2020, 2, 29), bail).valeur == attendu


@pytest.mark.parametrize("bail", [date(2026, 3, 1), None])
@pytest.mark.parametrize("convention", [date(1980, 1, 1), None])
def test_une_premiere_location_est_neuve_sans_autre_date(convention: date | None, bail: date | None) -> None:
    assert neuf(True, convention, bail).valeur == "OUI"


@pytest.mark.parametrize("premiere_location", [False, None])
def test_sans_date_de_convention_on_ne_sait_pas(premiere_location: bool | None) -> None:
    verdict = neuf(premiere_location, None, date(2026, 3, 1))

    assert verdict.valeur == "NR"
    assert verdict.motif == "date de conventionnement inconnue"


@pytest.mark.parametrize("premiere_location", [False, None])
def test_sans_date_de_bail_on_ne_sait_pas(premiere_location: bool | None) -> None:
    verdict = neuf(premiere_location, CONVENTION, None)

    assert verdict.valeur == "NR"
    assert verdict.motif == "bail non daté"


def test_une_premiere_location_non_dite_se_juge_a_la_convention() -> None:
    assert neuf(None, date(2024, 1, 1), date(2026, 3, 1)).valeur == "OUI"
    assert neuf(None, date(1999, 1, 1), date(2026, 3, 1)).valeur == "NON"
